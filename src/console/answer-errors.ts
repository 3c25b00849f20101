import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ConsoleContext } from './context.ts';
import { html } from './html.ts';
import { layout } from './layout.ts';
import { Refusal } from './refusal.ts';

/** Every failure is answered with the same plain page, and none with what went wrong inside. */
export function answerErrors(app: FastifyInstance, context: ConsoleContext): void {
  const { words } = context;
  const answer = async (
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
  ): Promise<FastifyReply> => {
    const known = [400, 403, 404, 409, 413, 429].includes(status) ? status : 500;
    const inWords = words(languageOf(request, context));
    const { t } = inWords;
    const page = await layout(
      {
        title: t(`error.${known}.title`),
        body: html`<div class="empty">
          <h1 class="empty-title">${t(`error.${known}.title`)}</h1>
          <p class="empty-subtitle">${t(`error.${known}.text`)}</p>
          <p>${t('error.request', { id: request.id })}</p>
          <p><a class="btn btn-primary" href="/console/">${t('error.back')}</a></p>
        </div>`,
      },
      { words: inWords, visitor: request.visitor ?? null, csrf: '', demo: false, flash: null },
    );
    return reply.code(known).type('text/html; charset=utf-8').send(page.toString());
  };
  app.setErrorHandler((error: FastifyError | Refusal, request, reply) => {
    const status = error instanceof Refusal ? error.status : (error.statusCode ?? 500);
    if (status >= 500) context.logger.error({ event: 'console_failed', request: request.id, error });
    return answer(request, reply, status);
  });
  app.setNotFoundHandler((request, reply) => answer(request, reply, 404));
}

/** The visitor's language, or before anybody is signed in the one their browser asks for first. */
export function languageOf(request: FastifyRequest, { assets }: Pick<ConsoleContext, 'assets'>): string {
  const chosen =
    (request.visitor as FastifyRequest['visitor'] | undefined)?.language ?? request.cookies['ncovi-language'];
  if (chosen === 'vi' || chosen === 'en') return chosen;
  const first = /^(vi|en)\b/i.exec(request.headers['accept-language'] ?? '')?.[1];
  return first?.toLowerCase() ?? assets.phrasebook.languages[0] ?? 'vi';
}
