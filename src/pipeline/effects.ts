import type { Logger } from 'pino';
import type { Channel } from '../channels/channel.ts';
import { SendError } from '../channels/send-error.ts';
import type { Effect } from '../dialogue/event.ts';
import { channelOf, type ChannelName, type MsgOut, type Urn } from '../dialogue/message.ts';
import type { Conversation } from '../dialogue/session.ts';
import { faultOf, shortUrn } from './fault.ts';
import type { Metrics } from './metrics.ts';
import { isNobodysFault, noteStopped } from './note-stopped.ts';
import type { Queues } from './queues.ts';
import type { SessionStore } from './session-store.ts';

export interface EffectsOptions {
  store: Pick<SessionStore, 'enqueue' | 'load' | 'save'>;
  queues: Pick<Queues, 'add'>;
  channels: ReadonlyMap<ChannelName, Channel>;
  metrics: Metrics;
  logger: Logger;
}

/**
 * Carries out what a turn decided. Can be repeated: records keep their ids, and a message is sent at least once.
 *
 * @param conversation as it was saved with these effects
 * @param waiting messages of this contact that could not be delivered yet: new ones queue behind them
 * @param rides the last message may ride in the webhook's response
 * @returns the body for that response, or null
 * @throws when something could be kept nowhere (the queue is away): then all is to be done again
 */
export type CarryOut = (
  conversation: Conversation,
  effects: readonly Effect[],
  how: { waiting: readonly string[]; rides: boolean },
) => Promise<object | null>;

export function createCarryOut({ store, queues, channels, metrics, logger }: EffectsOptions): CarryOut {
  return async (conversation, effects, { waiting, rides }) => {
    const { urn } = conversation;
    // Records first: nobody is told "received" for what is not in the queue.
    for (const effect of effects) {
      if (effect.type === 'declared') {
        await queues.add('declaration', effect.declaration, effect.declaration.id);
      } else if (effect.type === 'subscribed') {
        await queues.add('subscription', effect.change, `subscription-${effect.change.id}`);
      } else if (effect.type === 'visited') {
        const { code, step, at } = effect;
        await queues.add(
          'visit',
          { urn, code, step, at },
          `visit-${conversation.last?.inbound ?? ''}-${step}-${shortUrn(urn)}`,
        );
      }
    }
    const channel = channels.get(channelOf(urn));
    if (channel === undefined) {
      logger.error({ event: 'no_channel', channel: channelOf(urn) });
      return null;
    }
    const messages = effects.flatMap((effect) => (effect.type === 'message' ? [effect.message] : []));
    let behind: number | null = waiting.length > 0 ? 0 : null;
    for (const [index, message] of messages.entries()) {
      const inline =
        rides && behind === null && index === messages.length - 1 ? inlineBody(channel, urn, message) : null;
      if (inline !== null) return inline;
      if (behind === null) {
        const outcome = await send(channel, conversation, message);
        if (outcome === 'stopped') {
          await noteStopped(conversation, { store, logger });
          break;
        }
        behind = typeof outcome === 'number' ? outcome : null;
      }
      if (behind !== null) await deliverLater(urn, message, behind);
    }
    return null;
  };

  function inlineBody(channel: Channel, urn: Urn, message: MsgOut): object | null {
    const body = channel.inline?.(urn, message) ?? null;
    if (body !== null) metrics.sends.inc({ channel: channel.name, outcome: 'inline' });
    return body;
  }

  /** A number: failed for now, worth another try after so many milliseconds. */
  async function send(
    channel: Channel,
    { urn, heardAt }: Conversation,
    message: MsgOut,
  ): Promise<'done' | 'stopped' | number> {
    try {
      await channel.send(urn, message, heardAt);
      metrics.sends.inc({ channel: channel.name, outcome: 'sent' });
      return 'done';
    } catch (error) {
      const code = error instanceof SendError ? error.code : 'broken';
      metrics.sends.inc({ channel: channel.name, outcome: code });
      const about = { event: 'send_failed', contact: shortUrn(urn), message: message.id, outcome: code };
      if (error instanceof SendError && error.retryable) {
        logger.warn(about);
        return (error.retryAfter ?? 1) * 1_000;
      }
      logger[isNobodysFault(code) ? 'info' : 'error']({ ...about, ...faultOf(error) });
      return code === 'stopped' ? 'stopped' : 'done';
    }
  }

  async function deliverLater(urn: Urn, message: MsgOut, delay: number): Promise<void> {
    await store.enqueue(urn, message.id);
    await queues.add('deliver', { urn, message }, message.id, delay);
    metrics.sends.inc({ channel: channelOf(urn), outcome: 'queued' });
  }
}
