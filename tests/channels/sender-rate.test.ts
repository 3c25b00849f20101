import { expect, test } from 'vitest';
import { senderRate } from '../../src/channels/sender-rate.ts';

test('admits so many messages of one person in a window, and again in the next', () => {
  let now = 1000;
  const admits = senderRate({ messages: 2, windowMs: 100, now: () => now });
  const lan = () => admits('telegram:1');
  expect([lan(), lan(), lan(), admits('zalo-oa:1')]).toEqual([true, true, false, true]);
  now = 1099;
  expect(lan()).toBe(false);
  now = 1100;
  expect([lan(), lan(), lan()]).toEqual([true, true, false]);
});

test('counts no more people than it was given room for; the others are let through', () => {
  const admits = senderRate({ messages: 1, windowMs: 100, senders: 2, now: () => 0 });
  const asked = [1, 2, 3, 1, 2, 3].map((id) => admits(`telegram:${id}`));
  expect(asked).toEqual([true, true, true, false, false, true]);
});
