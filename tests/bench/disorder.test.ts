import { describe, expect, it } from 'vitest';
import { disorderIn, type Reply } from '../../bench/citizens/report.ts';

const reply = (over: Partial<Reply>): Reply => ({
  ...{ id: '1', at: 0, question: null, turn: null, backs: 0, copy: false },
  ...over,
});
const asked = (...questions: (string | [string, number])[]): string[] =>
  disorderIn({
    replies: questions.map((one) =>
      typeof one === 'string' ? reply({ question: one }) : reply({ question: one[0], backs: one[1] }),
    ),
  });

describe('the order of replies', () => {
  it('is told by the numbers of buttons', () => {
    const at = (number: number, session = 'a', copy = false) =>
      reply({ turn: { session, number }, copy, question: 'name' });
    expect(disorderIn({ replies: [at(1), at(2), at(1, 'a', true), at(3), at(1, 'b')] })).toEqual([]);
    expect(disorderIn({ replies: [at(1), at(3), at(2)] })).toEqual(['question 2 after question 3']);
    expect(disorderIn({ replies: [at(1), at(1, 'b'), at(2)] })).toEqual(['question 2 of an earlier session']);
  });

  it('is told by the flow where there are none', () => {
    expect(asked('consent', 'name', 'name', 'area', 'review')).toEqual([]);
    expect(asked('consent', 'area', 'name', 'review')).toEqual(['name after area']);
  });

  it('allows one step back for each time somebody went back', () => {
    expect(asked('name', 'gender', ['name', 1], ['gender', 1])).toEqual([]);
    expect(asked('name', 'gender', ['name', 1], ['gender', 1], ['birth', 1])).toEqual(['birth after gender']);
  });
});
