import { inflateRawSync } from 'node:zlib';

export interface ReadCell {
  /** Of the file format: `s` and `inlineStr` are text, `n` and none are numbers. */
  type: string;
  text: string;
  /** True where the cell has a formula. */
  formula: boolean;
}

/** Cells of the first sheet of a workbook, row by row. */
export function readXlsx(file: Buffer): ReadCell[][] {
  const entries = unzip(file);
  const shared = [...(entries.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>(.*?)<\/si>/gs)].map((found) =>
    textOf(found[1] ?? ''),
  );
  const sheet = entries.get('xl/worksheets/sheet1.xml') ?? '';
  return [...sheet.matchAll(/<row[^>]*>(.*?)<\/row>/gs)].map((row) =>
    [...(row[1] ?? '').matchAll(/<c\b([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].map(
      ([, attributes = '', inner = '']) => {
        const type = /\bt="(\w+)"/.exec(attributes)?.[1] ?? 'n';
        const text = textOf(inner);
        return {
          type,
          text: type === 's' ? (shared[Number(text)] ?? '') : text,
          formula: /<f\b/.test(inner),
        };
      },
    ),
  );
}

const textOf = (xml: string): string =>
  xml
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');

/** Files of a zip as text, by its central directory. */
function unzip(file: Buffer): Map<string, string> {
  const end = file.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const entries = new Map<string, string>();
  let at = file.readUInt32LE(end + 16);
  for (let i = 0; i < file.readUInt16LE(end + 10); i++) {
    const [method, size] = [file.readUInt16LE(at + 10), file.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((offset) => file.readUInt16LE(at + offset));
    const local = file.readUInt32LE(at + 42);
    const begin = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const body = file.subarray(begin, begin + size);
    const text = (method === 0 ? body : inflateRawSync(body)).toString();
    entries.set(file.toString('utf8', at + 46, at + 46 + (name ?? 0)), text);
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return entries;
}
