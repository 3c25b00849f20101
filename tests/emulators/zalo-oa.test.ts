import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { serveAlone } from '../../src/emulators/serve-alone.ts';
import { createZaloOa, type ZaloEmulator, type ZaloOptions } from '../../src/emulators/zalo-oa.ts';
import { startListeningBot, type Heard, type ListeningBot } from './listening-bot.ts';

const KEYS = {
  appId: '360846524940903967',
  appSecret: 'app-secret',
  oaId: '388613280878808645',
  oaSecretKey: 'oa-secret-key',
  refreshToken: 'first-refresh-token',
};
const HOUR = 3_600_000;
let bot: ListeningBot;
let zalo: ZaloEmulator;
let server: Awaited<ReturnType<typeof serveAlone>>;
let clock: number;

async function start(options: Partial<ZaloOptions> = {}) {
  zalo = createZaloOa({
    ...KEYS,
    webhookUrl: () => bot.url,
    now: () => clock,
    retryDelaysMs: [10, 20, 30],
    // Patient by default: on a busy machine an answer takes its time.
    webhookTimeoutMs: 10_000,
    ...options,
  });
  server = await serveAlone(zalo);
}

beforeEach(async () => {
  clock = 1_585_267_200_000;
  bot = await startListeningBot();
  await start();
});

afterEach(async () => {
  await server.close();
  await bot.close();
});

async function refresh(refresh_token: string, secret = KEYS.appSecret) {
  const response = await fetch(`${server.root}/v4/oa/access_token`, {
    method: 'POST',
    headers: { secret_key: secret },
    body: new URLSearchParams({ refresh_token, app_id: KEYS.appId, grant_type: 'refresh_token' }),
  });
  return { status: response.status, text: await response.text() };
}

interface Grant {
  access_token: string;
  refresh_token: string;
  expires_in: string;
}
const granted = async (token = KEYS.refreshToken) => JSON.parse((await refresh(token)).text) as Grant;

