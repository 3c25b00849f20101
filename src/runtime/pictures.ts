import type { FastifyInstance } from 'fastify';
import { findPicture } from '../storage/advisory-pictures.ts';
import type { Database } from '../storage/database.ts';

const TYPES: Readonly<Record<string, string>> = { jpg: 'image/jpeg', png: 'image/png' };
/** Milliseconds one reading serves for: platforms may ask for the same picture with every message. */
const KEPT = 5_000;

/**
 * Pictures of advisories at `/pictures/<hash>.jpg|png`, for platforms and everybody else: an advisory is for all to see, and
 * until it is sent nobody guesses the address.
 */
export function servePictures(app: FastifyInstance, db: Database): void {
  const read = new Map<string, Promise<Buffer | undefined>>();
  const find = (file: string): Promise<Buffer | undefined> => {
    const known = read.get(file);
    if (known !== undefined) return known;
    const found = findPicture(db, file);
    read.set(file, found);
    const forget = () => read.delete(file);
    found.then((bytes) => (bytes === undefined ? forget() : setTimeout(forget, KEPT).unref()), forget);
    return found;
  };

  app.get<{ Params: { file: string } }>('/pictures/:file', async (request, reply) => {
    const { file } = request.params;
    const type = TYPES[/^[0-9a-f]{64}\.(jpg|png)$/.exec(file)?.[1] ?? ''];
    const bytes = type === undefined ? undefined : await find(file);
    if (type === undefined || bytes === undefined) {
      reply.callNotFound();
      return reply;
    }
    return reply
      .headers({
        'content-type': type,
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
        'cross-origin-resource-policy': 'cross-origin',
        'cache-control': 'public, max-age=31536000, immutable',
      })
      .send(bytes);
  });
}
