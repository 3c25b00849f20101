import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOaEcho, oaEventKey, oaEventUserId, parseOaEvent } from '../src/index.ts';
import type { OaEvent } from '../src/index.ts';

const user = '246845883529197922';
const oa = '388613280878808645';
const base = {
  app_id: '360846524940903967',
  sender: { id: user },
  user_id_by_app: '552177279717587730',
  recipient: { id: oa },
  timestamp: '154390853474',
};
const echo = { ...base, sender: { id: oa, admin_id: '1' }, recipient: { id: user } };

function read(body: unknown): OaEvent {
  const result = parseOaEvent(JSON.stringify(body));
  if (!result.ok) throw new Error(`${result.reason}: ${result.detail}`);
  return result.event;
}

describe('messages', () => {
  test('text, with and without a quote', () => {
    const event = read({
      ...base,
      event_name: 'user_send_text',
      message: { text: '  bạn  ', msg_id: '96d' },
    });
    expect(event).toEqual({
      known: true,
      event_name: 'user_send_text',
      app_id: base.app_id,
      user_id_by_app: base.user_id_by_app,
      timestamp: 154390853474,
      sender: { id: user, admin_id: undefined },
      recipient: { id: oa, admin_id: undefined },
      message: { text: '  bạn  ', msg_id: '96d', quote_msg_id: undefined, attachments: [] },
    });
    const quoting = { text: '', msg_id: '97', quote_msg_id: '96d' };
    expect(read({ ...base, event_name: 'user_send_text', message: quoting })).toMatchObject({
      message: quoting,
    });
  });

  test.each([
    ['user_send_image', 'image', { thumbnail: 't', url: 'u' }],
    ['user_send_gif', 'gif', { thumbnail: 't', url: 'u' }],
    ['user_send_link', 'link', { thumbnail: 't', description: 'd', url: 'u' }],
    ['user_send_audio', 'audio', { url: 'u' }],
    ['user_send_video', 'video', { thumbnail: 't', description: 'd', url: 'u' }],
    ['user_send_sticker', 'sticker', { id: '50', url: 'u' }],
    ['user_send_location', 'location', { coordinates: { latitude: '10.76', longitude: '106.68' } }],
  ])('%s', (event_name, type, payload) => {
    const message = { msg_id: '1', attachments: [{ type, payload }] };
    expect(read({ ...base, event_name, message })).toMatchObject({ known: true, event_name, message });
  });

  test('user_send_file: the size is a number', () => {
    const payload = { url: 'u', size: '12345', name: 'a.pdf', checksum: 'c', type: 'pdf' };
    const body = {
      ...base,
      event_name: 'user_send_file',
      message: { msg_id: '1', attachments: [{ type: 'file', payload }] },
    };
    expect(read(body)).toMatchObject({
      message: { attachments: [{ payload: { ...payload, size: 12345 } }] },
    });
  });

  test('shapes nobody published stay readable', () => {
    const card = { type: 'business_card', payload: { any: 1 } };
    const body = {
      ...base,
      event_name: 'user_send_business_card',
      message: { msg_id: '1', attachments: [card, 5] },
    };
    expect(read(body)).toMatchObject({
      message: {
        attachments: [
          { type: 'other', payload: card },
          { type: 'other', payload: 5 },
        ],
      },
    });
    const odd = {
      ...base,
      event_name: 'user_send_image',
      message: { msg_id: '1', text: null, attachments: 'x' },
    };
    expect(read(odd)).toMatchObject({ message: { attachments: [], text: undefined } });
  });

  test.each([
    ...['text', 'image', 'file', 'sticker', 'gif', 'list', 'template'].map((kind) => `oa_send_${kind}`),
    ...['text', 'image', 'file', 'sticker'].map((kind) => `oa_send_anonymous_${kind}`),
  ])('%s is an echo', (event_name) => {
    const event = read({ ...echo, event_name, message: { msg_id: 'm', text: 't' } });
    expect(event).toMatchObject({ known: true, sender: { admin_id: '1' }, message: { msg_id: 'm' } });
    expect(isOaEcho(event)).toBe(true);
    expect(oaEventUserId(event)).toBe(user);
  });

  test.each(['text', 'image', 'file', 'sticker'].map((kind) => `anonymous_send_${kind}`))(
    '%s',
    (event_name) => {
      const event = read({ ...base, event_name, message: { msg_id: 'm' } });
      expect(event).toMatchObject({ known: true, event_name });
      expect(isOaEcho(event)).toBe(false);
    },
  );

  test('seen, received, reacted', () => {
    const seen = read({ ...base, event_name: 'user_seen_message', message: { msg_ids: ['a', 'b'] } });
    expect(seen).toMatchObject({ message: { msg_ids: ['a', 'b'] } });
    expect(read({ ...base, event_name: 'user_received_message', message: { msg_id: 'a' } })).toMatchObject({
      message: { msg_id: 'a' },
    });
    const byPhone = {
      recipient: { id: '84987654321' },
      event_name: 'user_received_message',
      message: { delivery_time: '1602839765000', msg_id: 'a', tracking_id: 'mine-1' },
      timestamp: '1602839766000',
    };
    expect(read(byPhone)).toMatchObject({
      message: { delivery_time: 1602839765000, tracking_id: 'mine-1' },
    });
    const reaction = { ...base, message: { msg_id: 'a', react_icon: '/-heart' } };
    expect(read({ ...reaction, event_name: 'user_reacted_message' })).toMatchObject({
      message: reaction.message,
    });
    expect(
      oaEventUserId(read({ ...echo, event_name: 'oa_reacted_message', message: reaction.message })),
    ).toBe(user);
  });
});

