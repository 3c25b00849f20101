import type { TriageResult } from '../triage/decide.ts';
import type { Urn } from './message.ts';
import type { Answer } from './answer.ts';

/** A finished record as it leaves the dialogue. Plain JSON; parsed again at every door by `pipeline/jobs.ts`. */
export interface Declaration {
  /** UUID derived from the session: the same walk gives the same id however often it is redone. */
  id: string;
  /** What the person reads out on the phone, such as `K7M2-9QXD-4TBH`. */
  receipt: string;
  session: string;
  /** The declaration this one corrects, or null. */
  amends: string | null;
  urn: Urn;
  /** Who of this contact's people it is about: `self`, or the household member's id in the conversation. */
  subject: string;
  flow: string;
  flowVersion: number;
  language: string;
  /** `interrupted`: a danger sign ended the questions before the person could confirm. */
  status: 'complete' | 'interrupted';
  /** Code of the link the contact came by within the last month. */
  campaign: string | null;
  /** Epoch milliseconds. */
  declaredAt: number;
  /** Which notice was agreed to: SHA-256 of its text (hex), and when. Law 91/2025/QH15: consent must be provable. */
  consent: { notice: string; at: number };
  person: Person;
  /** Every answer by block id, with the words as typed. */
  answers: Record<string, Answer>;
  triage: TriageResult;
}

/** The answers health units search by, in the types they search with; null where not (yet) answered. */
export interface Person {
  name: string | null;
  /** Year of birth. */
  birthYear: number | null;
  /** Birth as answered: `1990`, `1990-10`, `1990-10-05`. */
  birth: string | null;
  gender: string | null;
  /** ISO 3166-1 alpha-2. */
  nationality: string | null;
  /** E.164. */
  phone: string | null;
  /** Code of the lowest area known, and of its ancestors up to the province. */
  area: { code: string; path: string[]; version: string } | null;
  addressLine: string | null;
  symptoms: string[];
  exposures: string[];
  conditions: string[];
}
