// The road of one message: load, decide, save by comparing and setting, then carry out, each step safe to repeat.
// Must not know what any message means, nor in which database or queue anything ends up.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Channel } from '../channels/channel.ts';
import { hasStopped } from '../dialogue/contact.ts';
import { isEffect, type Effect, type Event } from '../dialogue/event.ts';
import { channelOf, type ChannelName, type MsgIn, type Urn } from '../dialogue/message.ts';
import type { Conversation } from '../dialogue/session.ts';
import type { Turn } from '../dialogue/turn.ts';
import type { CarryOut } from './effects.ts';
import { faultOf, shortUrn } from './fault.ts';
import { createTurns } from './in-turn.ts';
import type { Metrics } from './metrics.ts';
import type { Loaded, SessionStore } from './session-store.ts';

export interface ConverseOptions {
  /** `takeTurn` with its assets. */
  decide: (conversation: Conversation | null, message: MsgIn, now: number) => Turn;
  store: SessionStore;
  carryOut: CarryOut;
  /** Plans the reminder of a session that began; losing one loses no declaration. */
  planReminder: (urn: Urn, session: string) => Promise<void>;
  /** Told of every conversation that was saved. */
  noteHeard?: (conversation: Conversation) => void;
  channels: ReadonlyMap<ChannelName, Channel>;
  metrics: Metrics;
  logger: Logger;
  /** Epoch milliseconds. */
  now?: () => number;
  /** How long another process gets to finish the effects of the turn before, in ms. */
  patience?: number;
  /** When a platform that takes no reply in its answer gets that answer at the latest, in ms: Zalo waits for 2 s. */
  answerWithin?: number;
}

export interface Converse {
  /**
   * Works on one message. `inline`: the body for the webhook's response.
   *
   * @throws when nothing could be saved or kept (for a platform in a hurry: in time). The message is to be given again,
   *   and those of this person that came while it was worked on fail with it, so that none overtakes it
   */
  converse(channel: ChannelName, message: MsgIn): Promise<{ inline: object | null }>;
  /** Carries out what is left of the last turn of a contact; for the sweeper. */
  finish(urn: Urn): Promise<void>;
  /** Resolves when nothing is being worked on. */
  idle(): Promise<void>;
}

/** What keeps conversations takes longer than the platform waits. */
class TooSlow extends Error {
  override name = 'TooSlow' as const;
}

const ATTEMPTS = 20;

