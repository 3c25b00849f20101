import type { Urn } from './message.ts';
import type { Answer } from './answer.ts';
import type { Effect, Outcome } from './event.ts';
import type { Topic } from './topics.ts';

/** One walk of one contact through one flow version. Plain JSON: it survives `JSON.parse(JSON.stringify(…))`. */
export interface Session {
  id: string;
  flow: string;
  version: number;
  startedAt: number;
  /** Time of the last message of the person, epoch milliseconds. */
  touchedAt: number;
  /** The block waited for; null once the session has ended. */
  waiting: string | null;
  outcome: Outcome | null;
  answers: Record<string, Answer>;
  /** In a daily update: what stays as it was last declared, and is said again with it. */
  unchanged?: Record<string, Answer>;
  /** How many questions were put; old buttons carry an older number. */
  asked: number;
  /** How often the present question was not understood. */
  refusals: number;
  /** An answer half given: choices ticked so far, or areas to choose between. */
  draft: Draft | null;
  /** Whom the answers are about: an id among the conversation's people. */
  person: string;
  /** The record the next one of this session amends: stored at an alarm, or sent before and now corrected. */
  amends: string | null;
  /** SHA-256 of the notice the consent was given to; empty before consent. */
  notice: string;
  /** A reminder to finish was sent; there is never a second. */
  reminded: boolean;
  /** Note blocks already said. */
  said: string[];
  /** What the area answered on an earlier map may be now; gone once it is answered anew. */
  dividedArea?: DividedArea;
}

/** An area of an earlier map that several units of the present one were made of: offered when it is asked again. */
export interface DividedArea {
  /** Its full name on that map. */
  name: string;
  codes: string[];
}

export type Draft =
  | { type: 'choices'; codes: string[] }
  /**
   * `within`: the district or province understood so far; `candidates`: codes offered as buttons; `former`: by code
   * the former name a candidate was meant by.
   */
  | { type: 'area'; within: string | null; candidates: string[]; former?: Record<string, string> }
  /** The person asked to correct an answer at the review and is choosing which. */
  | { type: 'correcting' }
  /** A danger sign stopped the questions; the person may go on when help has been called. */
  | { type: 'interrupted' }
  /** Asked whether the answers so far are really to be thrown away. */
  | { type: 'confirming'; question: 'cancel' | 'restart' }
  /**
   * Asked after a silence whether to go on or start over. `before` is what the question had before; `pending` the
   * words that broke the silence, taken as the answer if the person goes on and they are one.
   */
  | { type: 'resuming'; before: Draft | null; pending: string };

/** All that is kept of one contact between messages. */
export interface Conversation {
  urn: Urn;
  language: string;
  session: Session | null;
  /** The last inbound worked on, with what it caused: redone as it is when the platform redelivers it. */
  last: { inbound: string; effects: Effect[] } | null;
  /** Ids of recent inbounds, newest first; a redelivery of an older one changes nothing. */
  seen: string[];
  /** The newest record this contact sent, for the status answer and for corrections. */
  sent: { declaration: string; receipt: string; at: number; level: number } | null;
  /** The notice agreed to (SHA-256) and the answer that agreed; asked again when the notice changes. */
  consent: { notice: string; answer: Answer } | null;
  /** Which map the areas of all answers belong to. */
  map: string;
  /** Messages in a row whose content the platform kept to itself, and when one was last answered (epoch ms). */
  withheld?: { count: number; answeredAt: number } | null;
  /** The contact (`self`) and the household members declared for, oldest first. */
  people: RememberedPerson[];
  /** When the person last did something themselves, by the platform's clock bounded by ours; epoch milliseconds. */
  heardAt?: number;
  /** Since when nothing may be sent: they blocked us or left, or the platform refused a message for that reason. */
  stoppedAt?: number;
  /** They follow the account, where the platform tells: what it broadcasts reaches them. */
  follows?: true;
  /** What they agreed to be sent; empty: no more; not there: never asked. */
  topics?: Topic[];
  /** The payload of the last link they came by (a poster, a campaign), and when. */
  link?: { payload: string; at: number };
}

/** What need not be asked again about somebody. */
export interface RememberedPerson {
  id: string;
  /** `self`, or how they are related to the contact: `mother`, `child`, … */
  relation: string;
  /** Answers to the blocks that say `carry`. */
  answers: Record<string, Answer>;
  dividedArea?: DividedArea;
  /** Epoch milliseconds of the last complete declaration. */
  declaredAt: number;
  /** The newest record about them, with all it needs to be corrected. */
  sent: { declaration: string; receipt: string; answers: Record<string, Answer>; notice: string } | null;
}

/** The contact among the people of a conversation. */
export const self = 'self';
