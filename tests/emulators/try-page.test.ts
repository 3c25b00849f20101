import fastify, { type FastifyInstance, type InjectOptions } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEmulators, type Emulators } from '../../src/emulators/emulators.ts';

const ZALO_BOT = { token: '12345689:token', secret: 'secret-of-8' };
let app: FastifyInstance;
let emulators: Emulators;
let stored: object[];

beforeEach(async () => {
  stored = [];
  app = fastify({ forceCloseConnections: true });
  // What the host program does with bodies must not reach the emulators, nor theirs the host.
  app.removeAllContentTypeParsers();
  emulators = createEmulators({
    telegramToken: '123456:token',
    telegramSecret: 'secret',
    zalo: { appId: '1', appSecret: 's', oaId: '2', oaSecretKey: 'k', refreshToken: 'r' },
    zaloBotToken: ZALO_BOT.token,
    zaloBotSecret: ZALO_BOT.secret,
    webhookUrl: () => 'http://127.0.0.1:9/nowhere',
    declarationsOf: () => Promise.resolve(stored),
  });
  await app.register(emulators.plugin);
});
afterEach(() => app.close());

const post = (url: string, payload: unknown, headers = { 'content-type': 'application/json' }) =>
  app.inject({ method: 'POST', url, payload: payload as InjectOptions['payload'], headers } as InjectOptions);

async function newPerson(channel: 'telegram' | 'zalo-oa' | 'zalo-bot', extra: object = {}) {
  const answer = await post('/try/api/people', { channel, name: 'An', language: 'vi', ...extra });
  return { status: answer.statusCode, ...answer.json<{ id: string; name: string; channel: string }>() };
}

