import type { Logger } from 'pino';
import type { Channel } from '../channels/channel.ts';
import { deriveId } from '../dialogue/derive-id.ts';
import type { ChannelName, MsgIn, MsgOut, Urn } from '../dialogue/message.ts';
import type { Converse } from './converse.ts';
import { faultOf, shortUrn } from './fault.ts';
import type { Metrics } from './metrics.ts';

/**
 * Most messages of one person in each process. Filling in the form takes a few a minute, and fast fingers on a phone the
 * whole family uses, pressing as soon as the next question is there, about one a second; only a program sends two.
 */
export const SENDER_LIMIT = { messages: 120, seconds: 60 };

export interface SenderLimitOptions {
  channels: ReadonlyMap<ChannelName, Channel>;
  /** What somebody is told, once in a window, when their messages are not worked on any more. */
  notice: string;
  metrics: Pick<Metrics, 'dropped'>;
  logger: Logger;
  limit?: typeof SENDER_LIMIT;
}

/**
 * Keeps a flood from one person away: what comes beyond the limit costs a counter, and neither delays others nor is
 * delivered again. A person is forgotten when their window ends, so memory follows the number of people writing.
 */
export function limitSenders(converse: Converse['converse'], options: SenderLimitOptions): typeof converse {
  const { channels, notice, metrics, logger, limit = SENDER_LIMIT } = options;
  // In the order the windows began, so that those that ended stand first.
  const windows = new Map<Urn, { count: number; ends: number }>();
  return async (name, message) => {
    const count = countOf(message);
    if (count <= limit.messages) return converse(name, message);
    metrics.dropped.inc({ channel: name, reason: 'flood' });
    return { inline: count === limit.messages + 1 ? tell(name, message) : null };
  };

  /** How many messages this is in the person's window; that they left is always heard. */
  function countOf({ urn, content }: MsgIn): number {
    if (content.type === 'stop') return 0;
    const now = performance.now();
    for (const [one, { ends }] of windows) {
      if (ends > now) break;
      windows.delete(one);
    }
    const window = windows.get(urn);
    if (window !== undefined) return ++window.count;
    windows.set(urn, { count: 1, ends: now + limit.seconds * 1_000 });
    return 1;
  }

  /** The body for the response, where the platform takes one; else one send that nobody waits for. */
  function tell(name: ChannelName, { id, urn }: MsgIn): object | null {
    const channel = channels.get(name);
    const message: MsgOut = { id: deriveId('too-fast', urn, id), text: notice, quickReplies: [] };
    const inline = channel?.inline?.(urn, message) ?? null;
    if (inline === null) {
      channel?.send(urn, message).catch((error: unknown) => {
        logger.info({ event: 'send_failed', contact: shortUrn(urn), ...faultOf(error) });
      });
    }
    return inline;
  }
}
