import type { Declaration } from '../../src/dialogue/declaration.ts';
import type { MsgIn, MsgOut, Urn } from '../../src/dialogue/message.ts';
import type { Conversation } from '../../src/dialogue/session.ts';
import { contentOf, type Said } from '../../src/dialogue/transcript.ts';
import type { Info } from '../../src/dialogue/info-pages.ts';
import { takeTurn, type Turn } from '../../src/dialogue/turn.ts';
import { realAssets } from './assets.ts';
import type { AdminVersion } from '../../src/areas/admin-versions.ts';

/** 27 March 2020, eight in the morning in Viet Nam. */
export const startOfTests = Date.parse('2020-03-27T08:00:00+07:00');

/**
 * One person's side of a conversation with the pure dialogue. The state goes through JSON at every turn; a turn that is
 * decided on what the turn before left in memory has to come out alike, and to leave that as it is.
 */
export interface Talker {
  readonly turns: Turn[];
  readonly heard: MsgOut[];
  state: Conversation | null;
  /** The map the installation has. */
  map: AdminVersion;
  now: number;
  take(said: Said): Turn;
  /** Says each text in turn and returns the last reply. */
  say(...texts: string[]): string;
  press(title: string): string;
  last(): string;
  /** The last message of the person once more, as a platform redelivers it. */
  redeliver(): Turn;
}

type TalkerOptions = { urn?: Urn; language?: string; at?: number; map?: AdminVersion; info?: Info };

export function talker(options: TalkerOptions = {}): Talker {
  const urn = options.urn ?? 'telegram:1';
  let last: MsgIn | undefined;
  let lastText = '';
  let stored = '';
  let remembered: Conversation | null = null;
  const self: Talker = {
    turns: [],
    heard: [],
    state: null,
    map: options.map ?? '2020',
    now: options.at ?? startOfTests,
    take(said) {
      self.now += (said.waits ?? 1) * 1000;
      const turn = deliver({
        id: `in-${self.turns.length}`,
        urn,
        sentAt: self.now,
        content: contentOf(said, self.heard, lastText),
        ref: `m-${self.turns.length}`,
        ...(options.language !== undefined && { language: options.language }),
      });
      if (said.says !== undefined) lastText = `m-${self.turns.length - 1}`;
      return turn;
    },
    say(...texts) {
      for (const says of texts) self.take({ says });
      return self.last();
    },
    press(presses) {
      self.take({ presses });
      return self.last();
    },
    last: () => self.heard.at(-1)?.text ?? '',
    redeliver() {
      if (!last) throw new Error('nothing was said yet');
      return deliver(last);
    },
  };
  function deliver(message: MsgIn): Turn {
    last = message;
    const { info } = options;
    const assets = { ...realAssets(self.map), ...(info && { info: () => info }) };
    const turn = takeTurn(assets, self.state, message, self.now);
    // A test may have put something else there.
    if (JSON.stringify(self.state) === stored) {
      const again = takeTurn(assets, remembered, message, self.now);
      if (JSON.stringify(again) !== JSON.stringify(turn))
        throw new Error('decided otherwise on what is in memory');
    }
    remembered = frozen(turn.conversation);
    stored = JSON.stringify(turn.conversation);
    self.state = JSON.parse(stored) as Conversation;
    self.turns.push(turn);
    for (const event of turn.events) if (event.type === 'message') self.heard.push(event.message);
    return turn;
  }
  return self;
}

/** Somebody who has just opened the chat. */
export function begun(options: TalkerOptions = {}): Talker {
  const person = talker(options);
  person.take({ starts: '' });
  return person;
}

/** All records they sent, oldest first. */
export const declarationsOf = (person: Talker): Declaration[] =>
  person.turns
    .flatMap((turn) => turn.events)
    .flatMap((event) => (event.type === 'declared' ? [event.declaration] : []));

/** The record they sent last. */
export const lastDeclarationOf = (person: Talker): Declaration | undefined => declarationsOf(person).at(-1);

/** The titles of all buttons under the last message. */
export const buttonsOf = (person: Talker): string[] =>
  person.heard.at(-1)?.quickReplies.map((reply) => reply.title) ?? [];

/** Whoever changes it throws. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}
