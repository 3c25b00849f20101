import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { oaEventKey, oaEventUserId, parseOaEvent } from '../src/index.ts';
import { base, oa, readOaEvent as read, user } from './read-oa-event.ts';

describe('what is no documented event', () => {
  test('unknown names are not an error', () => {
    expect(read({ event_name: 'user_dances', timestamp: 'soon' })).toEqual({
      known: false,
      event_name: 'user_dances',
      timestamp: undefined,
      body: { event_name: 'user_dances', timestamp: 'soon' },
    });
    expect(read({ event_name: 'constructor' })).toMatchObject({ known: false });
    expect(read({ event_name: '__proto__' })).toMatchObject({ known: false });
  });
  test.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['{', 'not_json'],
    ['<html>', 'not_json'],
    ['[]', 'not_an_event'],
    ['5', 'not_an_event'],
    ['null', 'not_an_event'],
    ['{}', 'not_an_event'],
    ['{"event_name":5}', 'not_an_event'],
    ['{"event_name":"follow"}', 'invalid'],
  ])('%s is %s', (text, reason) => {
    expect(parseOaEvent(text)).toMatchObject({ ok: false, reason });
    expect(parseOaEvent(Buffer.from(text))).toMatchObject({ ok: false, reason });
  });
  test('the detail names fields, not values', () => {
    const body = {
      ...base,
      event_name: 'user_send_text',
      message: { text: ['0912345678'], msg_id: { a: 'Lan' } },
    };
    const result = parseOaEvent(body);
    expect(result).toMatchObject({ ok: false, reason: 'invalid' });
    expect(JSON.stringify(result)).toContain('message.msg_id');
    expect(JSON.stringify(result)).not.toMatch(/0912|Lan/);
  });
  test('bytes that are not UTF-8', () => {
    expect(parseOaEvent(Buffer.from([0xc3, 0x28]))).toMatchObject({ reason: 'not_json' });
  });
});

describe('ids', () => {
  const text =
    '{"event_name":"user_send_text","sender":{"id":246845883529197922},"recipient":{"id":388613280878808645},' +
    '"message":{"msg_id":96,"text":"a"},"timestamp":154390853474}';
  test('numbers beyond 2^53 keep their digits when read from text or bytes', () => {
    for (const input of [text, Buffer.from(text)]) {
      expect(parseOaEvent(input)).toMatchObject({
        event: { sender: { id: user }, recipient: { id: oa }, message: { msg_id: '96' } },
      });
    }
  });
  test('numbers that have lost their digits are refused', () => {
    expect(parseOaEvent(JSON.parse(text))).toMatchObject({ ok: false, reason: 'invalid' });
    expect(parseOaEvent(text.replace('246845883529197922', '1.5'))).toMatchObject({
      ok: false,
      reason: 'invalid',
    });
    expect(parseOaEvent(text.replace('246845883529197922', '1e30'))).toMatchObject({
      ok: false,
      reason: 'invalid',
    });
  });
});

test('parseOaEvent never throws', () => {
  const names = [
    'user_send_text',
    'follow',
    'user_submit_info',
    'user_seen_message',
    'change_oa_daily_quota',
    'zzz',
  ];
  fc.assert(
    fc.property(fc.anything(), (input) => {
      parseOaEvent(input);
    }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.json(), fc.json(), (event_name, a, b) => {
      const body = `{"event_name":"${event_name}","sender":${a},"message":${b},"info":${a},"timestamp":${b}}`;
      const result = parseOaEvent(body);
      if (result.ok) {
        oaEventKey(result.event);
        oaEventUserId(result.event);
      }
    }),
  );
  expect(parseOaEvent('['.repeat(200_000)).ok).toBe(false);
});
