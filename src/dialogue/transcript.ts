import type { Content, MsgOut, QuickReply } from './message.ts';
import type { Turn } from './turn.ts';

/** One step of a written conversation: what the person did, and what came of it. The form of tests/transcripts/. */
export interface TranscriptTurn extends Said, Heard {}

/** Exactly one of the ways to send something, after an optional pause. */
export interface Said {
  /** Seconds since the turn before; one second when absent. */
  waits?: number;
  says?: string;
  /** The title of a button of the last message. */
  presses?: string;
  /** The title of a button of an earlier message, newest first. */
  presses_old?: string;
  /** The own phone number, by the platform's share button. */
  shares?: string;
  sends?: 'photo' | 'voice' | 'video' | 'sticker' | 'file' | 'other' | 'location' | 'withheld';
  /** Changes the last text on the phone. */
  edits?: string;
  /** Opens the chat, with the payload of a link. */
  starts?: string;
}

export interface Heard {
  hears?: string;
  buttons?: string[];
  /** Codes of what happened, without messages and records. */
  events?: string[];
  /** The record that went out, in short. */
  stored?: Record<string, unknown>;
}

/**
 * The message content a written step stands for.
 *
 * @param heard all messages so far, newest last
 * @param lastText the ref of the last text sent, for an edit
 * @throws when a button is named that was not shown, with the buttons there were
 */
export function contentOf(said: Said, heard: readonly MsgOut[], lastText = ''): Content {
  if (said.says !== undefined) return { type: 'text', text: said.says };
  if (said.edits !== undefined) return { type: 'edit', text: said.edits, of: lastText };
  if (said.shares !== undefined) return { type: 'phone', phone: said.shares, own: true };
  if (said.sends === 'location') return { type: 'location', latitude: 10.95, longitude: 106.82 };
  if (said.sends === 'withheld') return { type: 'withheld' };
  if (said.sends !== undefined) return { type: 'media', kind: said.sends };
  if (said.starts !== undefined) return { type: 'start', payload: said.starts === '' ? null : said.starts };
  const title = said.presses ?? said.presses_old ?? '';
  const messages = said.presses === undefined ? heard.slice(0, -1).toReversed() : heard.slice(-1);
  const shown = messages.flatMap((message) => message.quickReplies).filter(isPressable);
  const button = shown.find((reply) => reply.title === title);
  if (!button)
    throw new Error(`no button "${title}"; there were: ${shown.map((one) => one.title).join(' | ')}`);
  return { type: 'press', payload: button.payload };
}

/** What a turn brought, written down. */
export function describeTurn(turn: Turn): Heard {
  const messages = turn.events.filter((event) => event.type === 'message').map((event) => event.message);
  const buttons = messages.flatMap((message) => message.quickReplies.map((reply) => reply.title));
  const events = turn.events.filter((event) => event.type !== 'message' && event.type !== 'declared');
  const record = turn.events.find((event) => event.type === 'declared')?.declaration;
  return {
    ...(messages.length > 0 && { hears: messages.map((message) => message.text).join('\n---\n') }),
    ...(buttons.length > 0 && { buttons }),
    ...(events.length > 0 && { events: events.map(describeEvent) }),
    ...(record && {
      stored: {
        status: record.status,
        level: record.triage.level,
        rules: record.triage.rules,
        amends: record.amends !== null,
        person: record.person,
        answers: Object.fromEntries(Object.entries(record.answers).map(([id, { value }]) => [id, value])),
      },
    }),
  };
}

function describeEvent(event: Turn['events'][number]): string {
  switch (event.type) {
    case 'answer_accepted':
    case 'answer_dropped':
      return `${event.type} ${event.block}`;
    case 'answer_refused':
      return `${event.type} ${event.block} ${event.reason}`;
    case 'language_changed':
      return `${event.type} ${event.language}`;
    case 'danger_raised':
      return `${event.type} ${event.signs.join()}`;
    case 'withheld':
      return `${event.type} ${event.count}`;
    case 'session_ended':
      return `${event.type} ${event.outcome}`;
    case 'session_started':
      return `${event.type} ${event.flow}`;
    case 'subscribed':
      return `${event.type} ${event.change.action} ${event.change.topics.join()}`;
    case 'visited':
      return `${event.type} ${event.code} ${event.step}`;
    case 'message':
    case 'declared':
    case 'stale_press':
      return event.type;
  }
}

const isPressable = (reply: QuickReply): reply is Exclude<QuickReply, { kind: 'share_phone' }> =>
  reply.kind !== 'share_phone';