export function createConverse(options: ConverseOptions): Converse {
  const { decide, store, carryOut, channels, metrics, logger } = options;
  const { now = Date.now, patience = 1_000, answerWithin = 1_500 } = options;
  const { inTurn, idle } = createTurns();
  return { converse, finish: (urn) => inTurn(urn, () => finishLast(urn)), idle };

  async function converse(name: ChannelName, message: MsgIn): Promise<{ inline: object | null }> {
    metrics.inbound.inc({ channel: name });
    const channel = channels.get(name);
    acknowledge(channel, message);
    let isSaved = false;
    const work = inTurn(message.urn, () =>
      take(message, channel, () => {
        isSaved = true;
      }),
    );
    if (channel?.inline !== undefined) return { inline: await work };
    work.catch((error: unknown) => {
      logger.warn({ event: 'effects_failed', contact: shortUrn(message.urn), ...faultOf(error) });
    });
    const inTime = sleep(answerWithin, null, { ref: false }).then((nothing) => {
      // Saved is safe: the sweeper finishes what this process cannot.
      if (!isSaved) throw new TooSlow(`Not saved within ${answerWithin} ms`);
      return nothing;
    });
    inTime.catch(() => undefined);
    return { inline: await Promise.race([work, inTime]) };
  }

  async function take(
    message: MsgIn,
    channel: Channel | undefined,
    onSaved: () => void,
  ): Promise<object | null> {
    const { urn } = message;
    const rides = channel?.inline !== undefined;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const recalled = attempt === 1 ? store.recall(urn) : null;
      const loaded = recalled ?? (await loadSettled(urn, message.id));
      const turn = decide(loaded.conversation, message, now());
      // Nothing will be saved, so nothing would show that another process has gone on.
      if (turn.repeated && recalled !== null) continue;
      const effects = effectsOf(turn.events, turn.conversation);
      if (turn.repeated) {
        metrics.turns.inc({ channel: channelOf(urn), repeated: 'yes' });
        onSaved();
        return repeat(turn.conversation, message.id, loaded, effects, channel);
      }
      // An only reply that rides in the response leaves nothing behind: were the response lost, the message comes again.
      const body = loaded.waiting.length === 0 ? onlyReply(urn, effects, channel) : null;
      const settled = effects.length === 0 || body !== null;
      if (!(await store.save(loaded.version, turn.conversation, settled))) {
        if (recalled !== null) continue;
        metrics.conflicts.inc();
        await sleep(Math.random() * 10 * attempt);
        continue;
      }
      onSaved();
      report(message, turn);
      if (settled) {
        if (body !== null) metrics.sends.inc({ channel: channelOf(urn), outcome: 'inline' });
        return body;
      }
      const last = await carryOut(turn.conversation, effects, { waiting: loaded.waiting, rides });
      await settle(urn, message.id);
      return last;
    }
    throw new Error(`Other processes saved before us ${ATTEMPTS} times`);
  }

  /** A message delivered again: its effects are redone, or only the reply that rode in the lost response. */
  async function repeat(
    conversation: Conversation,
    inbound: string,
    { unsettled, waiting }: Loaded,
    effects: readonly Effect[],
    channel: Channel | undefined,
  ): Promise<object | null> {
    const { urn } = conversation;
    if (unsettled) {
      const last = await carryOut(conversation, effects, { waiting, rides: channel?.inline !== undefined });
      await settle(urn, inbound);
      return last;
    }
    const last = effects.findLast((effect) => effect.type === 'message');
    return last === undefined || waiting.length > 0 ? null : onlyReply(urn, [last], channel);
  }

  /** Loads, and sees to it that the turn before is done with, so that replies keep their order. */
  async function loadSettled(urn: Urn, inbound: string): Promise<Loaded> {
    let loaded = await store.load(urn);
    // Most likely another process is about it at this moment.
    for (let waited = 0; loaded.unsettled && waited < patience; waited += 50) {
      await sleep(50);
      loaded = await store.load(urn);
    }
    if (!loaded.unsettled || loaded.conversation?.last?.inbound === inbound) return loaded;
    await finishLast(urn);
    return store.load(urn);
  }

  async function finishLast(urn: Urn): Promise<void> {
    const { conversation, unsettled, waiting } = await store.load(urn);
    const last = conversation?.last;
    if (unsettled && last) {
      await carryOut(conversation, effectsOf(last.effects, conversation), { waiting, rides: false });
    }
    // Also when nothing is there: a conversation that expired must leave the list of unsettled ones.
    await settle(urn, last?.inbound ?? '');
  }

  /** All is done; if that cannot be written down now, it is done once more later. */
  async function settle(urn: Urn, inbound: string): Promise<void> {
    try {
      await store.settle(urn, inbound);
    } catch (error) {
      logger.warn({ event: 'settle_failed', contact: shortUrn(urn), ...faultOf(error) });
    }
  }

  function plan(urn: Urn, session: string): void {
    options.planReminder(urn, session).catch((error: unknown) => {
      logger.info({ event: 'reminder_not_planned', contact: shortUrn(urn), ...faultOf(error) });
    });
  }

  function acknowledge(channel: Channel | undefined, { urn, receipt }: MsgIn): void {
    if (receipt === undefined || channel?.acknowledge === undefined) return;
    channel.acknowledge(urn, receipt).catch((error: unknown) => {
      logger.info({ event: 'acknowledge_failed', contact: shortUrn(urn), ...faultOf(error) });
    });
  }

  function report({ id, urn }: MsgIn, { events, conversation }: Turn): void {
    metrics.turns.inc({ channel: channelOf(urn), repeated: 'no' });
    for (const event of events) {
      if (event.type === 'answer_refused') metrics.refusals.inc({ block: event.block });
      if (event.type === 'session_started') plan(urn, event.session);
    }
    options.noteHeard?.(conversation);
    if (!logger.isLevelEnabled('debug')) return;
    logger.debug({
      event: 'turn',
      contact: shortUrn(urn),
      inbound: id,
      session: conversation.session?.id,
      events: events.map((event) => event.type),
    });
  }
}

/** What reaches outside; nothing is said to somebody who left. */
function effectsOf(events: readonly Event[], conversation: Conversation): Effect[] {
  const left = hasStopped(conversation);
  return events.filter(isEffect).filter(({ type }) => type !== 'message' || !left);
}

/** The body for the response when one message is all there is to do and the channel can answer with it. */
function onlyReply(urn: Urn, effects: readonly Effect[], channel: Channel | undefined): object | null {
  const [effect, ...more] = effects;
  if (effect?.type !== 'message' || more.length > 0) return null;
  return channel?.inline?.(urn, effect.message) ?? null;
}