describe('user_submit_info', () => {
  const submit = (info: unknown) => read({ ...base, event_name: 'user_submit_info', info });
  test('the newer form', () => {
    const info = {
      name: 'Nguyễn Văn A',
      phone: '84912345678',
      user_dob: '30/10/1999',
      gender: 'Nam',
      full_address: { user_city: 'Hà Nội', user_ward: 'Cầu Giấy', user_address: 'Số 1' },
    };
    expect(submit(info)).toMatchObject({
      info: {
        name: 'Nguyễn Văn A',
        phone: '84912345678',
        birth_date: '30/10/1999',
        gender: 'Nam',
        address: 'Số 1',
        ward: 'Cầu Giấy',
        district: undefined,
        city: 'Hà Nội',
      },
    });
  });
  test('the older form, the phone a number', () => {
    const info = { name: 'A', phone: 84912345678, address: 'x', city: 'c', district: 'd', ward: 'w' };
    expect(submit(info)).toMatchObject({ info: { ...info, phone: '84912345678' } });
  });
  test('odd parts are left out, not fatal', () => {
    expect(submit({ name: null, phone: ['x'], full_address: '…' })).toMatchObject({
      info: { name: undefined, phone: undefined, address: undefined },
    });
  });
});

describe('account events', () => {
  const flat = { app_id: '1', oa_id: oa, user_id_by_app: '2', timestamp: '154397978274' };
  test.each(['follow', 'unfollow'])('%s', (event_name) => {
    const event = read({ ...flat, event_name, follower: { id: user }, source: 'oa_profile' });
    expect(event).toMatchObject({ event_name, oa_id: oa, follower: { id: user }, source: 'oa_profile' });
    expect(oaEventUserId(event)).toBe(user);
    expect(oaEventKey(event)).toBe(`${event_name}:154397978274:${user}`);
  });
  test('user_click_chatnow', () => {
    const event = read({ ...flat, event_name: 'user_click_chatnow', user_id: user });
    expect(oaEventUserId(event)).toBe(user);
  });
  test.each(['add_user_to_tag', 'remove_user_from_tag', 'remove_tag'])('%s', (event_name) => {
    expect(read({ ...flat, event_name, tag: { user_ids: [user], name: 'VIP' } })).toMatchObject({
      tag: { user_ids: [user], name: 'VIP' },
    });
    expect(read({ ...flat, event_name, tag: { name: 'VIP' } })).toMatchObject({ tag: { user_ids: [] } });
  });
  test('change_template_status', () => {
    const body = { template_id: 123, status: { prev_status: 'PENDING', new_status: 'ENABLE' }, reason: 'r' };
    expect(read({ ...flat, event_name: 'change_template_status', ...body })).toMatchObject({
      ...body,
      template_id: '123',
    });
  });
  test('change_oa_daily_quota', () => {
    const body = { oaId: oa, quota: { prev_value: 500, new_value: '2000' }, timestamp: 1 };
    expect(read({ ...body, event_name: 'change_oa_daily_quota' })).toMatchObject({
      oa_id: oa,
      quota: { prev_value: '500', new_value: '2000' },
    });
  });
  test.each([
    'update_user_info',
    'user_withdraw',
    'widget_interaction_accepted',
    'widget_failed_to_sync_user_external_id',
    'create_group',
    'user_join_group',
    'user_leave_group',
    'oa_send_consent',
    'user_reply_consent',
    'user_call_oa',
    'extension_purchased',
    'change_template_quality',
    'user_feedback',
    'user_click_response_button',
    'user_send_group_text',
    'oa_send_group_image',
    'oa_send_anonymous_poem',
    'event_journey_started',
  ])('%s is known by name, its body unread', (event_name) => {
    const body = { ...flat, event_name, whatever: { a: [1] } };
    expect(read(body)).toEqual({
      known: true,
      event_name,
      app_id: '1',
      oa_id: oa,
      timestamp: 154397978274,
      body,
    });
  });
});

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

describe('oaEventKey', () => {
  test('is the same for a redelivery and another for another event', () => {
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
