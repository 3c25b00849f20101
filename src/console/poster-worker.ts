// Draws posters in a thread of its own and ends. See poster-pdf.ts.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { parentPort, workerData } from 'node:worker_threads';
import PDFDocument from 'pdfkit';
import qrcode from 'qrcode';
import type { Poster, PosterCode } from './poster-pdf.ts';

const { title, posters } = workerData as { title: string; posters: Poster[] };

/** A4 in points, and the edge no printer reaches. */
const [WIDTH, HEIGHT, EDGE] = [595.28, 841.89, 40];
const INSIDE = WIDTH - 2 * EDGE;
const [GREEN, INK, PAPER] = ['#0b6b53', '#14213d', '#ffffff'];
const CENTRED = { width: INSIDE, align: 'center' } as const;

const pdf = new PDFDocument({
  ...{ size: 'A4', margin: 0, autoFirstPage: false, lang: 'vi-VN', displayTitle: true },
  info: { Title: title },
});
const fonts = dirname(createRequire(import.meta.url).resolve('roboto-fontface/package.json'));
for (const weight of ['Medium', 'Bold', 'Black']) {
  const woff = `Roboto-${weight}.woff`;
  pdf.registerFont(weight, join(fonts, 'fonts/roboto', woff));
}
for (const poster of posters) drawPoster(poster);
const file = buffer(pdf);
pdf.end();
parentPort?.postMessage(await file);

function drawPoster({ place, head, text, codes, call, foot }: Poster): void {
  pdf.addPage();
  const band = 136;
  pdf.rect(0, 0, WIDTH, band).fill(GREEN);
  const [name = '', ...around] = place;
  const nameSize = fit('Black', name, 48, 1);
  const aroundHeight = around.length > 0 ? 32 : 0;
  let y = (band - nameSize * 1.2 - aroundHeight) / 2 + 6;
  y = write('Black', nameSize, name, y, PAPER);
  if (around.length > 0)
    write('Medium', fit('Medium', around.join(', '), 23, 1), around.join(', '), y, PAPER);
  y = write('Black', fit('Black', head, 70, 2), head, band + 22, INK, -6);
  y = write('Medium', 20, text, y + 8, INK);
  drawCodes(codes, y + 18);
  drawCall(call);
  let low = HEIGHT - 20 - 15 * foot.length;
  for (const line of foot) low = write('Medium', fit('Medium', line, 12, 1), line, low, INK);
}

/** Beside one another, as large as they get. */
function drawCodes(codes: readonly PosterCode[], top: number): void {
  const gap = 20;
  const height = HEIGHT - 138 - top;
  const width = Math.min(300, (INSIDE - gap * (codes.length - 1)) / codes.length);
  let x = (WIDTH - width * codes.length - gap * (codes.length - 1)) / 2;
  for (const { title: platform, link, how, type } of codes) {
    pdf.roundedRect(x, top, width, height, 14).lineWidth(2.5).stroke(GREEN);
    const within = { width: width - 24, align: 'center' } as const;
    pdf
      .font('Black')
      .fontSize(32)
      .fillColor(GREEN)
      .text(platform, x + 12, top + 12, within);
    const size = Math.min(width - 36, height - 150);
    drawQr(link, x + (width - size) / 2, top + 56, size);
    pdf
      .font('Bold')
      .fontSize(17)
      .fillColor(INK)
      .text(how, x + 12, top + 64 + size, within);
    if (type !== null)
      pdf
        .font('Black')
        .fontSize(fit('Black', type, 22, 1, width - 24))
        .text(type, within);
    x += width + gap;
  }
}

/** A quarter of it may be missing: codes on a wall get wet and torn. */
function drawQr(link: string, x: number, y: number, size: number): void {
  const { modules } = qrcode.create(link, { errorCorrectionLevel: 'Q' });
  // The quiet zone the standard asks for is four modules wide; the card around it is as white.
  const step = size / (modules.size + 4);
  for (let row = 0; row < modules.size; row++) {
    for (let from = 0; from < modules.size; from++) {
      let to = from;
      while (to < modules.size && modules.get(row, to)) to++;
      // A little taller and wider, or lines would show between them.
      if (to > from) pdf.rect(x + (from + 2) * step, y + (row + 2) * step, (to - from) * step, step + 0.05);
      from = to;
    }
  }
  pdf.fill('#000000');
}

function drawCall({ before, number, after }: Poster['call']): void {
  const top = HEIGHT - 124;
  pdf.roundedRect(EDGE, top, INSIDE, 66, 14).fill(INK);
  const size = fit('Black', `${before}  ${number}`, 34, 1, INSIDE - 40);
  write('Black', size, `${before}  ${number}`, top + 5, PAPER);
  write('Medium', 15, after, top + 43, PAPER);
}

/** Writes in the middle. @returns where what is below may begin */
function write(font: string, size: number, text: string, y: number, colour: string, lineGap = 0): number {
  pdf
    .font(font)
    .fontSize(size)
    .fillColor(colour)
    .text(text, EDGE, y, { ...CENTRED, lineGap });
  return pdf.y;
}

/** The largest size up to `most` at which a text takes so many lines. */
function fit(font: string, text: string, most: number, lines: number, width = INSIDE): number {
  for (let size = most; size > 9; size--) {
    pdf.font(font).fontSize(size);
    const isIn = text.split(' ').every((word) => pdf.widthOfString(word) <= width);
    if (isIn && pdf.heightOfString(text, { width }) < pdf.currentLineHeight(true) * (lines + 0.5))
      return size;
  }
  return 9;
}
