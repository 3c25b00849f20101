import type { Logger } from 'pino';
import { z } from 'zod';
import type { Channel } from '../channels/channel.ts';
import { SendError } from '../channels/send-error.ts';
import { hasStopped } from '../dialogue/contact.ts';
import { channelOf, type ChannelName, type Urn } from '../dialogue/message.ts';
import { isStaffWord } from '../dialogue/staff-word.ts';
import type { Database } from '../storage/database.ts';
import type { Sealing } from '../storage/declarations.ts';
import { noteVisit } from '../storage/campaign-visits.ts';
import { bindStaffChat } from '../storage/staff-chats.ts';
import { changeSubscription } from '../storage/subscriptions.ts';
import { noteUntold } from '../storage/tellings.ts';
import { faultOf, shortUrn } from './fault.ts';
import { heardOf } from './heard.ts';
import { Hopeless, NotYet, type Attempt, type Handlers, type Payload } from './jobs.ts';
import type { Metrics } from './metrics.ts';
import { isNobodysFault, noteStopped } from './note-stopped.ts';
import type { Queues } from './queues.ts';
import type { Reminders } from './reminders.ts';
import type { SessionStore } from './session-store.ts';
import { createStoreDeclaration } from './store-declarations.ts';

export interface ProcessorsOptions {
  db: Database;
  sealing: Sealing;
  channels: ReadonlyMap<ChannelName, Channel>;
  store: Pick<SessionStore, 'load' | 'save' | 'dequeue'>;
  queues: Pick<Queues, 'isLive' | 'hurry'>;
  reminders: Pick<Reminders, 'send'>;
  tell: Handlers['tell'];
  broadcast: Handlers['broadcast'];
  /** In which days are counted. */
  timeZone: string;
  metrics: Metrics;
  logger: Logger;
}

/** How long a message waits before it looks again whether those before it are gone; they also wake it. */
const LOOK_AGAIN = 15_000;

/** What is done with each kind of job. */
export function createProcessors(options: ProcessorsOptions): Handlers {
  const { db, sealing, channels, store, queues, reminders, tell, broadcast, timeZone, metrics, logger } =
    options;
  return {
    declaration: createStoreDeclaration({ db, sealing, timeZone, metrics, logger }),
    deliver,
    remind: ({ urn, session }) => reminders.send(urn, session),
    tell,
    subscription: async (change) => {
      const { conversation } = await store.load(change.urn);
      await changeSubscription(db, change, conversation && heardOf(conversation));
    },
    visit: async ({ urn, code, step, at }) => {
      if (isStaffWord(code)) await bindStaffChat(db, { urn, code, at: new Date(at) });
      else await noteVisit(db, { urn, code, step, at: new Date(at) });
    },
    broadcast,
  };

  async function deliver({ urn, message }: Payload<'deliver'>, attempt: Attempt): Promise<void> {
    const { conversation, waiting } = await store.load(urn);
    const hasLeft = conversation !== null && hasStopped(conversation);
    if (hasLeft) await untold(message.id, 'stopped');
    // Delivered already, or given up when the person left.
    if (!waiting.includes(message.id)) return;
    if (hasLeft) {
      await makeWay(urn, message.id);
      return;
    }
    await waitForTurn(urn, message.id, waiting);
    const name = channelOf(urn);
    try {
      const channel = channels.get(name);
      if (channel === undefined) throw new SendError('misconfigured', `no channel ${name}`);
      await channel.send(urn, message, conversation?.heardAt);
      metrics.sends.inc({ channel: name, outcome: 'delivered' });
    } catch (error) {
      const code = error instanceof SendError ? error.code : 'broken';
      metrics.sends.inc({ channel: name, outcome: code });
      if (error instanceof SendError && error.retryable && !attempt.last) throw error;
      const about = {
        event: 'delivery_given_up',
        contact: shortUrn(urn),
        message: message.id,
        outcome: code,
      };
      logger[isNobodysFault(code) ? 'info' : 'error'](about);
      await untold(
        message.id,
        code === 'stopped' ? 'stopped' : code === 'window-closed' ? 'closed' : 'failed',
      );
      if (code === 'stopped' && conversation) await noteStopped(conversation, { store, logger });
      await makeWay(urn, message.id);
      if (!isNobodysFault(code)) throw new Hopeless(code);
      return;
    }
    await makeWay(urn, message.id);
  }

  /** Only messages that say what a health unit said have something to be noted; their ids are UUIDs. */
  async function untold(id: string, outcome: 'stopped' | 'closed' | 'failed'): Promise<void> {
    if (!z.guid().safeParse(id).success) return;
    await noteUntold(db, id, outcome).catch((error: unknown) => {
      logger.warn({ event: 'untold_not_noted', message: id, ...faultOf(error) });
    });
  }

  /** Messages reach a person in the order they were said. */
  async function waitForTurn(urn: Urn, id: string, waiting: string[]): Promise<void> {
    for (const earlier of before(id, waiting)) {
      if (await queues.isLive('deliver', earlier)) {
        const isTurn = async () => before(id, (await store.load(urn)).waiting).length === 0;
        throw new NotYet(LOOK_AGAIN, isTurn);
      }
      // Its job is gone, so nobody will ever take it out.
      await store.dequeue(urn, earlier);
    }
  }

  async function makeWay(urn: Urn, id: string): Promise<void> {
    const next = await store.dequeue(urn, id);
    if (next !== null) await queues.hurry('deliver', next);
  }
}

const before = (id: string, waiting: string[]): string[] =>
  waiting.slice(0, Math.max(0, waiting.indexOf(id)));
