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
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)/u.exec(type)?.[1];
  return boundary === undefined ? query : { ...query, ...readMultipart(body, boundary) };
}

/** The text fields of a multipart form; of a file only that it is there. */
function readMultipart(body: Buffer, boundary: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const part of body.toString('latin1').split(`--${boundary}`)) {
    const [head = '', content] = part.split('\r\n\r\n', 2);
    const name = /[; ]name="?([^";\r\n]+)/u.exec(head)?.[1];
    if (name === undefined || content === undefined) continue;
    const text = Buffer.from(content.replace(/\r\n$/u, ''), 'latin1').toString('utf8');
    fields[name] = head.includes('filename=') ? 'attach://upload' : text;
  }
  return fields;
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
