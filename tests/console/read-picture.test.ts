import { createCanvas, loadImage } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { PICTURE_MOST, readPicture } from '../../src/console/read-picture.ts';
import { seeded } from '../../src/demo/seeded.ts';
import { aPicture } from '../support/a-picture.ts';

const taken = aPicture('jpeg', { taken: 'GPS 20.9N 107.1E' });
const bytesOf = (sent: Buffer): Buffer => {
  const read = readPicture(sent);
  if (!read.ok) throw new Error(read.code);
  return read.bytes;
};
const pixels = async (bytes: Buffer): Promise<Buffer> => {
  const image = await loadImage(bytes);
  const canvas = createCanvas(image.width, image.height);
  canvas.getContext('2d').drawImage(image, 0, 0);
  return canvas.toBuffer('image/png');
};

describe('a picture somebody sends', () => {
  it('looks the same without what it told beside', async () => {
    const drawn = bytesOf(aPicture('jpeg'));
    expect(await pixels(drawn)).toEqual(await pixels(aPicture('jpeg')));
    const kept = bytesOf(taken);
    expect(kept.includes('GPS')).toBe(false);
    expect(await pixels(kept)).toEqual(await pixels(taken));
    // Read again, nothing is left to be left out.
    expect(bytesOf(kept)).toEqual(kept);
  });

  it('loses what stands in a PNG beside its pixels', () => {
    const png = aPicture('png');
    const words = Buffer.from('\0\0\0\x0btEXtAuthor\0Lan!crc!', 'latin1');
    expect(bytesOf(Buffer.concat([png.subarray(0, 33), words, png.subarray(33)]))).toEqual(png);
  });

  it('is read or refused whatever is broken in it, and never grows beyond what is taken', () => {
    const random = seeded(11);
    const codes = new Set<string>();
    for (const whole of [taken, aPicture('jpeg'), aPicture('png')]) {
      for (let i = 0; i < 3_000; i++) {
        const broken = Buffer.from(
          whole.subarray(0, i % 3 === 0 ? Math.floor(random() * whole.length) : undefined),
        );
        for (let flips = i % 4; flips > 0 && broken.length > 0; flips--) {
          broken[Math.floor(random() * Math.min(broken.length, 400))] = Math.floor(random() * 256);
        }
        const read = readPicture(broken);
        codes.add(read.ok ? 'ok' : read.code);
        if (read.ok) expect(read.bytes.length).toBeLessThanOrEqual(PICTURE_MOST);
      }
    }
    expect(codes).toEqual(new Set(['ok', 'picture_kind', 'picture_size']));
  });
});
