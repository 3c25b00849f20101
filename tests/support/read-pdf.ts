import { createCanvas } from '@napi-rs/canvas';
import jsqr from 'jsqr';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface PdfPage {
  /** As it is read: words in their order, whatever line they are on. */
  text: string;
  /** What a telephone reads that is held before the left and the right half, or before all of it. */
  codes: string[];
  /** Width and height in points. */
  size: [number, number];
}

// The package is CommonJS with its function as `default`.
const decode = jsqr as unknown as typeof jsqr.default;

/** Opens a PDF as a reader does, and looks at its pages as a camera does. */
export async function readPdf(file: Buffer): Promise<PdfPage[]> {
  const loading = getDocument({ data: new Uint8Array(file) });
  const pdf = await loading.promise;
  const pages: PdfPage[] = [];
  for (let n = 1; n <= pdf.numPages; n++) {
    const page = await pdf.getPage(n);
    const { items } = await page.getTextContent();
    const text = items.map((item) => ('str' in item ? item.str : '')).join(' ');
    const viewport = page.getViewport({ scale: 1.5 });
    const canvas = createCanvas(viewport.width, viewport.height);
    const context = canvas.getContext('2d');
    await page.render({ canvas: canvas as never, canvasContext: context as never, viewport }).promise;
    const [width, height] = [Math.floor(viewport.width / 2), Math.floor(viewport.height)];
    const views = [
      [0, width],
      [width, width],
      [0, width * 2],
    ] as const;
    const codes = views.flatMap(([x, wide]) => {
      const { data } = context.getImageData(x, 0, wide, height);
      return decode(data, wide, height)?.data ?? [];
    });
    const { width: across, height: down } = page.getViewport({ scale: 1 });
    pages.push({ text: text.replace(/\s+/g, ' '), codes: [...new Set(codes)], size: [across, down] });
  }
  await loading.destroy();
  return pages;
}
