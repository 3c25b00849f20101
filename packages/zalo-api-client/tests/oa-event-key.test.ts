import { expect, test } from 'vitest';
import { oaEventKey } from '../src/index.ts';
import { base, readOaEvent as read } from './read-oa-event.ts';

test('an event has the same key for a redelivery and another for another event', () => {
  const text = (msg_id: string, timestamp = '1') =>
    oaEventKey(read({ ...base, timestamp, event_name: 'user_send_text', message: { msg_id, text: 'a' } }));
  expect(text('a')).toBe(text('a', '2'));
  expect(text('a')).not.toBe(text('b'));
  const react = (timestamp: string) =>
    oaEventKey(read({ ...base, timestamp, event_name: 'user_reacted_message', message: { msg_id: 'a' } }));
  expect(react('1')).not.toBe(react('2'));
  const unread = (a: number) => oaEventKey(read({ event_name: 'user_call_oa', a }));
  expect(unread(1)).toBe(unread(1));
  expect(unread(1)).not.toBe(unread(2));
});
