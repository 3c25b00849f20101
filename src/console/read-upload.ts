import type { FastifyRequest } from 'fastify';
import { Refusal } from './refusal.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Takes a form with a file of at most so many bytes; others take none. */
    upload?: number;
  }
}

/** Most fields a form has beside its file. */
const FIELDS = 40;

/**
 * The fields of a form with a file, as a browser without scripts sends it; the file is text too. A name that comes several
 * times, as of boxes that are ticked, has several values.
 */
export async function readUpload(
  request: FastifyRequest,
  most: number,
): Promise<Record<string, string | string[]>> {
  const fields = new Map<string, string[]>();
  const limits = { fileSize: most, fieldSize: most, files: 1, fields: FIELDS, parts: FIELDS + 1 };
  for await (const part of request.parts({ limits })) {
    if (part.type === 'field' && part.valueTruncated) throw new Refusal(413);
    const text = part.type === 'file' ? (await part.toBuffer()).toString('utf8') : part.value;
    const values = fields.get(part.fieldname) ?? [];
    fields.set(part.fieldname, [...values, typeof text === 'string' ? text : '']);
  }
  return Object.fromEntries(
    [...fields].map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
  );
}
