import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Takes any body as bytes: what cannot be read is the emulated platform's to refuse in its own words. */
export function takeRawBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
}

/** The bytes of a request; empty when there is no body. */
export const rawBody = (request: FastifyRequest): Buffer =>
  Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);

/**
 * Parameters from the query, a form, a multipart form or JSON, as both platforms take them; null when unreadable.
 * Source: core.telegram.org/bots/api#making-requests
 */
export function wireParams(request: FastifyRequest): Record<string, unknown> | null {
  const query = Object.fromEntries(Object.entries(request.query as object));
  const body = rawBody(request);
  if (body.length === 0) return query;
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('application/json')) {
    const json = readJson(body.toString('utf8'));
    return isRecord(json) ? { ...query, ...json } : null;
  }
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return { ...query, ...Object.fromEntries(new URLSearchParams(body.toString('utf8'))) };
  }
  const fields = readMultipart(request).map(({ name, fileName, content }): [string, string] => [
    name,
    fileName === undefined ? content.toString('utf8') : 'attach://upload',
  ]);
  return { ...query, ...Object.fromEntries(fields) };
}

export interface FormPart {
  name: string;
  /** Of a file only. */
  fileName: string | undefined;
  content: Buffer;
}

/** The parts of a multipart form; none when the request is no such form. */
export function readMultipart(request: FastifyRequest): FormPart[] {
  const type = request.headers['content-type'] ?? '';
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)/u.exec(type)?.[1];
  if (boundary === undefined) return [];
  // One character for each byte, so that positions in the text are positions in the bytes.
  const parts = rawBody(request).toString('latin1').split(`--${boundary}`);
  return parts.flatMap((part) => {
    const end = part.indexOf('\r\n\r\n');
    const head = part.slice(0, Math.max(0, end));
    const name = /[; ]name="?([^";\r\n]+)/u.exec(head)?.[1];
    if (name === undefined) return [];
    const content = Buffer.from(part.slice(end + 4).replace(/\r\n$/u, ''), 'latin1');
    return [{ name, fileName: /; filename="?([^";\r\n]+)/u.exec(head)?.[1], content }];
  });
}

/** JSON, or undefined when it is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
