import { afterEach, expect, test } from 'vitest';
import { seeded } from '../../src/demo/seeded.ts';
import { createFaultBoard, FAULTS, type FaultName } from '../../src/emulators/faults.ts';
import { serveAlone } from '../../src/emulators/serve-alone.ts';
import { createTelegram } from '../../src/emulators/telegram.ts';
import { createZaloBot } from '../../src/emulators/zalo-bot.ts';
import { createZaloOa } from '../../src/emulators/zalo-oa.ts';
import { startListeningBot } from './listening-bot.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function start() {
  const bot = await startListeningBot();
  const faults = createFaultBoard();
  faults.holdMs = 60;
  faults.slowMs = 80;
  const telegram = createTelegram({
    token: '1:t',
    webhook: { url: () => bot.url },
    faults,
    retryDelaysMs: [10],
  });
  const zalo = createZaloOa({
    appId: '1',
    appSecret: 's',
    oaId: '2',
    oaSecretKey: 'k',
    refreshToken: 'r',
    webhookUrl: () => bot.url,
    faults,
    retryDelaysMs: [10],
  });
  const zaloBot = createZaloBot({
    token: '1:b',
    webhook: { url: () => bot.url, secret: 'eight-or-more' },
    faults,
    retryDelaysMs: [10],
  });
  zaloBot.delivery.setBodies('bare');
  const onZaloBot = await serveAlone(zaloBot);
  const onTelegram = await serveAlone(telegram);
  const onZalo = await serveAlone(zalo);
  closers.push(onTelegram.close, onZalo.close, onZaloBot.close, () => bot.close());
  const { access_token } = zalo.tokens.grant();
  const people = { telegram: telegram.person(), zalo: zalo.person(), zaloBot: zaloBot.person() };
  await people.telegram.begins();
  await people.zalo.begins();
  await people.zaloBot.begins();
  bot.heard.length = 0;
  const sends = {
    telegram: () => fetch(`${onTelegram.root}/bot1:t/sendMessage?chat_id=${people.telegram.id}&text=hi`),
    zalo: () =>
      fetch(`${onZalo.root}/v3.0/oa/message/cs`, {
        method: 'POST',
        headers: { access_token },
        body: JSON.stringify({ recipient: { user_id: people.zalo.id }, message: { text: 'hi' } }),
      }),
    zaloBot: () => fetch(`${onZaloBot.root}/bot1:b/sendMessage?chat_id=${people.zaloBot.id}&text=hi`),
    refresh: () =>
      fetch(`${onZalo.root}/v4/oa/access_token`, {
        method: 'POST',
        headers: { secret_key: 's' },
        body: new URLSearchParams({ app_id: '1', grant_type: 'refresh_token', refresh_token: 'r' }),
      }),
  };
  return { bot, faults, people, sends };
}

/** Time for the answer to what was heard last to arrive. */
const acknowledged = () => new Promise((go) => setTimeout(go, 50));

test('every fault is off at first, rates stay within 0 and 1, and a seed repeats itself', () => {
  const board = createFaultBoard(seeded(7));
  const names = Object.keys(FAULTS) as FaultName[];
  expect(names.some((name) => board.strikes(name))).toBe(false);
  board.set({ drop: 7, slow: -1 });
  expect(board.rates).toMatchObject({ drop: 1, slow: 0 });
  const rolls = (seed: number) => Array.from({ length: 5 }, seeded(seed));
  expect(rolls(7)).toEqual(rolls(7));
  expect(rolls(7)).not.toEqual(rolls(8));
});

test.each(['telegram', 'zalo', 'zaloBot'] as const)(
  '%s: webhooks are doubled, dropped, unheard and overtaken',
  async (side) => {
    const { bot, faults, people } = await start();
    const texts = () => bot.heard.map(({ json }) => (json['message'] as { text: string }).text);
    faults.set({ duplicate: 1 });
    await people[side].sends('twice');
    await bot.hears(2);
    await acknowledged();
    faults.set({ duplicate: 0, drop: 1 });
    await people[side].sends('never');
    faults.set({ drop: 0, unheard: 1 });
    const again = people[side].sends('again');
    await bot.hears(4);
    faults.set({ unheard: 0 });
    await again;
    expect(texts().slice(0, 4)).toEqual(['twice', 'twice', 'again', 'again']);
    bot.heard.length = 0;
    faults.set({ reorder: 1 });
    const late = people[side].sends('late');
    await new Promise((go) => setTimeout(go, 5));
    faults.set({ reorder: 0 });
    await people[side].sends('early');
    await late;
    expect(texts()).toEqual(['early', 'late']);
  },
);

test('calls are throttled, forbidden, failed, slowed, reset, and done without an answer', async () => {
  const { faults, people, sends } = await start();
  const during = async (name: FaultName, run: () => Promise<Response>) => {
    faults.set({ [name]: 1 });
    const began = Date.now();
    const outcome = await run().then(
      async (response) => ({ status: response.status, text: await response.text() }),
      () => ({ status: 0, text: 'no answer' }),
    );
    faults.set({ [name]: 0 });
    return { ...outcome, ms: Date.now() - began };
  };
  const throttled = await during('throttle', sends.telegram);
  expect(JSON.parse(throttled.text)).toEqual({
    ok: false,
    error_code: 429,
    description: 'Too Many Requests: retry after 1',
    parameters: { retry_after: 1 },
  });
  expect((await during('throttle', sends.zalo)).text).toContain('"error":-32');
  expect(JSON.parse((await during('throttle', sends.zaloBot)).text)).toEqual({
    ok: false,
    error_code: 429,
    description: 'Quota exceeded',
  });
  expect(await during('bad_token', sends.zaloBot)).toMatchObject({
    status: 200,
    text: expect.stringContaining('"error_code":401') as string,
  });
  expect((await during('fail', sends.zaloBot)).status).toBe(502);
  expect((await during('reset', sends.zaloBot)).status).toBe(0);
  expect(people.zaloBot.messages).toHaveLength(0);
  expect((await during('lose_answer', sends.zaloBot)).status).toBe(0);
  expect(people.zaloBot.messages).toHaveLength(1);
  expect((await during('forbid', sends.telegram)).status).toBe(403);
  expect((await during('forbid', sends.zalo)).text).toContain('"error":-213');
  expect((await during('fail', sends.telegram)).status).toBe(502);
  expect((await during('fail', sends.zalo)).text).toContain('<html>');
  expect((await during('bad_token', sends.zalo)).text).toContain('"error":-216');
  expect((await during('expired_token', sends.zalo)).text).toContain('"error":-220');
  expect((await during('window_closed', sends.zalo)).text).toContain('"error":-230');
  expect(await during('consumed_refresh', sends.refresh)).toMatchObject({ status: 200, text: '' });
  expect((await during('reset', sends.telegram)).status).toBe(0);
  expect((await during('reset', sends.zalo)).status).toBe(0);
  expect(people.telegram.messages).toHaveLength(0);
  expect(people.zalo.messages).toHaveLength(0);
  expect((await during('slow', sends.telegram)).ms).toBeGreaterThanOrEqual(75);
  expect((await during('lose_answer', sends.telegram)).status).toBe(0);
  expect(people.telegram.messages).toHaveLength(2);
  expect((await during('lose_answer', sends.zalo)).status).toBe(0);
  expect(people.zalo.messages).toHaveLength(1);
});
