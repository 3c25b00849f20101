import type { Logger } from 'pino';
import type { Channel, WebhookRequest } from '../channels/channel.ts';
import type { ChannelName, MsgIn } from '../dialogue/message.ts';
import type { Converse } from './converse.ts';
import { faultOf, shortUrn } from './fault.ts';
import type { Spool } from './spool.ts';

export interface AcceptOptions {
  converse: Converse['converse'];
  channels: ReadonlyMap<ChannelName, Channel>;
  spool: Pick<Spool, 'keep' | 'holds'>;
  logger: Logger;
  /** Epoch milliseconds. */
  now?: () => number;
}

/**
 * Works on a message or, where the platform is not known to deliver again, keeps the request it came in until it can be
 * worked on. Either way what the person wrote is safe when it resolves.
 *
 * @throws when it is not: the platform is to deliver the message again
 */
export type Accept = (
  channel: ChannelName,
  message: MsgIn,
  request: WebhookRequest,
) => Promise<{ inline: object | null }>;

export function createAccept({ converse, channels, spool, logger, now = Date.now }: AcceptOptions): Accept {
  return async (name, message, request) => {
    const proof = channels.get(name)?.proof;
    if (proof === undefined) return converse(name, message);
    if (!spool.holds(message.urn)) {
      try {
        return await converse(name, message);
      } catch (error) {
        logger.warn({ event: 'message_spooled', contact: shortUrn(message.urn), ...faultOf(error) });
      }
    }
    const { urn } = message;
    await spool.keep({ channel: name, urn, at: now(), headers: only(proof, request), body: request.body });
    return { inline: null };
  };
}

function only(names: readonly string[], { headers }: WebhookRequest): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}
