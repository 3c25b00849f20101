import type { FastifyInstance, FastifyReply, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import { findVisitor, type Visitor } from '../storage/staff-sessions.ts';
import type { ConsoleContext } from './context.ts';
import { Refusal } from './refusal.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is signed in; null: nobody. */
    visitor: Visitor | null;
  }
}

/** Name of the cookie that holds the session. The prefix makes browsers refuse it over anything but https. */
export const sessionCookie = (secure: boolean): string =>
  secure ? '__Secure-ncovi-session' : 'ncovi-session';

/** Finds out with every request who is signed in. */
export function knowVisitor(app: FastifyInstance, { db, now, secure }: ConsoleContext): void {
  app.decorateRequest('visitor', null);
  app.addHook('onRequest', async (request) => {
    const token = request.cookies[sessionCookie(secure)];
    request.visitor = token === undefined ? null : await findVisitor(db, token, now());
  });
  // Pages show people's health: no shared computer is to keep them.
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
}

/** Lets only these roles through; who is not signed in is asked to, and comes back to where they wanted to go. */
export function only(...roles: Visitor['role'][]): preHandlerAsyncHookHandler {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    if (request.visitor === null) {
      const back = request.method === 'GET' ? `?next=${encodeURIComponent(request.url)}` : '';
      return reply.redirect(`/console/sign-in${back}`, 303);
    }
    if (!roles.includes(request.visitor.role)) throw new Refusal(403);
  };
}

/** Who is signed in, behind `only`. */
export function visitorOf(request: FastifyRequest): Visitor {
  if (request.visitor === null) throw new Refusal(403);
  return request.visitor;
}
