import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ChannelName, MsgIn } from '../dialogue/message.ts';
import type { Channel, Seen, WebhookRequest } from './channel.ts';

export interface WebhookOptions {
  channels: readonly Channel[];
  /**
   * Works on one message of a verified request. `inline` is a body for the webhook's own response; a rejection asks for
   * a redelivery.
   */
  converse: (
    channel: ChannelName,
    message: MsgIn,
    request: WebhookRequest,
  ) => Promise<{ inline: object | null }>;
  /** Told of every request that held nothing to work on, and why: for metrics. */
  onDropped?: (channel: ChannelName, reason: string) => void;
  /** Told what people have seen of what they were sent. Must not wait for anything. */
  onSeen?: (seen: Seen) => void;
}

/** Bytes. Platforms send a few thousand. */
export const largestBody = 256 * 1024;

/**
 * Fastify plugin: POST /webhooks/<channel> for each channel. Answers, always in JSON: 200, with the reply in it where
 * the platform allows that; 400 unreadable; 401 wrong secret; 404, 405; 413 above 256 kB; 415 compressed;
 * 503 when a message could not be worked on, so that the platform delivers it again. Nothing a body or header holds
 * leads to a 5xx by itself.
 */
export async function webhooks(app: FastifyInstance, options: WebhookOptions): Promise<void> {
  // Signatures are over raw bytes, so nothing may parse them, whatever the type is said to be.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: largestBody }, (_request, body, done) => {
    done(null, body);
  });
  app.setErrorHandler((error, request, reply) => answerFault(error, request, reply));

  for (const channel of options.channels) {
    const url = `/webhooks/${channel.name}`;
    app.post(url, { bodyLimit: largestBody, onRequest: refuseCompressed }, (request, reply) =>
      take(channel, options, request, reply),
    );
    // Whoever sets the address in a console opens it in a browser first.
    app.get(url, () => ({}));
    app.route({ method: ['PUT', 'PATCH', 'DELETE', 'OPTIONS'], url, handler: refuseMethod });
  }
  app.all('/webhooks/*', (_request, reply) => reply.code(404).send({}));
  await Promise.resolve();
}

async function take(
  channel: Channel,
  { converse, onDropped, onSeen }: WebhookOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<object> {
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const incoming = { headers: request.headers, body };
  const received = channel.receive(incoming);
  const drop = (reason: string): void => {
    request.log.info({ event: 'webhook_dropped', reqId: request.id, channel: channel.name, reason });
    onDropped?.(channel.name, reason);
  };
  if (received.dropped !== undefined) drop(received.dropped);
  if (received.seen !== undefined) onSeen?.(received.seen);
  reply.code(received.status);
  let answer = received.answer ?? {};
  for (const message of received.messages) {
    request.log.debug({ event: 'webhook', reqId: request.id, channel: channel.name, inbound: message.id });
    try {
      const { inline } = await converse(channel.name, message, incoming);
      answer = inline ?? answer;
    } catch (error) {
      logFault(request, 'webhook_failed', error, { channel: channel.name, inbound: message.id });
      return reply.code(503).send({});
    }
  }
  return answer;
}

function refuseCompressed(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding.trim().toLowerCase() === 'identity') done();
  else void reply.code(415).header('connection', 'close').send({});
}

function refuseMethod(_request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply.code(405).header('allow', 'GET, HEAD, POST').send({});
}

/** Fastify's own refusals keep their 4xx; all else is our fault and worth a redelivery. */
function answerFault(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  if (typeof status === 'number' && status >= 400 && status < 500) return reply.code(status).send({});
  logFault(request, 'webhook_broken', error, {});
  return reply.code(503).send({});
}

/** Names and codes only: the message of an error may hold what a person wrote. */
function logFault(request: FastifyRequest, event: string, error: unknown, ids: Record<string, string>): void {
  const name = error instanceof Error ? error.name : typeof error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  request.log.error({ event, reqId: request.id, ...ids, errorName: name, errorCode: code });
}
