import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ApiError } from './api-document.ts';
import type { ConsoleContext } from './context.ts';
import { Refusal } from './refusal.ts';

const known: Readonly<Record<number, Omit<ApiError['error'], 'requestId'>>> = {
  400: { code: 'bad_request', message: 'A parameter is missing or not as openapi.json says' },
  401: { code: 'unauthorized', message: 'Send a valid token as `Authorization: Bearer …`' },
  403: { code: 'forbidden', message: 'This account may not have this' },
  404: { code: 'not_found', message: 'There is no such thing, or it lies in the area of others' },
  429: { code: 'too_many_requests', message: 'Wait as long as Retry-After says' },
};
const failed = { code: 'internal', message: 'Something failed here' } as const;

/** Every failure of the API is JSON of one form, with the id that finds it in the logs. */
export function apiErrors(app: FastifyInstance, { logger }: ConsoleContext): void {
  app.setErrorHandler((error: FastifyError | Refusal, request, reply) => {
    const status = error instanceof Refusal ? error.status : (error.statusCode ?? 500);
    if (status >= 500) logger.error({ event: 'api_failed', request: request.id, error });
    return sendApiError(request, reply, status);
  });
  app.setNotFoundHandler((request, reply) => sendApiError(request, reply, 404));
}

export function sendApiError(request: FastifyRequest, reply: FastifyReply, status: number): FastifyReply {
  const error = known[status];
  const body: ApiError = { error: { ...(error ?? failed), requestId: request.id } };
  return reply.code(error === undefined ? 500 : status).send(body);
}
