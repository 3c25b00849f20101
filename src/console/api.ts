import { Readable } from 'node:stream';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { z } from 'zod';
import { findTokenVisitor } from '../storage/api-tokens.ts';
import { asStaff } from '../storage/as-staff.ts';
import { noteExport } from '../storage/export-audit.ts';
import { figuresByDay } from '../storage/figures.ts';
import { fromCursor, toCursor } from './api-cursor.ts';
import { apiDocument, fhirQuery, figuresQuery, listQuery } from './api-document.ts';
import { apiErrors, sendApiError } from './api-errors.ts';
import { apiLists } from './api-lists.ts';
import { askedSpan, type spanSchema } from './asked-span.ts';
import type { ConsoleContext } from './context.ts';
import { exportPages } from './export-pages.ts';
import { fhirPages, fhirTypes, toNdjson } from './fhir.ts';
import { Refusal } from './refusal.ts';
import { seesHealth } from './sees-health.ts';
import { visitorOf } from './visitor.ts';

/** Requests of one token in a minute. */
export const API_REQUESTS = 120;
const TOKEN = /^Bearer ([\x21-\x7e]{1,200})$/i;

/** What other systems fetch data with, to be registered under `/api/v1`: by token alone, whatever cookies come along. */
export function apiPages(context: ConsoleContext): FastifyPluginAsync {
  const { assets, db, now, publicUrl } = context;
  const limiter = new RateLimiterMemory({ points: API_REQUESTS, duration: 60 });

  async function byToken(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
    const given = TOKEN.exec(request.headers.authorization ?? '')?.[1] ?? '';
    request.visitor = await findTokenVisitor(db, given, now());
    if (request.visitor === null) {
      return sendApiError(request, reply.header('www-authenticate', 'Bearer realm="ncovi"'), 401);
    }
    try {
      await limiter.consume(request.visitor.session);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      const seconds = Math.ceil(refused.msBeforeNext / 1000);
      return sendApiError(request, reply.header('retry-after', String(seconds)), 429);
    }
    return undefined;
  }
  const health = (request: FastifyRequest): Promise<void> => {
    if (!seesHealth(visitorOf(request))) throw new Refusal(403);
    return Promise.resolve();
  };
  const takingOf = (request: FastifyRequest, what: string, query: z.infer<typeof spanSchema>) => ({
    visitor: visitorOf(request),
    address: request.ip,
    what,
    filter: { area: query.area ?? null, from: query.from ?? null, to: query.to ?? null },
    apiToken: visitorOf(request).session,
  });

  return (app) => {
    apiErrors(app, context);
    // Whoever a cookie names is nobody here.
    app.addHook('onRequest', async (request) => {
      request.visitor = null;
      return Promise.resolve();
    });
    app.get('/openapi.json', () => apiDocument(`${publicUrl ?? ''}/console/api/v1`));

    for (const [name, { page }] of Object.entries(apiLists)) {
      app.get(`/${name}`, { preHandler: [byToken, health] }, async (request) => {
        const query = read(listQuery, request.query);
        const after = query.cursor === undefined ? null : fromCursor(name, query.cursor);
        if (after === undefined) throw new Refusal(400);
        const visitor = visitorOf(request);
        const { span } = askedSpan(query, visitor, assets);
        const taking = takingOf(request, name, query);
        return asStaff(db, visitor.staff, async (tx) => {
          const { rows, next } = await page(tx, span, { limit: query.limit, after });
          await noteExport(tx, visitor, request.ip, { ...taking, rows: rows.length, complete: true });
          return { data: rows, next: next && toCursor(name, next) };
        });
      });
    }

    app.get('/figures/days', { preHandler: byToken }, async (request) => {
      const query = read(figuresQuery, request.query);
      const { span } = askedSpan(query, visitorOf(request), assets);
      const until = span.until ?? new Date(now());
      const since = span.since ?? new Date(until.getTime() - 14 * 86_400_000);
      const data = await asStaff(db, visitorOf(request).staff, (tx) =>
        figuresByDay(tx, { below: span.below, since, until, zone: assets.timeZone }),
      );
      return { data };
    });

    app.get<{ Params: { type: string } }>(
      '/fhir/:type',
      { preHandler: [byToken, health], compress: false },
      (request, reply) => {
        const type = fhirTypes.find((one) => one === request.params.type);
        if (type === undefined) throw new Refusal(404);
        const query = read(fhirQuery, request.query);
        const visitor = visitorOf(request);
        const { span } = askedSpan(query, visitor, assets);
        const making = { assets, words: context.words(visitor.language) };
        const pages = exportPages(context, takingOf(request, `fhir/${type}`, query), (tx, step) =>
          fhirPages[type](tx, span, step, making),
        );
        return reply
          .type('application/fhir+ndjson')
          .send(Readable.from(toNdjson(pages), { objectMode: false }));
      },
    );
    return Promise.resolve();
  };
}

/** @throws Refusal 400 when it is not as the schema says */
function read<Schema extends z.ZodType>(schema: Schema, query: unknown): z.infer<Schema> {
  const found = schema.safeParse(query);
  if (!found.success) throw new Refusal(400);
  return found.data;
}
