import type { AnswerValue } from './answer.ts';
import type { Draft } from './session.ts';

/** What a message means as an answer to the question being asked. */
export type Understood =
  /** `formerName`: the place answered was meant by a name it no longer has. */
  | { kind: 'answer'; value: AnswerValue; alsoHouseLine?: string; formerName?: string }
  /** Part of an answer: choices ticked, or a district that is not yet a commune. */
  | { kind: 'partly'; draft: Draft }
  | { kind: 'refused'; reason: string }
  /** A button of an earlier question. */
  | { kind: 'stale' };

/** Text typed, or the code of a button that belongs to the present question. */
export type Given = { text: string } | { code: string };
