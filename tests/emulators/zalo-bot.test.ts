import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { serveAlone } from '../../src/emulators/serve-alone.ts';
import { createZaloBot, type ZaloBotEmulator } from '../../src/emulators/zalo-bot.ts';
import { startListeningBot, type ListeningBot } from './listening-bot.ts';

const token = '12345689:abc-xyz';
const secret = 'eight-or-more';

let zalo: ZaloBotEmulator;
let bot: ListeningBot;
let root: string;
const closers: (() => Promise<void>)[] = [];

beforeEach(async () => {
  bot = await startListeningBot();
  zalo = createZaloBot({ token, retryDelaysMs: [20, 40] });
  const server = await serveAlone(zalo);
  root = server.root;
  closers.push(server.close, () => bot.close());
});
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

interface Answer {
  ok: boolean;
  result?: Record<string, unknown>;
  error_code?: number;
  description?: string;
}

async function call(method: string, ask: object = {}, as = token): Promise<Answer> {
  const response = await fetch(`${root}/bot${as}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(ask),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}

const refusal = (code: number) => expect.objectContaining({ ok: false, error_code: code }) as Answer;
const hook = () => call('setWebhook', { url: bot.url, secret_token: secret });
const textOf = (body: Record<string, unknown>): unknown => {
  const update = (body['result'] ?? body) as { message: { text?: string } };
  return update.message.text;
};

test('says who the bot is; a bad token, a wrong name and nonsense are refused within HTTP 200', async () => {
  expect(await call('getMe')).toEqual({
    ok: true,
    result: { id: '145912345689', account_name: 'bot.NCOVI', account_type: 'BASIC', can_join_groups: false },
  });
  expect(await call('getMe', {}, '12345689:other')).toEqual({
    ok: false,
    description: 'Unauthorized',
    error_code: 401,
  });
  for (const method of ['getme', 'sendLocation', 'constructor'])
    expect(await call(method)).toEqual(refusal(400));
  expect(await (await fetch(`${root}/elsewhere`)).json()).toEqual(refusal(404));
  // Query and form do as well as JSON.
  expect(await (await fetch(`${root}/bot${token}/getMe`)).json()).toMatchObject({ ok: true });
});

describe('polling', () => {
  const poll = (timeout = '5') => call('getUpdates', { timeout });

  test('gives one update, forgets it, and answers an idle wait with 408', async () => {
    const person = zalo.person({ name: 'Lan' });
    const sent = [person.sends('một'), person.sends('hai')];
    expect(await poll()).toEqual({
      ok: true,
      result: {
        event_name: 'message.text.received',
        message: {
          from: { id: person.id, display_name: 'Lan', is_bot: false },
          chat: { id: person.id, chat_type: 'PRIVATE' },
          text: 'một',
          message_type: 'CHAT_TEXT',
          message_id: expect.stringMatching(/^[0-9a-f]{20}$/) as string,
          date: expect.closeTo(Date.now(), -5) as number,
        },
      },
    });
    expect(textOf((await poll()).result ?? {})).toBe('hai');
    await Promise.all(sent);
    expect(await poll('0')).toEqual({ ok: false, description: 'Request timeout', error_code: 408 });
    expect(zalo.refused).toEqual([]);
    const waiting = poll();
    await person.sends('ba');
    expect(textOf((await waiting).result ?? {})).toBe('ba');
  });

  test('a flood of one person holds up nobody else', async () => {
    const [loud, quiet] = [zalo.person(), zalo.person()];
    for (const text of ['a', 'b', 'c']) void loud.sends(text);
    void quiet.sends('tôi đây');
    const texts = [await poll(), await poll()].map(({ result }) => textOf(result ?? {}));
    expect(texts).toEqual(['a', 'tôi đây']);
  });

  test('who hung up gets nothing, and loses nothing', async () => {
    const leaving = new AbortController();
    const gone = fetch(`${root}/bot${token}/getUpdates?timeout=5`, { signal: leaving.signal }).catch(
      () => null,
    );
    await new Promise((go) => setTimeout(go, 300));
    leaving.abort();
    await gone;
    await new Promise((go) => setTimeout(go, 300));
    void zalo.person().sends('còn đây');
    expect(textOf((await poll()).result ?? {})).toBe('còn đây');
  });

  test('is refused while a webhook is set; what waited goes there', async () => {
    const sent = zalo.person().sends('đợi');
    await hook();
    expect(await poll('0')).toEqual(refusal(400));
    await sent;
    expect(
      bot.heard.flatMap(({ json }) => ('event_name' in json || 'result' in json ? [textOf(json)] : [])),
    ).toEqual(['đợi']);
    await call('deleteWebhook');
    expect(await poll('0')).toEqual(refusal(408));
  });
});

describe('a webhook', () => {
  test('needs an https address, or one on this machine, and a secret of 8 to 256', async () => {
    for (const ask of [
      { url: bot.url },
      { secret_token: secret },
      { url: bot.url, secret_token: 'seven77' },
      { url: bot.url, secret_token: 'x'.repeat(257) },
      { url: 'http://example.vn/hook', secret_token: secret },
      { url: 'ftp://127.0.0.1/hook', secret_token: secret },
      { url: 'no address', secret_token: secret },
    ]) {
      expect(await call('setWebhook', ask)).toEqual(refusal(400));
    }
    expect((await call('getWebhookInfo')).result).toMatchObject({ url: '' });
  });

  test('is tried with an empty body, and kept even if it does not answer', async () => {
    expect((await hook()).result).toMatchObject({
      url: bot.url,
      verification: { ok: true, status_code: 200, outcome: 'webhook.ok' },
    });
    expect(bot.heard[0]?.raw.length).toBe(0);
    bot.answers.push({ status: 403 });
    expect((await hook()).result).toMatchObject({
      verification: { ok: false, status_code: 403, outcome: 'webhook.http.403' },
    });
    expect((await call('getWebhookInfo')).result).toMatchObject({ url: bot.url });
    expect((await call('deleteWebhook')).result).toMatchObject({ url: '' });
  });

  test('gets the secret and bodies in both forms, and again what it did not answer with 200', async () => {
    await hook();
    bot.heard.length = 0;
    const person = zalo.person();
    zalo.delivery.setBodies('wrapped');
    await person.sends('gói');
    zalo.delivery.setBodies('bare');
    bot.answers.push({ status: 503 }, { status: 204 });
    await person.sends('trần');
    expect(bot.heard.map(({ json }) => [Object.keys(json), textOf(json)])).toEqual([
      [['ok', 'result'], 'gói'],
      [['event_name', 'message'], 'trần'],
      [['event_name', 'message'], 'trần'],
      [['event_name', 'message'], 'trần'],
    ]);
    for (const { headers } of bot.heard) {
      expect(headers).toMatchObject({ 'x-bot-api-secret-token': secret, 'content-type': 'application/json' });
      expect(headers['user-agent']).toMatch(/^Java\//);
    }
  });

  test('is told of every kind of message, and of nothing a protected person says', async () => {
    await hook();
    bot.heard.length = 0;
    zalo.delivery.setBodies('bare');
    const person = zalo.person();
    await person.begins();
    await person.sendsPhoto('giấy');
    await person.sendsSticker();
    await person.sendsVoice();
    await person.sendsLocation(18.2, 106.25);
    person.setProtected(true);
    await person.sends('khó thở');
    await person.sendsPhoto('giấy');
    person.setProtected(false);
    await person.sends('Xin chào');
    const events = bot.heard.map(
      ({ json }) => json as { event_name: string; message: Record<string, unknown> },
    );
    expect(events.map(({ event_name }) => event_name.split('.')[1])).toEqual([
      ...['text', 'image', 'sticker', 'voice', 'unsupported'],
      ...['unsupported', 'unsupported', 'text'],
    ]);
    for (const { event_name, message } of events.filter((one) => one.event_name.includes('unsupported'))) {
      expect(Object.keys(message).sort(), event_name).toEqual(['chat', 'date', 'from', 'message_id']);
    }
    expect(person.chat.bubbles.map(({ withheld }) => withheld)).toEqual([
      ...[false, false, false, false, true],
      ...[true, true, false],
    ]);
  });
});

describe('sending', () => {
  test('reaches who has written, with 1 to 2 000 characters', async () => {
    const person = zalo.person({ returning: true });
    const chat_id = person.id;
    expect((await call('sendMessage', { chat_id, text: 'Xin chào' })).result).toEqual({
      message_id: person.messages[0]?.id,
      date: person.messages[0]?.at,
    });
    expect(await call('sendMessage', { chat_id, text: 'ấ'.repeat(2000) })).toMatchObject({ ok: true });
    for (const text of ['', ' ', 'ấ'.repeat(2001), '😷'.repeat(1001)]) {
      expect(await call('sendMessage', { chat_id, text })).toEqual(refusal(400));
    }
    expect(await call('sendMessage', { text: 'ai?' })).toEqual(refusal(400));
    for (const stranger of [zalo.person().id, 'f'.repeat(20)]) {
      expect(await call('sendMessage', { chat_id: stranger, text: 'ai?' })).toEqual(refusal(400));
    }
    await person.leaves();
    expect(await call('sendMessage', { chat_id, text: 'còn đó không?' })).toEqual(refusal(400));
    await person.returns();
    expect(await call('sendMessage', { chat_id, text: 'còn đó không?' })).toMatchObject({ ok: true });
  });

  test('pictures by their address, and what the bot is doing', async () => {
    const person = zalo.person({ returning: true });
    const chat_id = person.id;
    const photo = 'https://example.vn/a.jpg';
    expect(await call('sendPhoto', { chat_id, photo, caption: 'Bản đồ' })).toMatchObject({ ok: true });
    expect(await call('sendPhoto', { chat_id, photo: 'a.jpg' })).toEqual(refusal(400));
    expect(await call('sendPhoto', { chat_id, photo, caption: 'x'.repeat(2001) })).toEqual(refusal(400));
    expect(await call('sendChatAction', { chat_id, action: 'typing' })).toMatchObject({ ok: true });
    expect(person.chat.state.typing).toBe(true);
    expect(await call('sendChatAction', { chat_id, action: 'dancing' })).toEqual(refusal(400));
    expect(person.messages.map(({ kind, text }) => [kind, text])).toEqual([['photo', 'Bản đồ']]);
  });
});

test('there are no buttons to press', async () => {
  const person = zalo.person();
  await expect(person.presses('Có')).rejects.toThrow('no buttons');
  await expect(person.pressesAt('x', 0, 0)).rejects.toThrow('no buttons');
});