async function send(body: object, token?: string) {
  const response = await fetch(`${server.root}/v3.0/oa/message/cs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', access_token: token ?? (await granted()).access_token },
    body: JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Answer };
}
interface Answer {
  error: number;
  message: string;
  data?: Record<string, unknown>;
}

const text = (user_id: string, words: string) => ({ recipient: { user_id }, message: { text: words } });
const buttons = (user_id: string, list: object[]) => ({
  recipient: { user_id },
  message: { text: 'Chọn', attachment: { type: 'template', payload: { buttons: list } } },
});
const eventNames = (heard: Heard[]) => heard.map(({ json }) => json['event_name']);

test('a message reaches the webhook signed over the raw bytes, which re-serialising breaks', async () => {
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
    timestamp: String(clock),
  });
  const mac = (bytes: Buffer) =>
    `mac=${createHash('sha256')
      .update(Buffer.concat([Buffer.from(KEYS.appId), bytes, Buffer.from(`${clock}${KEYS.oaSecretKey}`)]))
      .digest('hex')}`;
  const raw = heard?.raw ?? Buffer.alloc(0);
  expect(heard?.headers['x-zevent-signature']).toBe(mac(raw));
  expect(heard?.headers['x-zevent-signature']).not.toBe(mac(Buffer.from(JSON.stringify(heard?.json))));
  expect(raw.toString('latin1')).toContain('38\\/39 \\u0111\\u1ed9 \\u1ea1 \\ud83e\\udd12');
});

test('the retry ladder sends the same body with num_retry until 200', async () => {
  bot.answers.push({ status: 500 }, { status: 404 }, { status: 200 });
  await zalo.person().sends('hi');
  expect(bot.heard.map(({ headers }) => headers['num_retry'])).toEqual([undefined, '1', '2']);
  expect(bot.heard[2]?.raw).toEqual(bot.heard[0]?.raw);
  expect(bot.heard[2]?.headers['x-zevent-signature']).toBe(bot.heard[0]?.headers['x-zevent-signature']);
});

test('an answer later than the time-out counts as none, and the ladder ends', async () => {
  await server.close();
  await start({ webhookTimeoutMs: 800 });
  for (let nth = 0; nth < 4; nth += 1) bot.answers.push({ status: 200, delayMs: 4_000 });
  const person = zalo.person();
  await person.sends('hi');
  expect(bot.heard.map(({ headers }) => headers['num_retry'])).toEqual([undefined, '1', '2', '3']);
  await person.sends('still there?');
  expect(bot.heard).toHaveLength(5);
});

test('by the other readings, only a failed connection is retried, and the webhook is disabled', async () => {
  await server.close();
  await start({ retryOn: 'no-connection' });
  bot.answers.push({ status: 500 });
  await zalo.person().sends('hi');
  expect(bot.heard).toHaveLength(1);
  await server.close();
  await start({ disableAfterLadder: true });
  for (let nth = 0; nth < 4; nth += 1) bot.answers.push({ status: 500 });
  await zalo.person().sends('hi');
  expect(zalo.delivery.disabled).toBe(true);
  await zalo.person().sends('unheard');
  expect(bot.heard).toHaveLength(5);
  zalo.delivery.enable();
  await zalo.person().sends('heard');
  expect(bot.heard).toHaveLength(6);
});

test('events of one person keep their order', async () => {
  bot.answers.push({ status: 200, delayMs: 60 });
  const person = zalo.person();
  await Promise.all([person.sends('1'), person.sends('2'), person.sends('3')]);
  expect(bot.heard.map(({ json }) => (json['message'] as { text: string }).text)).toEqual(['1', '2', '3']);
});

test('a message is accepted, shown, and echoed to the webhook under its id', async () => {
  const person = zalo.person();
  await person.begins();
  const answer = await send(text(person.id, 'Chào bạn'));
  expect(answer.body).toEqual({
    data: {
      message_id: expect.stringMatching(/^[0-9a-f]{20}$/u) as string,
      user_id: person.id,
      sent_time: String(clock),
      quota: { quota_type: 'reply' },
    },
    error: 0,
    message: 'Success',
  });
  expect(answer.headers.get('x-ratelimit-limit')).toBe('4000');
  expect(answer.headers.get('x-ratelimit-remain')).toBe('3999');
  expect(await person.nextMessage()).toMatchObject({ from: 'bot', text: 'Chào bạn' });
  const echo = (await bot.hears(2))[1]?.json;
  expect(echo).toMatchObject({
    event_name: 'oa_send_text',
    sender: { id: KEYS.oaId },
    recipient: { id: person.id },
    message: { text: 'Chào bạn', msg_id: answer.body.data?.['message_id'] },
  });
});

test('a press arrives as typed text holding the payload; oa.query.hide is not seen in the chat', async () => {
  const person = zalo.person();
  await person.begins();
  await send(
    buttons(person.id, [
      { title: 'Có', type: 'oa.query.hide', payload: '#kb:1' },
      { title: 'Không', type: 'oa.query.show', payload: '#kb:2' },
      { title: 'Gọi 115', type: 'oa.open.phone', payload: { phone_code: '84115' } },
    ]),
  );
  await person.presses('Có');
  await person.presses('Không');
  const texts = bot.heard.filter(({ json }) => json['event_name'] === 'user_send_text');
  expect(texts.map(({ json }) => (json['message'] as { text: string }).text)).toEqual(['#kb:1', '#kb:2']);
  expect(
    person.chat.bubbles.filter((bubble) => bubble.from === 'person').map(({ text: words }) => words),
  ).toEqual(['#kb:2']);
  await expect(person.presses('Gọi 115')).rejects.toThrow('No button to press there');
});

test('follow, unfollow, media and both forms of shared info', async () => {
  const person = zalo.person({ name: 'Bình' });
  await person.begins();
  await person.sendsSticker();
  await person.sendsPhoto();
  await person.sendsLocation(10.95, 106.84);
  await person.sharesContact('0912345678');
  await person.sharesContactInOldForm('0912345678');
  await person.leaves();
  expect(eventNames(bot.heard)).toEqual([
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

test.each([
  ['an unknown person', () => text('999999999999999999', 'x'), -201, 'user_id is invalid!'],
  ['a number as id', (id: string) => text(Number(id) as never, 'x'), -201, 'recipient.user_id is invalid!'],
  ['no text', (id: string) => text(id, ''), -201, 'text is invalid!'],
  ['2001 characters', (id: string) => text(id, 'ạ'.repeat(2001)), -210, 'Parameter exceeds allowable limit'],
  [
    'six buttons',
    (id: string) =>
      buttons(
        id,
        Array.from({ length: 6 }, () => ({ title: 'x', type: 'oa.query.hide', payload: 'x' })),
      ),
    -210,
    'Parameter exceeds allowable limit',
  ],
  [
    'a title of 101',
    (id: string) => buttons(id, [{ title: 'x'.repeat(101), type: 'oa.query.hide', payload: 'x' }]),
    -210,
    'Parameter exceeds allowable limit',
  ],
  [
    'a payload of 1001',
    (id: string) => buttons(id, [{ title: 'x', type: 'oa.query.show', payload: 'x'.repeat(1001) }]),
    -210,
    'Parameter exceeds allowable limit',
  ],
  [
    'an unknown button',
    (id: string) => buttons(id, [{ title: 'x', type: 'oa.do', payload: 'x' }]),
    -201,
    'payload is invalid!',
  ],
  ['no body', () => [], -201, 'body is invalid!'],
])('message/cs refuses %s', async (_, body, error, message) => {
  const person = zalo.person();
  await person.begins();
  const answer = await send(body(person.id));
  expect(answer).toMatchObject({ status: 200, body: { error, message } });
  expect(answer.body.data).toBeUndefined();
});

test('the reply window closes after seven days, and unfollowing ends it until the person writes again', async () => {
  const person = zalo.person();
  const stranger = zalo.person();
  const { access_token } = await granted();
  expect((await send(text(stranger.id, 'x'), access_token)).body.error).toBe(-213);
  await person.sends('hi');
  person.silentFor(3);
  expect((await send(text(person.id, 'x'), access_token)).body.data).not.toHaveProperty('quota');
  person.silentFor(7.01);
  expect((await send(text(person.id, 'x'), access_token)).body).toEqual({
    error: -230,
    message: 'User has not interacted with the OA in the past 7 days',
  });
  await person.begins();
  await person.leaves();
  expect((await send(text(person.id, 'x'), access_token)).body.error).toBe(-213);
  await person.sends('back');
  expect((await send(text(person.id, 'x'), access_token)).body.error).toBe(0);
});

test('a refresh token is good once: then an empty 200; an unknown one is -14014', async () => {
  const first = await granted();
  expect(first.expires_in).toBe('90000');
  expect(await refresh(KEYS.refreshToken)).toEqual({ status: 200, text: '' });
  expect(JSON.parse((await refresh('never issued')).text)).toMatchObject({
    error: -14014,
    error_name: 'Invalid refresh token.',
  });
  const second = await granted(first.refresh_token);
  expect(second.access_token).not.toBe(first.access_token);
  const person = zalo.person();
  await person.sends('hi');
  expect((await send(text(person.id, 'x'), first.access_token)).body.error).toBe(-220);
  expect((await send(text(person.id, 'x'), second.access_token)).body.error).toBe(0);
  clock += 25 * HOUR + 1;
  expect((await send(text(person.id, 'x'), second.access_token)).body.error).toBe(-220);
  expect((await send(text(person.id, 'x'), 'forged')).body).toEqual({
    error: -216,
    message: 'Access token is invalid',
  });
});

test('the app secret is checked, and a grant outlives a restart of the emulator', async () => {
  expect(JSON.parse((await refresh(KEYS.refreshToken, 'wrong')).text)).toMatchObject({ error: -14004 });
  const grant = await granted();
  await server.close();
  await start();
  const person = zalo.person();
  await person.sends('hi');
  expect((await send(text(person.id, 'x'), grant.access_token)).body.error).toBe(0);
  expect((await granted(grant.refresh_token)).access_token).toBeTruthy();
});

test('a code is exchanged once, against its verifier', async () => {
  const verifier = 'v'.repeat(43);
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const query = {
    app_id: KEYS.appId,
    redirect_uri: 'http://127.0.0.1/cb',
    code_challenge: challenge,
    state: 's',
  };
  const asked = await fetch(`${server.root}/v4/oa/permission?${new URLSearchParams(query).toString()}`, {
    redirect: 'manual',
  });
  const back = new URL(asked.headers.get('location') ?? '');
  expect(back.searchParams.get('oa_id')).toBe(KEYS.oaId);
  expect(back.searchParams.get('state')).toBe('s');
  const exchange = async () => {
    const response = await fetch(`${server.root}/v4/oa/access_token`, {
      method: 'POST',
      headers: { secret_key: KEYS.appSecret },
      body: new URLSearchParams({
        code: back.searchParams.get('code') ?? '',
        app_id: KEYS.appId,
        grant_type: 'authorization_code',
        code_verifier: verifier,
      }),
    });
    return (await response.json()) as Partial<Grant> & { error?: number };
  };
  expect((await exchange()).access_token).toBeTruthy();
  expect((await exchange()).error).toBe(-14012);
});

test('calls beyond the limit are -32 until the next minute', async () => {
  await server.close();
  await start({ callsPerMinute: 2 });
  const person = zalo.person();
  await person.sends('hi');
  const { access_token } = await granted();
  const codes = [];
  for (let nth = 0; nth < 3; nth += 1)
    codes.push((await send(text(person.id, 'x'), access_token)).body.error);
  expect(codes).toEqual([0, 0, -32]);
  clock += 60_000;
  expect((await send(text(person.id, 'x'), access_token)).body.error).toBe(0);
});

test('quota, user detail, the old message API and an unknown path answer', async () => {
  const person = zalo.person({ name: 'Bình' });
  await person.begins();
  const { access_token } = await granted();
  const ask = async (path: string, init: RequestInit = {}) =>
    (await fetch(`${server.root}${path}`, { ...init, headers: { access_token } })).json();
  const data = encodeURIComponent(JSON.stringify({ user_id: person.id }));
  expect(await ask(`/v3.0/oa/user/detail?data=${data}`)).toMatchObject({
    error: 0,
    data: { user_id: person.id, display_name: 'Bình', user_is_follower: true },
  });
  expect(await ask('/v3.0/oa/user/detail?data=%7B')).toMatchObject({ error: -201 });
  const body = JSON.stringify({ user_id: person.id });
  expect(await ask('/v3.0/oa/quota/message', { method: 'POST', body })).toMatchObject({
    data: { last_interaction: String(clock) },
  });
  expect(await ask('/v2.0/oa/message', { method: 'POST', body })).toMatchObject({ error: -240 });
});
