import { createCanvas } from '@napi-rs/canvas';
import { seeded } from '../../src/demo/seeded.ts';

interface Drawn {
  width?: number;
  height?: number;
  /** A JPEG as a phone stores it that was held upright: with how it is to be turned, and words about where. */
  taken?: string;
  /** Pixels of a square no program can make smaller. */
  noise?: number;
}

/** A picture as programs make them. */
export function aPicture(
  kind: 'jpeg' | 'png',
  { noise, width = noise ?? 320, height = noise ?? 240, taken }: Drawn = {},
): Buffer {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#0a7d5a';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#fff';
  context.fillRect(width * 0.45, height * 0.15, width * 0.1, height * 0.7);
  context.fillRect(width * 0.15, height * 0.45, width * 0.7, height * 0.1);
  if (noise !== undefined) {
    const random = seeded(7);
    const pixels = context.getImageData(0, 0, width, height);
    for (let at = 0; at < pixels.data.length; at++) pixels.data[at] = at % 4 === 3 ? 255 : random() * 256;
    context.putImageData(pixels, 0, 0);
  }
  const drawn = kind === 'png' ? canvas.toBuffer('image/png') : canvas.toBuffer('image/jpeg', 85);
  if (taken === undefined) return drawn;
  const exif = Buffer.concat([
    Buffer.from('Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0', 'latin1'),
    Buffer.from(taken),
  ]);
  const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
  return Buffer.concat([drawn.subarray(0, 2), head, exif, drawn.subarray(2), Buffer.from(taken)]);
}
