import type { LookedAt } from './looked-at.ts';

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
/** Chunks with words, times and what cameras add. */
const TELLING = ['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME'];

/**
 * Goes through a PNG from chunk to chunk, up to its end, and leaves out what tells of whoever made it.
 * Source: www.w3.org/TR/png-3/#5Chunk-layout.
 *
 * @returns null: it is none, or not whole
 */
export function readPng(bytes: Buffer): LookedAt | null {
  if (!bytes.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return null;
  const kept: Buffer[] = [SIGNATURE];
  let size: { width: number; height: number } | null = null;
  let at = SIGNATURE.length;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + bytes.readUInt32BE(at);
    const name = bytes.toString('latin1', at + 4, at + 8);
    if (end > bytes.length || (size === null) !== (name === 'IHDR')) return null;
    if (name === 'IHDR' && end < at + 25) return null;
    if (name === 'IHDR') size = { width: bytes.readUInt32BE(at + 8), height: bytes.readUInt32BE(at + 12) };
    if (!TELLING.includes(name)) kept.push(bytes.subarray(at, end));
    if (name === 'IEND' && size !== null) return { type: 'png', ...size, bytes: Buffer.concat(kept) };
    at = end;
  }
  return null;
}
