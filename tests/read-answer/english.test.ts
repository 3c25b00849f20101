import { describe, expect, it } from 'vitest';
import { readAnswer, type AnswerType } from '../../src/dialogue/read-answer/read-answer.ts';
import { context } from './answer-table.ts';

/** An English conversation: what settles ties is the language, all else is read as in Vietnamese. */
describe('answers in an English conversation', () => {
  const cases: readonly [AnswerType, string, string][] = [
    ['relation', 'me', 'self'], ['relation', 'my mother', 'mother'], ['symptoms', 'no fever', 'none'],
    ['symptoms', 'a cough and a sore throat', 'cough,sore_throat'], ['date', 'yesterday', '2020-03-26'],
    ['date', '3 days ago', '2020-03-24'], ['date', 'Mar 20', '2020-03-20'], ['date', 'March 20th', '2020-03-20'],
    ['gender', 'male', 'male'], ['consent', 'I agree', 'accept'], ['birth', 'born 1990', '1990'], ['yesno', "I don't know", 'unknown'],
    ['temperature', '101 F', '38.3'], ['phone', "I don't have a phone", 'none'], ['exposure', 'contact with a confirmed case', 'case'],
  ]; // prettier-ignore

  it.each(cases)('%s: %s → %s', (type, input, expected) => {
    expect(readAnswer(type, input, { ...context, language: 'en' })).toEqual({ ok: true, value: expected });
  });
});
