import { expect, test } from 'vitest';
import { measureText } from '../src/index.ts';
import type { OaButton } from '../src/index.ts';
import { mediaMessage, recordOaCalls, sentBody, userId } from './record-oa-calls.ts';
import { jsonOf } from './recording-server.ts';

const { server, client } = await recordOaCalls();

const message = async (send: Promise<unknown>) => {
  await send;
  const request = server.only();
  expect(request).toMatchObject({ method: 'POST', url: '/v3.0/oa/message/cs' });
  expect(request.headers).toMatchObject({ access_token: 'ACCESS-1', 'content-type': 'application/json' });
  expect(request.headers.authorization).toBeUndefined();
  const body = jsonOf(request) as { recipient: unknown; message: unknown };
  expect(body.recipient).toEqual({ user_id: userId });
  return body.message;
};

test('text', async () => {
  server.answer(sentBody);
  const sent = await client().sendText({ userId, text: 'Xin chào' });
  expect(sent).toMatchObject({
    messageId: '63ecf43f0df7dba892e6',
    userId,
    sentAtMs: 1626926349402,
    quota: { type: 'reply', remaining: 8, total: 8 },
  });
  expect(server.only().body.toString()).toBe(
    '{"recipient":{"user_id":"2512523625412515"},"message":{"text":"Xin chào"}}',
  );
});

test('a quote', async () => {
  server.answer(sentBody);
  expect(await message(client().sendText({ userId, text: 'a', quoteMessageId: 'm1' }))).toEqual({
    text: 'a',
    quote_message_id: 'm1',
  });
});

test('every kind of button, without template_type', async () => {
  server.answer(sentBody);
  const buttons: OaButton[] = [
    { kind: 'query', title: 'Có', payload: '#kbyt:1' },
    { kind: 'query', title: 'Không', payload: '#kbyt:0', hidden: true },
    { kind: 'url', title: 'Xem', url: 'https://moh.gov.vn/' },
    { kind: 'phone', title: 'Gọi', phone: '84912345678' },
    { kind: 'sms', title: 'Nhắn', phone: '84912345678', content: 'alo' },
  ];
  expect(await message(client().sendText({ userId, text: 'a', buttons }))).toEqual({
    text: 'a',
    attachment: {
      type: 'template',
      payload: {
        buttons: [
          { title: 'Có', type: 'oa.query.show', payload: '#kbyt:1' },
          { title: 'Không', type: 'oa.query.hide', payload: '#kbyt:0' },
          { title: 'Xem', type: 'oa.open.url', payload: { url: 'https://moh.gov.vn/' } },
          { title: 'Gọi', type: 'oa.open.phone', payload: { phone_code: '84912345678' } },
          { title: 'Nhắn', type: 'oa.open.sms', payload: { content: 'alo', phone_code: '84912345678' } },
        ],
      },
    },
  });
});

test('media, file, request for information', async () => {
  server.answer(sentBody);
  expect(
    await message(client().sendMedia({ userId, media: 'image', source: { attachmentId: 'a1' }, text: 't' })),
  ).toEqual({ ...mediaMessage({ media_type: 'image', attachment_id: 'a1' }), text: 't' });
  server.answer(sentBody);
  const gif = { userId, media: 'gif', source: { url: 'https://x/a.gif' }, width: 10, height: 20 } as const;
  expect(await message(client().sendMedia(gif))).toEqual(
    mediaMessage({ media_type: 'gif', url: 'https://x/a.gif', width: 10, height: 20 }),
  );
  server.answer(sentBody);
  expect(await message(client().sendFile({ userId, token: 't1' }))).toEqual({
    attachment: { type: 'file', payload: { token: 't1' } },
  });
  server.answer(sentBody);
  const ask = { userId, title: 'T', subtitle: 'S', imageUrl: 'https://x/a.png' };
  expect(await message(client().requestUserInfo(ask))).toEqual({
    attachment: {
      type: 'template',
      payload: {
        template_type: 'request_user_info',
        elements: [{ title: 'T', subtitle: 'S', image_url: 'https://x/a.png' }],
      },
    },
  });
});

test('decomposed text is composed before it is counted and sent', async () => {
  server.answer(sentBody);
  const text = 'ệ'.repeat(2000).normalize('NFD');
  expect(text.length).toBe(6000);
  expect(measureText(text)).toMatchObject({ codePoints: 2000, utf16Units: 2000 });
  expect(await message(client().sendText({ userId, text }))).toEqual({ text: 'ệ'.repeat(2000) });
});

test('a message counts as sent whatever is odd about its quota', async () => {
  server.answer(
    '{"error":"0","message":"Success","data":{"message_id":12345678901234567890,"quota":"none","sent_time":null}}',
  );
  expect(await client().sendText({ userId, text: 'a' })).toEqual({
    messageId: '12345678901234567890',
    userId: undefined,
    sentAtMs: undefined,
    quota: undefined,
  });
});
