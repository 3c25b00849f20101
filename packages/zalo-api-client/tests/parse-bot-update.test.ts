import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseBotUpdate } from '../src/index.ts';

const from = { id: '6ede9afa66b88fe6d6a9', display_name: 'Ted', is_bot: false };
const chat = { id: '6ede9afa66b88fe6d6a9', chat_type: 'PRIVATE' };
const message = { from, chat, message_id: '2d758cb5e222177a4e35', date: 1750316131602 };

function read(event_name: string, content: object) {
  const bare = { event_name, message: { ...message, ...content } };
  const result = parseBotUpdate(JSON.stringify(bare));
  // Wrapped, as bytes or as parsed JSON: the same update.
  expect(parseBotUpdate(JSON.stringify({ ok: true, result: bare }))).toEqual(result);
  expect(parseBotUpdate(Buffer.from(JSON.stringify(bare)))).toEqual(result);
  expect(parseBotUpdate(bare)).toEqual(result);
  return result;
}

describe('parseBotUpdate', () => {
  test('text', () => {
    expect(read('message.text.received', { text: 'Xin chào' })).toEqual({
      ok: true,
      update: {
        known: true,
        event_name: 'message.text.received',
        message: { ...message, message_type: undefined, text: 'Xin chào' },
      },
    });
  });
  test('pictures under both names', () => {
    for (const name of ['photo', 'photo_url']) {
      const result = read('message.image.received', {
        [name]: 'https://x/a.jpg',
        caption: 'c',
        message_type: 'CHAT_PHOTO',
      });
      expect(result).toMatchObject({
        update: { message: { photo_url: 'https://x/a.jpg', caption: 'c', message_type: 'CHAT_PHOTO' } },
      });
      expect(JSON.stringify(result)).not.toContain('"photo"');
    }
  });
  test('sticker, voice, unsupported', () => {
    expect(read('message.sticker.received', { sticker: 'abc', url: 'u' })).toMatchObject({
      update: { message: { sticker: 'abc', url: 'u' } },
    });
    expect(read('message.voice.received', { voice_url: 'u' })).toMatchObject({
      update: { message: { voice_url: 'u' } },
    });
    expect(read('message.unsupported.received', {})).toMatchObject({
      update: { known: true, message: { from } },
    });
  });
  test('unknown names are not an error', () => {
    expect(read('message.dance.received', {})).toMatchObject({
      ok: true,
      update: { known: false, event_name: 'message.dance.received' },
    });
  });
  test.each([
    ['', 'empty'],
    ['x', 'not_json'],
    ['[1]', 'not_an_event'],
    ['{"ok":true,"result":{}}', 'not_an_event'],
    ['{"ok":false,"error_code":408}', 'not_an_event'],
    ['{"event_name":"message.text.received"}', 'invalid'],
    [
      '{"event_name":"message.text.received","message":{"from":{"id":"a"},"chat":{"id":"a"},"message_id":"m"}}',
      'invalid',
    ],
  ])('%s is %s', (text, reason) => {
    expect(parseBotUpdate(text)).toMatchObject({ ok: false, reason });
  });
  test('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        parseBotUpdate(input);
      }),
    );
    fc.assert(
      fc.property(fc.json(), (json) => {
        parseBotUpdate(`{"event_name":"message.image.received","message":${json}}`);
      }),
    );
  });
});
