import { createHash } from 'node:crypto';
import { readJpeg } from './read-jpeg.ts';
import { readPng } from './read-png.ts';

/** Most bytes a picture has: Zalo OA takes no more. Source: docs.zaloplatforms.com/docs/OA/tin-nhan/tin-tu-van. */
export const PICTURE_MOST = 1_048_576;

export type ReadPicture =
  /** `file`: SHA-256 of the bytes in hex, with `.jpg` or `.png`. */
  | { ok: true; file: string; bytes: Buffer; width: number; height: number }
  | { ok: false; code: 'picture_kind' | 'picture_large' | 'picture_size' };

/**
 * Looks at bytes somebody sent as a picture. What it is, is told from them alone: never from its name.
 *
 * @returns `picture_kind`: neither JPEG nor PNG, or not whole; `picture_size`: too small to see, or more than Telegram takes.
 *   Source: core.telegram.org/bots/api#sendphoto
 */
export function readPicture(sent: Buffer): ReadPicture {
  if (sent.length > PICTURE_MOST) return { ok: false, code: 'picture_large' };
  const found = readPng(sent) ?? readJpeg(sent);
  if (found === null) return { ok: false, code: 'picture_kind' };
  const { type, width, height, bytes } = found;
  if (bytes.length > PICTURE_MOST) return { ok: false, code: 'picture_large' };
  const [least, most] = [Math.min(width, height), Math.max(width, height)];
  if (least < 100 || width + height > 10_000 || most > 20 * least) return { ok: false, code: 'picture_size' };
  const file = `${createHash('sha256').update(bytes).digest('hex')}.${type}`;
  return { ok: true, file, bytes, width, height };
}
