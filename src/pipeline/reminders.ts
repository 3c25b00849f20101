import type { Channel } from '../channels/channel.ts';
import { channelOf, type ChannelName, type Urn } from '../dialogue/message.ts';
import type { Conversation } from '../dialogue/session.ts';
import type { Turn } from '../dialogue/turn.ts';
import { NotYet } from './jobs.ts';
import type { Queues } from './queues.ts';
import type { SessionStore } from './session-store.ts';

export interface RemindersOptions {
  /** `reminderDue` and `remind` of the dialogue, with their assets. */
  due: (conversation: Conversation) => number | null;
  remind: (conversation: Conversation, now: number) => Turn;
  store: Pick<SessionStore, 'load' | 'save'>;
  queues: Pick<Queues, 'add'>;
  channels: ReadonlyMap<ChannelName, Channel>;
  /** Carries out what was saved. */
  finish: (urn: Urn) => Promise<void>;
  now?: () => number;
}

export interface Reminders {
  /** Plans the one reminder of a session that just began; a plan made twice is made once. */
  plan(urn: Urn, session: string): Promise<void>;
  /** Sends the reminder if it is still due; throws NotYet when it is due later. */
  send(urn: Urn, session: string): Promise<void>;
}

/** No session is reminded sooner after its beginning, in ms; when exactly is decided by the dialogue. */
const SOONEST = 3 * 60 * 60_000;

/** At most one reminder to finish per session. It goes the way of every message: saved, then sent. */
export function createReminders(options: RemindersOptions): Reminders {
  const { due, remind, store, queues, channels, finish, now = Date.now } = options;
  return {
    plan: (urn, session) => queues.add('remind', { urn, session }, `remind-${session}`, SOONEST),
    async send(urn, session) {
      const { conversation, version } = await store.load(urn);
      if (conversation?.session?.id !== session) return;
      const at = due(conversation);
      if (at === null) return;
      const never = (): Promise<boolean> => Promise.resolve(false);
      if (at > now()) throw new NotYet(at - now(), never);
      // A mere reminder is not worth money, and there is nothing to it any more after two days.
      const { heardAt } = conversation;
      const window = heardAt === undefined ? 'free' : channels.get(channelOf(urn))?.window?.(heardAt);
      if (window === 'billed' || window === 'closed') return;
      const turn = remind(conversation, now());
      // The person wrote at this very moment: look again later.
      if (!(await store.save(version, turn.conversation))) throw new NotYet(60_000, never);
      await finish(urn);
    },
  };
}
