import type { Answer } from './answer.ts';
import type { Session } from './session.ts';

type Answered = Pick<Session, 'answers' | 'unchanged'>;

/** All a session says: what was answered, and what stays as it was declared before. */
export const allAnswers = ({ answers, unchanged }: Answered): Record<string, Answer> =>
  unchanged === undefined ? answers : { ...unchanged, ...answers };
