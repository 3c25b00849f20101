import type { LookedAt } from './looked-at.ts';

/**
 * Goes through a JPEG from segment to segment, up to its end, and leaves out what tells of whoever took it: where, when, with
 * what. How it is to be turned stays. Sources: ITU-T T.81, annex B; CIPA DC-008 (Exif) 4.6.
 *
 * @returns null: it is none, or not whole
 */
export function readJpeg(bytes: Buffer): LookedAt | null {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null;
  const kept: Buffer[] = [];
  let size: { width: number; height: number } | null = null;
  let turn = 1;
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== END) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    let end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end < at + 4 || end > bytes.length) return null;
    if (isFrame(marker) && end >= at + 9) {
      size = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    }
    if (marker === 0xe1) turn = turnOf(bytes.subarray(at + 4, end)) ?? turn;
    if (marker === 0xda) end = endOfScan(bytes, end);
    if (!isTelling(marker)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  if (size === null || at + 2 > bytes.length || bytes.readUInt16BE(at) !== 0xff00 + END) return null;
  const shown = turn >= 5 ? { width: size.height, height: size.width } : size;
  const begins = Buffer.from([0xff, 0xd8]);
  return {
    ...{ type: 'jpg', ...shown },
    bytes: Buffer.concat([begins, ...(turn === 1 ? [] : [turned(turn)]), ...kept, Buffer.from([0xff, END])]),
  };
}

/** The marker of the end; what may come after it is no part of the picture. */
const END = 0xd9;

/** Start of a frame: all of C0–CF but the tables C4, C8 and CC. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Comments and what programs add; but for JFIF, the colour profile, and how Adobe stores colours. */
const isTelling = (marker: number): boolean =>
  marker === 0xfe || (marker >= 0xe0 && marker <= 0xef && ![0xe0, 0xe2, 0xee].includes(marker));

/** Where the pixels end that begin here: at the next marker that is no part of them. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 2)) {
    const marker = bytes[at + 1] ?? 0;
    if (marker !== 0 && !(marker >= 0xd0 && marker <= 0xd7)) return at;
  }
  return bytes.length;
}

/** How a picture is to be turned to stand upright, 1–8. @param app1 what the segment holds */
function turnOf(app1: Buffer): number | undefined {
  if (app1.length < 14 || app1.toString('latin1', 0, 6) !== 'Exif\0\0') return undefined;
  const tiff = app1.subarray(6);
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const first = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (first + 2 > tiff.length) return undefined;
  const count = short(first);
  for (let entry = first + 2, left = count; left > 0 && entry + 12 <= tiff.length; entry += 12, left--) {
    const value = short(entry + 8);
    if (short(entry) === 0x0112 && value >= 1 && value <= 8) return value;
  }
  return undefined;
}

/** A segment that says how the picture is to be turned, and nothing else. */
const turned = (turn: number): Buffer =>
  Buffer.concat([
    Buffer.from('\xff\xe1\0\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01', 'latin1'),
    Buffer.from([0, turn, 0, 0, 0, 0, 0, 0]),
  ]);
