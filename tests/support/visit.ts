import type { FastifyInstance } from 'fastify';

export interface Answer {
  status: number;
  body: string;
  headers: Record<string, unknown>;
}

/** A browser without scripts, signed in as somebody: keeps cookies and the mark that forms must carry. */
export interface Visit {
  get(url: string): Promise<Answer>;
  /** Sends a form. @param marked false: as a page of somebody else would */
  post(url: string, fields?: Record<string, string>, marked?: boolean): Promise<Answer>;
}

/** Opens one. @param cookie the session, as `name=value` */
export function visit(app: FastifyInstance, { cookie }: { cookie?: string }): Visit {
  const cookies = new Map<string, string>();
  if (cookie !== undefined) keep(cookie);
  let mark: string | null = null;

  function keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    cookies.set(name, value);
  }
  async function ask(method: 'GET' | 'POST', url: string, payload?: string): Promise<Answer> {
    const answer = await app.inject({
      ...{ method, url },
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(payload !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(payload !== undefined && { payload }),
    });
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) keep(line);
    mark = /name="_csrf" value="([^"]+)"/.exec(answer.body)?.[1] ?? mark;
    return { status: answer.statusCode, body: answer.body, headers: answer.headers };
  }
  return {
    get: (url) => ask('GET', url),
    async post(url, fields = {}, marked = true) {
      if (marked && mark === null) await ask('GET', '/console/account');
      const all = { ...fields, ...(marked && { _csrf: mark ?? '' }) };
      return ask('POST', url, new URLSearchParams(all).toString());
    },
  };
}
