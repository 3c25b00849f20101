import type { FastifyRequest } from 'fastify';
import { Refusal } from './refusal.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Takes a form with a file of at most so many bytes; others take none. */
    upload?: number;
    /** The file of its field `picture` stays bytes, and has at most so many. */
    picture?: number;
  }
}

/** Most fields a form has beside its file. */
const FIELDS = 40;

/**
 * The fields of a form with a file, as a browser without scripts sends it; the file is text too, unless it is a picture. A name that comes several
 * times, as of boxes that are ticked, has several values.
 *
 * @param most bytes of a field or a file of text
 * @param picture bytes of the picture; 0: the form takes none
 * @throws Refusal 413, or what the plugin does, for more than that
 */
export async function readUpload(
  request: FastifyRequest,
  most: number,
  picture: number,
): Promise<Record<string, string | string[] | Buffer>> {
  const fields = new Map<string, string[]>();
  const seen: { picture?: Buffer } = {};
  const files = picture > 0 ? 2 : 1;
  const limits = {
    ...{ fileSize: Math.max(most, picture), fieldSize: most },
    ...{ files, fields: FIELDS, parts: FIELDS + files },
  };
  for await (const part of request.parts({ limits })) {
    if (part.type === 'field' && part.valueTruncated) throw new Refusal(413);
    const bytes = part.type === 'file' ? await part.toBuffer() : null;
    if (bytes !== null && picture > 0 && part.fieldname === 'picture') {
      seen.picture = bytes;
      continue;
    }
    if (bytes !== null && bytes.length > most) throw new Refusal(413);
    const text = part.type === 'file' ? bytes?.toString('utf8') : part.value;
    const values = fields.get(part.fieldname) ?? [];
    fields.set(part.fieldname, [...values, typeof text === 'string' ? text : '']);
  }
  const texts = [...fields].map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]);
  return { ...(Object.fromEntries(texts) as Record<string, string | string[]>), ...seen };
}
