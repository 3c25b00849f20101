import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** One message of the bot as it reached a person. */
export interface Reply {
  /** The platform's id of the message. */
  id: string;
  /** Epoch milliseconds. */
  at: number;
  /** The block it asks, when it asks one. */
  question: string | null;
  /** Session and number of the question as its buttons carry them; null for a message without such buttons. */
  turn: { session: string; number: number } | null;
  /** How often the person had gone back on purpose by then, or begun anew. */
  backs: number;
  /** It reached the person before, word for word: sent once more because nobody knew whether it had arrived. */
  copy: boolean;
}

/** What a person was told to have been received. */
export interface Receipt {
  code: string;
  /** Epoch milliseconds. */
  at: number;
  whose: 'self' | 'relative';
  /** What the person meant to declare. */
  meant: { name: string; birth: string; phone: string };
  /** What the last summary said before it was sent: label to answer. */
  confirmed: Record<string, string>;
}

/** How it went for one citizen. */
export interface CitizenReport {
  index: number;
  channel: string;
  urn: string;
  /**
   * `declared`: has a receipt for everything it came for. `stopped`: on purpose. `unanswered`: nothing came although it
   * asked again. `stuck`: so many answers, and no end. `broken`: something it does not know what to do about.
   * `ended`: the run was ended.
   */
  outcome: 'declared' | 'stopped' | 'unanswered' | 'stuck' | 'broken' | 'ended';
  trouble: string | null;
  receipts: Receipt[];
  /** The last block asked. */
  lastQuestion: string | null;
  replies: Reply[];
  /** How many messages it sent, and how many of them only because nothing came. */
  deeds: number;
  askedAgain: number;
  /** Milliseconds from the first word to the end. */
  took: number;
}

/**
 * Sentences about replies that came in another order than they were said: an older question after a newer one. A copy
 * of what had come in its place is none: nobody knew whether it had arrived. Where no message has buttons, as on a Zalo
 * bot, the flow says what is older.
 */
export function disorderIn({ replies }: Pick<CitizenReport, 'replies'>): string[] {
  const fresh = replies.filter(({ copy }) => !copy);
  return fresh.some(({ turn }) => turn !== null) ? disorderByNumber(fresh) : disorderByFlow(fresh);
}

function disorderByNumber(replies: readonly Reply[]): string[] {
  const faults: string[] = [];
  const ended = new Set<string>();
  let newest: Reply['turn'] = null;
  for (const { turn } of replies) {
    if (turn === null) continue;
    const what = `question ${turn.number}`;
    if (newest?.session === turn.session && turn.number < newest.number) {
      faults.push(`${what} after question ${newest.number}`);
      continue;
    }
    if (ended.has(turn.session)) {
      faults.push(`${what} of an earlier session`);
      continue;
    }
    if (newest !== null && newest.session !== turn.session) ended.add(newest.session);
    newest = turn;
  }
  return faults;
}

/** One step back is somebody's wish for each time they went back; every other is a fault. */
function disorderByFlow(replies: readonly Reply[]): string[] {
  const faults: string[] = [];
  let steps = 0;
  let newest: string | null = null;
  for (const { question, backs } of replies) {
    if (question === null) continue;
    if (newest !== null && BLOCKS.indexOf(question) < BLOCKS.indexOf(newest)) {
      if (steps < backs) steps++;
      else faults.push(`${question} after ${newest}`);
    }
    newest = question;
  }
  return faults;
}

/** The blocks of a declaration as they are asked. */
const BLOCKS = (
  parse(readFileSync(new URL('../../flows/declaration.yaml', import.meta.url), 'utf8')) as {
    blocks: { id: string }[];
  }
).blocks.map(({ id }) => id);
