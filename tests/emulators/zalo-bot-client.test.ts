import { createBotClient, parseBotUpdate, verifyBotSecret } from 'zalo-api-client';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { serveAlone } from '../../src/emulators/serve-alone.ts';
import { createZaloBot, type ZaloBotEmulator } from '../../src/emulators/zalo-bot.ts';
import { refusedWith } from './start-zalo.ts';
import { startListeningBot } from './listening-bot.ts';

const token = '12345689:abc-xyz';
const secretToken = 'eight-or-more';
let zalo: ZaloBotEmulator;
let root: string;

beforeEach(async () => {
  zalo = createZaloBot({ token, retryDelaysMs: [10] });
  const server = await serveAlone(zalo);
  root = server.root;
  onTestFinished(server.close);
});
const client = (as = token) => createBotClient({ token: as, apiRoot: root, timeoutMs: 20_000 });

test('the client polls one update after another, and takes an idle wait for nothing', async () => {
  const bot = client();
  expect(await bot.getMe()).toMatchObject({ accountType: 'BASIC', canJoinGroups: false });
  const person = zalo.person({ name: 'Lan' });
  void person.sends('một');
  person.setProtected(true);
  void person.sends('hai');
  const update = await bot.getUpdates({ timeoutSeconds: 5 });
  expect(update).toMatchObject({
    known: true,
    event_name: 'message.text.received',
    message: { text: 'một', from: { display_name: 'Lan' }, chat: { id: person.id } },
  });
  const kept = await bot.getUpdates({ timeoutSeconds: 5 });
  expect(kept).toMatchObject({ known: true, event_name: 'message.unsupported.received' });
  expect(await bot.getUpdates({ timeoutSeconds: 0 })).toBeUndefined();
});

test('the client sends text, picture, sticker and what it is doing', async () => {
  const [bot, person] = [client(), zalo.person({ returning: true })];
  const chatId = person.id;
  const sent = await bot.sendMessage({ chatId, text: 'Chào bạn' });
  expect(person.messages[0]).toMatchObject({ id: sent.messageId, text: 'Chào bạn' });
  await bot.sendPhoto({ chatId, photoUrl: 'https://example.vn/a.jpg', caption: 'Bản đồ' });
  await bot.sendSticker({ chatId, sticker: '0e078a2fbd2e57700e3f' });
  await bot.sendChatAction({ chatId, action: 'typing' });
  expect(person.messages.map(({ kind }) => kind)).toEqual(['text', 'photo', 'sticker']);
  expect(person.chat.state.typing).toBe(true);
});

test('a voice message is an .aac file', async () => {
  const [bot, person] = [client(), zalo.person({ returning: true })];
  await bot.sendVoice({ chatId: person.id, voiceUrl: 'https://example.vn/a.aac' });
  const other = bot.sendVoice({ chatId: person.id, voiceUrl: 'https://example.vn/a.mp3' });
  await expect(other).rejects.toEqual(refusedWith(400, 'bot'));
  expect(person.messages.map(({ kind }) => kind)).toEqual(['voice']);
});

test('a bad token is an error in an HTTP 200, and polling is refused while a webhook is set', async () => {
  await expect(client('12345689:other').getMe()).rejects.toMatchObject({
    family: 'bot',
    code: 401,
    httpStatus: 200,
  });
  const listening = await startListeningBot();
  onTestFinished(() => listening.close());
  const bot = client();
  expect(await bot.setWebhook({ url: listening.url, secretToken })).toMatchObject({
    verification: { ok: true, outcome: 'webhook.ok' },
  });
  await expect(bot.getUpdates({ timeoutSeconds: 0 })).rejects.toEqual(refusedWith(400, 'bot'));
  listening.heard.length = 0;
  const person = zalo.person();
  for (const bodies of ['wrapped', 'bare'] as const) {
    zalo.delivery.setBodies(bodies);
    await person.sends(bodies);
  }
  const read = listening.heard.map(({ raw, headers }) => [
    verifyBotSecret(headers['x-bot-api-secret-token'], secretToken),
    parseBotUpdate(raw),
  ]);
  expect(read).toMatchObject([
    [true, { ok: true, update: { known: true, message: { text: 'wrapped' } } }],
    [true, { ok: true, update: { known: true, message: { text: 'bare' } } }],
  ]);
  expect((await bot.deleteWebhook()).url).toBe('');
  expect(await bot.getUpdates({ timeoutSeconds: 0 })).toBeUndefined();
});
