import type { FastifyReply } from 'fastify';
import { SESSION_LIMIT } from '../storage/staff-sessions.ts';
import type { ConsoleContext } from './context.ts';
import { sessionCookie } from './visitor.ts';

const place = (secure: boolean) => ({ path: '/console', httpOnly: true, sameSite: 'lax', secure }) as const;

/** Gives the browser the session it is to bring along, instead of whatever it brought so far. */
export function keepSession(
  reply: FastifyReply,
  token: string,
  { secure }: Pick<ConsoleContext, 'secure'>,
): void {
  reply.setCookie(sessionCookie(secure), token, { ...place(secure), maxAge: SESSION_LIMIT / 1000 });
}

/** Takes the session away from the browser. */
export function forgetSession(reply: FastifyReply, { secure }: Pick<ConsoleContext, 'secure'>): void {
  reply.clearCookie(sessionCookie(secure), place(secure));
}
