import { describe, expect, it } from 'vitest';
import { afterQuietHours, remind, reminderDue } from '../../src/dialogue/remind.ts';
import { realAssets } from '../support/assets.ts';
import { talker } from '../support/conversation.ts';

const at = (time: string): number => Date.parse(`2020-03-27T${time}:00+07:00`);

describe('quiet hours', () => {
  it.each([
    ['06:29', '2020-03-26T23:30:00.000Z'],
    ['06:30', '2020-03-26T23:30:00.000Z'],
    ['20:59', '2020-03-27T13:59:00.000Z'],
    ['21:00', '2020-03-27T23:30:00.000Z'],
    ['23:59', '2020-03-27T23:30:00.000Z'],
    ['00:00', '2020-03-26T23:30:00.000Z'],
  ])('%s', (time, then) => {
    expect(new Date(afterQuietHours(at(time), 'Asia/Ho_Chi_Minh')).toISOString()).toBe(then);
  });
});

describe('the reminder to finish', () => {
  it('is due once, after consent, while something is unfinished', () => {
    const person = talker();
    person.take({ starts: '' });
    if (!person.state) throw new Error('no state');
    expect(reminderDue(realAssets(), person.state)).toBeNull();
    person.say('đồng ý');
    const due = reminderDue(realAssets(), person.state);
    expect(due).toBe(person.now + 3 * 3600_000);
    const turn = remind(realAssets(), person.state, due ?? 0);
    expect(turn.events).toHaveLength(1);
    expect(reminderDue(realAssets(), turn.conversation)).toBeNull();
  });

  it('is not due after sending, cancelling or an alarm', () => {
    const person = talker();
    person.take({ starts: '' });
    person.say('đồng ý', 'khó thở quá ko nói được');
    if (!person.state) throw new Error('no state');
    expect(reminderDue(realAssets(), person.state)).toBeNull();
  });
});
