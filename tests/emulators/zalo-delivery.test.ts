import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { startZalo } from './start-zalo.ts';

test('a message reaches the webhook signed over the raw bytes, which re-serialising breaks', async () => {
  const { zalo, bot, clock, KEYS } = await startZalo();
  const person = zalo.person({ name: 'Nguyễn Văn A' });
  await person.sends('Tôi bị sốt 38/39 độ ạ 🤒');
  const heard = bot.heard[0];
  expect(heard?.json).toEqual({
    app_id: KEYS.appId,
    sender: { id: person.id },
    user_id_by_app: expect.stringMatching(/^\d{18}$/u) as string,
    recipient: { id: KEYS.oaId },
    event_name: 'user_send_text',
    message: { text: 'Tôi bị sốt 38/39 độ ạ 🤒', msg_id: expect.stringMatching(/^[0-9a-f]{20}$/u) as string },
    timestamp: String(clock.now),
  });
  const mac = (bytes: Buffer) =>
    `mac=${createHash('sha256')
      .update(Buffer.concat([Buffer.from(KEYS.appId), bytes, Buffer.from(`${clock.now}${KEYS.oaSecretKey}`)]))
      .digest('hex')}`;
  const raw = heard?.raw ?? Buffer.alloc(0);
  expect(heard?.headers['x-zevent-signature']).toBe(mac(raw));
  expect(heard?.headers['x-zevent-signature']).not.toBe(mac(Buffer.from(JSON.stringify(heard?.json))));
  expect(raw.toString('latin1')).toContain('38\\/39 \\u0111\\u1ed9 \\u1ea1 \\ud83e\\udd12');
});

test('the retry ladder sends the same body with num_retry until 200', async () => {
  const { zalo, bot } = await startZalo();
  bot.answers.push({ status: 500 }, { status: 404 }, { status: 200 });
  await zalo.person().sends('hi');
  expect(bot.heard.map(({ headers }) => headers['num_retry'])).toEqual([undefined, '1', '2']);
  expect(bot.heard[2]?.raw).toEqual(bot.heard[0]?.raw);
  expect(bot.heard[2]?.headers['x-zevent-signature']).toBe(bot.heard[0]?.headers['x-zevent-signature']);
});

test('an answer later than the time-out counts as none, and the ladder ends', async () => {
  const { zalo, bot } = await startZalo({ webhookTimeoutMs: 800 });
  for (let nth = 0; nth < 4; nth += 1) bot.answers.push({ status: 200, delayMs: 4_000 });
  const person = zalo.person();
  await person.sends('hi');
  expect(bot.heard.map(({ headers }) => headers['num_retry'])).toEqual([undefined, '1', '2', '3']);
  await person.sends('still there?');
  expect(bot.heard).toHaveLength(5);
});

test('by another reading, only a failed connection is retried', async () => {
  const { zalo, bot } = await startZalo({ retryOn: 'no-connection' });
  bot.answers.push({ status: 500 });
  await zalo.person().sends('hi');
  expect(bot.heard).toHaveLength(1);
});

test('by another reading, the webhook is disabled when the ladder ends', async () => {
  const { zalo, bot } = await startZalo({ disableAfterLadder: true });
  for (let nth = 0; nth < 4; nth += 1) bot.answers.push({ status: 500 });
  await zalo.person().sends('hi');
  expect(zalo.delivery.disabled).toBe(true);
  await zalo.person().sends('unheard');
  expect(bot.heard).toHaveLength(4);
  zalo.delivery.enable();
  await zalo.person().sends('heard');
  expect(bot.heard).toHaveLength(5);
});

test('events of one person keep their order', async () => {
  const { zalo, bot } = await startZalo();
  bot.answers.push({ status: 200, delayMs: 60 });
  const person = zalo.person();
  await Promise.all([person.sends('1'), person.sends('2'), person.sends('3')]);
  expect(bot.heard.map(({ json }) => (json['message'] as { text: string }).text)).toEqual(['1', '2', '3']);
});

test('follow, unfollow, media and both forms of shared info', async () => {
  const { zalo, bot, KEYS } = await startZalo();
  const person = zalo.person({ name: 'Bình' });
  await person.begins();
  await person.sendsSticker();
  await person.sendsPhoto();
  await person.sendsLocation(10.95, 106.84);
  await person.sharesContact('0912345678');
  await person.sharesContactInOldForm('0912345678');
  await person.leaves();
  expect(bot.heard.map(({ json }) => json['event_name'])).toEqual([
    'follow',
    'user_send_sticker',
    'user_send_image',
    'user_send_location',
    'user_submit_info',
    'user_submit_info',
    'unfollow',
  ]);
  const [follow, , , location, shared, old] = bot.heard.map(({ json }) => json);
  expect(follow).toMatchObject({ oa_id: KEYS.oaId, follower: { id: person.id }, source: 'oa_profile' });
  expect(location?.['message']).toMatchObject({
    attachments: [{ type: 'location', payload: { coordinates: { latitude: '10.95', longitude: '106.84' } } }],
  });
  expect(shared?.['info']).toMatchObject({ name: 'Bình', phone: '84912345678', full_address: {} });
  expect(old?.['info']).toMatchObject({ phone: 84912345678, district: 'Biên Hòa' });
});
