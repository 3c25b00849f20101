import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { talker } from '../support/conversation.ts';

const words = [
  'có',
  'không',
  'ok',
  'sốt, ho',
  '1',
  '2 3',
  '99',
  'hôm qua',
  '1985',
  '0912345678',
  'nam',
  'tân hiệp biên hòa',
  'gửi',
  'sửa 4',
  'quay lại',
  'hủy',
  'help',
  'English',
  'tiếng việt',
  '/start',
  'khó thở quá',
  'làm lại từ đầu',
  'đồng ý',
  'bỏ qua',
  '<b>&amp;{{name}}$t(x)',
  '"; drop table',
  '',
  '💉',
];

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ says: fc.constantFrom(...words) }) },
  { weight: 2, arbitrary: fc.record({ says: fc.string({ unit: 'grapheme', maxLength: 60 }) }) },
  { weight: 6, arbitrary: fc.record({ button: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ old: fc.nat(50) }) },
  { weight: 1, arbitrary: fc.constant({ redeliver: true }) },
  { weight: 1, arbitrary: fc.constant({ shares: '+84912345678' }) },
  { weight: 1, arbitrary: fc.constant({ sends: 'voice' as const }) },
);

describe('any walk through the conversation', () => {
  it(
    'never throws, answers everything, and waits for a named question or has ended',
    { timeout: 60_000 },
    () => {
      fc.assert(
        fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), (steps) => {
          const person = talker({ urn: 'zalo-oa:1' });
          person.take({ starts: '' });
          for (const one of steps) {
            const buttons =
              person.heard.at(-1)?.quickReplies.filter((reply) => reply.kind !== 'share_phone') ?? [];
            if ('redeliver' in one) {
              const before = JSON.stringify(person.state);
              expect(person.redeliver().repeated).toBe(true);
              expect(JSON.stringify(person.state)).toBe(before);
              continue;
            }
            if ('button' in one) {
              const button = buttons[one.button % Math.max(buttons.length, 1)];
              person.take(button ? { presses: button.title } : { says: 'x' });
            } else if ('old' in one) {
              const old = person.heard.slice(0, -1).flatMap((message) => message.quickReplies);
              const button = old[one.old % Math.max(old.length, 1)];
              person.take(button && button.kind !== 'share_phone' ? { says: button.payload } : { says: 'x' });
            } else person.take(one);
            const turn = person.turns.at(-1);
            const messages = turn?.events.filter((event) => event.type === 'message') ?? [];
            expect(messages).toHaveLength(1);
            expect(messages[0]?.message.text.trim()).not.toBe('');
            const session = person.state?.session;
            expect(session === null || session?.outcome !== null || session.waiting !== null).toBe(true);
          }
        }),
        { numRuns: 150 },
      );
    },
  );
});
