import type { DialogueAssets } from './assets.ts';
import { closeTurn, type Turn } from './close-turn.ts';
import { hasStopped } from './contact.ts';
import type { MsgIn } from './message.ts';
import { offerChoice, openScene, tell } from './scene.ts';
import type { Conversation } from './session.ts';

/** Silence after which one reminder to finish may be sent, in milliseconds. */
const reminderAfter = 3 * 60 * 60_000;

/** Nothing that is not urgent is sent between these times of day. */
const quiet = { from: 21 * 60, to: 6 * 60 + 30 };

/**
 * When the reminder to finish an unfinished declaration is due, in epoch milliseconds; null when there is none to send:
 * nothing unfinished, not yet consented, stopped by a danger sign, reminded before, or the person has left.
 */
export function reminderDue(assets: DialogueAssets, conversation: Conversation): number | null {
  const { session } = conversation;
  if (hasStopped(conversation)) return null;
  if (session?.outcome !== null || session.reminded || session.draft?.type === 'interrupted') return null;
  if (session.answers['consent'] === undefined) return null;
  return afterQuietHours(session.touchedAt + reminderAfter, assets.timeZone);
}

/** The reminder, as a turn to be saved and sent like any other. Only call it when `reminderDue` has passed. */
export function remind(assets: DialogueAssets, conversation: Conversation, now: number): Turn {
  const message: MsgIn = {
    id: `remind-${conversation.session?.id ?? ''}`,
    urn: conversation.urn,
    sentAt: now,
    content: { type: 'start', payload: null },
  };
  const scene = openScene(assets, conversation, message, now);
  const { session } = scene.conversation;
  if (session) {
    session.reminded = true;
    tell(scene, 'common:remind');
    offerChoice(scene, 'continue', 'common:button.continue');
    offerChoice(scene, 'cancel', 'common:button.yes_cancel');
  }
  return closeTurn(scene);
}

/** The same instant, or half past six in the morning when it falls into the quiet hours. */
export function afterQuietHours(at: number, timeZone: string): number {
  const minute = minuteOfDay(at, timeZone);
  if (minute >= quiet.to && minute < quiet.from) return at;
  const wait = (quiet.to - minute + 24 * 60) % (24 * 60);
  return Math.floor(at / 60_000) * 60_000 + wait * 60_000;
}

function minuteOfDay(at: number, timeZone: string): number {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(at);
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return (hours % 24) * 60 + minutes;
}
