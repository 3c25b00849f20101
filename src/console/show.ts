import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ConsoleContext } from './context.ts';
import { languageOf } from './answer-errors.ts';
import type { Html } from './html.ts';
import { layout, type Flash, type Page } from './layout.ts';
import type { Words } from './words.ts';

/** What a page is made with. */
export interface Making {
  words: Words;
  /** Value of the hidden field `_csrf` every form must carry. */
  csrf: string;
}

export type Show = (
  request: FastifyRequest,
  reply: FastifyReply,
  make: (making: Making) => Page | Promise<Page>,
) => Promise<FastifyReply>;

const FLASH = 'ncovi-flash';

/**
 * Makes whole pages. A request of htmx, which says so in a header, gets the page's body alone when it asks for the
 * part it names.
 */
export function createShow(context: ConsoleContext): Show {
  const { words } = context;
  return async (request, reply, make) => {
    const making = { words: words(languageOf(request, context)), csrf: reply.generateCsrf() };
    const page = await make(making);
    const flash = takeFlash(request, reply, making.words);
    const demo = await isDemo(context);
    const whole = await layout(page, { ...making, visitor: request.visitor, demo, flash });
    return reply.type('text/html; charset=utf-8').send(whole.toString());
  };
}

/** Sends a piece of a page, for htmx to put in its place. */
export async function showPart(reply: FastifyReply, part: Html): Promise<FastifyReply> {
  return reply.type('text/html; charset=utf-8').send((await part).toString());
}

/** Goes to a page after something was done, and says there once what it was. @param key of its words */
export function goTo(reply: FastifyReply, address: string, key?: string): FastifyReply {
  if (key !== undefined)
    reply.setCookie(FLASH, key, { path: '/console', httpOnly: true, sameSite: 'lax', maxAge: 60 });
  return reply.redirect(address, 303);
}

function takeFlash(request: FastifyRequest, reply: FastifyReply, { t }: Words): Flash | null {
  const key = request.cookies[FLASH];
  if (key === undefined) return null;
  reply.clearCookie(FLASH, { path: '/console' });
  // A key and nothing else: what a cookie says is not shown.
  return /^[a-z-]+:?[a-z_.]+$/.test(key) ? { text: t(key), isRefusal: /(^|:)refused\./.test(key) } : null;
}

async function isDemo({ db }: ConsoleContext): Promise<boolean> {
  const row = await db.selectFrom('installation').select('demo').executeTakeFirst();
  return row?.demo ?? false;
}
