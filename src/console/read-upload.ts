import type { FastifyRequest } from 'fastify';
import { Refusal } from './refusal.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Takes a form with a file of at most so many bytes; others take none. */
    upload?: number;
  }
}

/** The fields of a form with a file, as a browser without scripts sends it; the file is text too. */
export async function readUpload(request: FastifyRequest, most: number): Promise<Record<string, string>> {
  const fields: [string, string][] = [];
  const limits = { fileSize: most, fieldSize: most, files: 1, fields: 8, parts: 9 };
  for await (const part of request.parts({ limits })) {
    if (part.type === 'field' && part.valueTruncated) throw new Refusal(413);
    const text = part.type === 'file' ? (await part.toBuffer()).toString('utf8') : part.value;
    fields.push([part.fieldname, typeof text === 'string' ? text : '']);
  }
  return Object.fromEntries(fields);
}
