/** A value as it is kept: text, a number, or several choice codes. */
export type AnswerValue = string | number | string[];

/** What a person said to one block: the normalised value beside the words it came from. */
export interface Answer {
  value: AnswerValue;
  raw: string;
  /** Epoch milliseconds. */
  at: number;
  /** The platform's id of the message it came in, so that an edit of that message corrects it. */
  ref?: string;
}
