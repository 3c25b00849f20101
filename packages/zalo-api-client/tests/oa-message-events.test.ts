import { expect, test } from 'vitest';
import { isOaEcho, oaEventUserId } from '../src/index.ts';
import { base, echo, oa, readOaEvent as read, user } from './read-oa-event.ts';

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
  expect(oaEventUserId(read({ ...echo, event_name: 'oa_reacted_message', message: reaction.message }))).toBe(
    user,
  );
});