test('the page, its scripts and its styles come from here alone, and nothing is inline', async () => {
  const page = await app.inject('/try/');
  expect(page.statusCode).toBe(200);
  expect(page.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
  expect(page.headers['x-content-type-options']).toBe('nosniff');
  expect(page.body).not.toMatch(/<script(?![^>]*src=)|<style|\sstyle=|\son\w+=|https?:\/\//u);
  for (const [, file] of page.body.matchAll(/(?:src|href)="([^"#]+)"/gu)) {
    expect((await app.inject(`/try/${file ?? ''}`)).statusCode).toBe(200);
  }
  expect((await app.inject('/try')).headers.location).toBe('/try/');
  expect((await app.inject('/try/../try-page.ts')).statusCode).toBe(404);
  expect((await app.inject('/try/%2e%2e/try-page.ts')).statusCode).toBe(404);
});

test('a person brought along from an earlier run is taken in again, and can be written to', async () => {
  const { id } = await newPerson('zalo-oa', { id: '123456789012345678' });
  expect(id).toBe('123456789012345678');
  expect(emulators.zalo.person({ id }).chat.bubbles).toHaveLength(0);
  const again = await newPerson('telegram', { id: '5000000001', name: 'Bình' });
  expect(await newPerson('telegram', { id: '5000000001', name: 'Other' })).toEqual(again);
  const sent = await post('/emulators/telegram/bot123456:token/sendMessage', {
    chat_id: again.id,
    text: 'hi',
  });
  expect(sent.json()).toMatchObject({ ok: true });
});

test.each([
  ['no JSON', '{'],
  ['no object', '7'],
  ['another channel', { channel: 'sms', name: 'An', language: 'vi' }],
  ['an empty name', { channel: 'telegram', name: '  ', language: 'vi' }],
  ['an id that is none', { channel: 'telegram', name: 'An', language: 'vi', id: '../../etc' }],
  ['an id beyond exact numbers', { channel: 'telegram', name: 'An', language: 'vi', id: '9'.repeat(18) }],
])('a person of %s is refused', async (_, body) => {
  expect((await post('/try/api/people', body)).statusCode).toBe(400);
});

test('acts are checked, and what cannot be done says why', async () => {
  const { id } = await newPerson('telegram');
  const acts = `/try/api/people/telegram/${id}/acts`;
  expect((await post(acts, { act: 'begin' })).statusCode).toBe(202);
  expect((await post(acts, { act: 'text', text: '' })).statusCode).toBe(400);
  expect((await post(acts, { act: 'text', text: 'x'.repeat(4097) })).statusCode).toBe(400);
  expect((await post(acts, { act: 'text', text: 'x'.repeat(20_000) })).statusCode).toBe(413);
  expect((await post(acts, { act: '__proto__' })).statusCode).toBe(400);
  expect((await post(acts, { act: 'press', bubble: 'x', row: 0, column: 0 })).json()).toEqual({
    error: 'No button to press there',
  });
  expect((await post(acts, { act: 'leave' })).statusCode).toBe(202);
  expect((await post(acts, { act: 'text', text: 'hi' })).statusCode).toBe(409);
  expect((await post('/try/api/people/telegram/42/acts', { act: 'begin' })).statusCode).toBe(404);
  expect((await post('/try/api/people/constructor/42/acts', { act: 'begin' })).statusCode).toBe(404);
});

test('only on the Zalo Bot side does the platform protect people, and is a voice sent', async () => {
  const { id } = await newPerson('zalo-bot', { id: '6ede9afa66b88fe6d6a9' });
  const acts = `/try/api/people/zalo-bot/${id}/acts`;
  expect((await post(acts, { act: 'protect', on: true })).statusCode).toBe(202);
  expect((await post(acts, { act: 'text', text: 'khó thở' })).statusCode).toBe(202);
  const chat = emulators.zaloBot.find(id)?.chat;
  expect(chat?.state.protected).toBe(true);
  expect(chat?.bubbles.at(-1)).toMatchObject({ text: 'khó thở', withheld: true });
  expect((await post(acts, { act: 'protect', on: false })).statusCode).toBe(202);
  expect((await post(acts, { act: 'voice' })).statusCode).toBe(202);
  expect(chat?.bubbles.at(-1)).toMatchObject({ kind: 'voice', withheld: false });
  expect((await post(acts, { act: 'press', bubble: 'x', row: 0, column: 0 })).statusCode).toBe(409);
  expect((await newPerson('zalo-bot', { id: '123456789012345678' })).status).toBe(400);
  const { id: other } = await newPerson('zalo-oa');
  const refused = await post(`/try/api/people/zalo-oa/${other}/acts`, { act: 'protect', on: true });
  expect(refused.statusCode).toBe(409);
});

test('the stream tells the chat, its changes and the stored declarations, and ends with the server', async () => {
  const root = await app.listen({ host: '127.0.0.1', port: 0 });
  const { id } = await newPerson('telegram');
  const person = emulators.telegram.find(id);
  void person?.sends('trước');
  stored = [{ id: 'd1', receipt: 'AAAA' }];
  const stream = await fetch(`${root}/try/api/events?telegram=${id}&zalo-oa=404`);
  expect(stream.headers.get('content-type')).toBe('text/event-stream');
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  let told = '';
  const until = async (text: string) => {
    while (!told.includes(text)) told += (await reader?.read())?.value ?? '';
  };
  await until('"text":"trước"');
  await until('"receipt":"AAAA"');
  void person?.sends('sau\n\nevent: forged');
  await until('"text":"sau\\n\\nevent: forged"');
  stored = [{ id: 'd2', receipt: 'BBBB' }, ...stored];
  await until('"receipt":"BBBB"');
  await app.close();
  while ((await reader?.read())?.done === false);
});

test('faults are read and set; what is no rate is refused', async () => {
  const put = (payload: object) => app.inject({ method: 'PUT', url: '/try/api/faults', payload });
  expect((await put({ throttle: 0.5, slow: 9 })).json()).toMatchObject({ rates: { throttle: 0.5, slow: 1 } });
  expect((await put({ throttle: 'much' })).statusCode).toBe(400);
  expect((await put({ unheard_of: 1 })).statusCode).toBe(400);
  const read = await app.inject('/try/api/faults');
  expect(read.json()).toMatchObject({ faults: { window_closed: ['zalo-oa'] }, rates: { throttle: 0.5 } });
});
