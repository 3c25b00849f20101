import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFaultBoard } from '../../src/emulators/faults.ts';
import { serveAlone } from '../../src/emulators/serve-alone.ts';
import { createTelegram, type TelegramEmulator } from '../../src/emulators/telegram.ts';
import { startListeningBot, type ListeningBot } from './listening-bot.ts';

const TOKEN = '123456:emulated-token';
let bot: ListeningBot;
let telegram: TelegramEmulator;
let server: Awaited<ReturnType<typeof serveAlone>>;

/** Patient by default: on a busy machine an answer takes its time. */
async function start(webhookTimeoutMs = 10_000) {
  telegram = createTelegram({
    token: TOKEN,
    webhook: { url: () => bot.url, secret: 's3cret' },
    retryDelaysMs: [10, 20, 40],
    webhookTimeoutMs,
  });
  server = await serveAlone(telegram);
}

beforeEach(async () => {
  bot = await startListeningBot();
  await start();
});

afterEach(async () => {
  await server.close();
  await bot.close();
});

interface Answer {
  status: number;
  body: { ok: boolean; result?: unknown; error_code?: number; description?: string; parameters?: object };
}

async function call(method: string, body: object = {}, token = TOKEN): Promise<Answer> {
  const response = await fetch(`${server.root}/bot${token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

const refusal = (status: number, description: string) => ({
  status,
  body: { ok: false, error_code: status, description },
});

test('a message reaches the webhook with the secret, once, as Telegram words it', async () => {
  const person = telegram.person({ firstName: 'Nguyễn *Văn* [A]', languageCode: 'vi' });
  await person.begins('KCN-01');
  await person.sends('Xin chào\nạ 👋');
  const [start, text] = await bot.hears(2);
  expect(start?.headers['x-telegram-bot-api-secret-token']).toBe('s3cret');
  expect(start?.headers['content-type']).toBe('application/json');
  const who = { id: Number(person.id), first_name: 'Nguyễn *Văn* [A]' };
  expect(start?.json).toMatchObject({
    message: {
      from: { ...who, is_bot: false, language_code: 'vi' },
      chat: { ...who, type: 'private' },
      text: '/start KCN-01',
      entities: [{ offset: 0, length: 6, type: 'bot_command' }],
    },
  });
  expect(text?.json).toMatchObject({ message: { text: 'Xin chào\nạ 👋' } });
  expect(Number(text?.json['update_id'])).toBe(Number(start?.json['update_id']) + 1);
  expect(Number(person.id)).toBeGreaterThan(2 ** 32);
});

test('an update is retried with the same body until it is accepted, and the chat stays in order', async () => {
  const person = telegram.person();
  bot.answers.push({ status: 500 }, { status: 503 }, { status: 200 });
  const first = person.sends('one');
  const second = person.sends('two');
  await Promise.all([first, second]);
  const texts = bot.heard.map(({ json }) => (json['message'] as { text: string }).text);
  expect(texts).toEqual(['one', 'one', 'one', 'two']);
  expect(bot.heard[1]?.raw).toEqual(bot.heard[0]?.raw);
});

test('one person whose webhook fails does not hold up another', async () => {
  const [slow, quick] = [telegram.person(), telegram.person()];
  bot.answers.push({ status: 200, delayMs: 150 });
  const late = slow.sends('slow');
  await bot.hears(1);
  await quick.sends('quick');
  expect(bot.heard).toHaveLength(2);
  await late;
});

test('a webhook that does not answer in time is asked again', async () => {
  await server.close();
  await start(800);
  bot.answers.push({ status: 200, delayMs: 4_000 });
  await telegram.person().sends('hello?');
  expect(bot.heard).toHaveLength(2);
  const info = await call('getWebhookInfo');
  expect(info.body.result).toMatchObject({
    url: bot.url,
    pending_update_count: 0,
    last_error_message: 'Read timeout expired',
  });
});

test('a method in the webhook answer is carried out as if called', async () => {
  const person = telegram.person();
  const reply_markup = { inline_keyboard: [[{ text: 'Có', callback_data: 'yes' }]] };
  bot.answers.push({
    status: 200,
    body: { method: 'sendMessage', chat_id: Number(person.id), text: 'Chào bạn', reply_markup },
  });
  await person.sends('hi');
  const message = await person.nextMessage();
  expect(message).toMatchObject({ from: 'bot', text: 'Chào bạn' });
  expect(message.buttons).toMatchObject([[{ title: 'Có', does: 'press', value: 'yes' }]]);
});

test('a method in the answer of a failed webhook is not carried out', async () => {
  const person = telegram.person();
  bot.answers.push({ status: 500, body: { method: 'sendMessage', chat_id: Number(person.id), text: 'no' } });
  await person.sends('hi');
  await expect(person.nextMessage(50)).rejects.toThrow('No message within 50 ms');
});

test('a press is a callback query on its message, to be answered once', async () => {
  const person = telegram.person();
  await person.begins();
  const sent = await call('sendMessage', {
    chat_id: Number(person.id),
    text: 'Có sốt không?',
    reply_markup: {
      inline_keyboard: [[{ text: 'Có', callback_data: 'v1:a:1' }], [{ text: 'Không', callback_data: 'n' }]],
    },
  });
  expect(sent.body.result).toMatchObject({ chat: { id: Number(person.id) }, from: { is_bot: true } });
  await person.presses('Có');
  const query = (await bot.hears(2))[1]?.json['callback_query'] as {
    id: string;
    message: object;
    data: string;
  };
  expect(query.data).toBe('v1:a:1');
  expect(query.message).toEqual(sent.body.result);
  expect([...person.unanswered]).toEqual([query.id]);
  const answered = await call('answerCallbackQuery', { callback_query_id: query.id, text: 'Đã nhận' });
  expect(answered.body).toEqual({ ok: true, result: true });
  expect(person.unanswered.size).toBe(0);
  expect(person.chat.bubbles.at(-1)).toMatchObject({ kind: 'notice', text: 'Đã nhận' });
  expect(await call('answerCallbackQuery', { callback_query_id: query.id })).toEqual(
    refusal(400, 'Bad Request: query is too old and response timeout expired or query ID is invalid'),
  );
  expect(() => person.presses('Maybe')).toThrow('No button Maybe; the last message has: none');
});

test('a shared contact carries the sharer’s id, another one does not, and the keyboard goes away', async () => {
  const person = telegram.person();
  await person.begins();
  await call('sendMessage', {
    chat_id: person.id,
    text: 'Số điện thoại?',
    reply_markup: { keyboard: [[{ text: 'Gửi số của tôi', request_contact: true }]], resize_keyboard: true },
  });
  expect(person.chat.state.keyboard).toMatchObject([[{ does: 'share_contact', title: 'Gửi số của tôi' }]]);
  await person.sharesContact('0912 345 678');
  await person.sharesContactOfAnother('+84 912 345 679');
  const contacts = (await bot.hears(3))
    .slice(1)
    .map(({ json }) => (json['message'] as { contact: object }).contact);
  expect(contacts).toMatchObject([
    { phone_number: '84912345678', user_id: Number(person.id) },
    { phone_number: '84912345679', user_id: Number(person.id) + 1 },
  ]);
  expect(person.chat.state.keyboard).toEqual([]);
});

test('photos, stickers, locations and edits come in their own shapes', async () => {
  const person = telegram.person();
  await person.sendsPhoto('chứng minh');
  await person.sendsSticker();
  await person.sendsLocation(10.95, 106.84);
  await person.sends('Nguyen');
  await person.edits('Nguyễn');
  const [photo, sticker, location, text, edit] = (await bot.hears(5)).map(({ json }) => json);
  expect(photo).toMatchObject({ message: { caption: 'chứng minh', photo: [{}, {}, { width: 800 }] } });
  expect(sticker).toMatchObject({ message: { sticker: { emoji: '👋' } } });
  expect(location).toMatchObject({ message: { location: { latitude: 10.95, longitude: 106.84 } } });
  const original = text?.['message'] as { message_id: number };
  expect(edit).toMatchObject({ edited_message: { message_id: original.message_id, text: 'Nguyễn' } });
});

test('blocking is told to the bot, which then gets 403 until it is unblocked', async () => {
  const person = telegram.person();
  await person.begins();
  await person.leaves();
  const told = (await bot.hears(2))[1]?.json['my_chat_member'];
  expect(told).toMatchObject({
    old_chat_member: { status: 'member' },
    new_chat_member: { status: 'kicked' },
  });
  const chat_id = Number(person.id);
  expect(await call('sendMessage', { chat_id, text: 'x' })).toEqual(
    refusal(403, 'Forbidden: bot was blocked by the user'),
  );
  expect(() => person.sends('x')).toThrow('has blocked the bot');
  await person.returns();
  expect((await call('sendMessage', { chat_id, text: 'x' })).body.ok).toBe(true);
});

test.each([
  ['no text', { text: '   ' }, 'message text is empty'],
  ['too long a text', { text: 'ạ'.repeat(4097) }, 'message is too long'],
  ['an unknown chat', { chat_id: 42 }, 'chat not found'],
  ['a chat by name', { chat_id: '@nobody' }, 'chat not found'],
  ['no chat', { chat_id: '' }, 'chat_id is empty'],
  ['markup that is no object', { reply_markup: [] }, 'object expected as reply markup'],
  [
    'a button that does nothing',
    { reply_markup: { inline_keyboard: [[{ text: 'x' }]] } },
    "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
  ],
  [
    'callback data of 65 bytes',
    { reply_markup: { inline_keyboard: [[{ text: 'x', callback_data: `${'ạ'.repeat(21)}ab` }]] } },
    'BUTTON_DATA_INVALID',
  ],
])('sendMessage refuses %s', async (_, wrong, description) => {
  const person = telegram.person();
  await person.begins();
  const answer = await call('sendMessage', { chat_id: Number(person.id), text: 'ok', ...wrong });
  expect(answer).toEqual(refusal(400, `Bad Request: ${description}`));
  expect(telegram.refused).toHaveLength(1);
});

test('a person who never wrote cannot be written to', async () => {
  const person = telegram.person();
  expect(await call('sendMessage', { chat_id: person.id, text: 'hi' })).toEqual(
    refusal(400, 'Bad Request: chat not found'),
  );
});

test('64 bytes of callback data and 4096 characters are accepted', async () => {
  const person = telegram.person();
  await person.begins();
  const reply_markup = { inline_keyboard: [[{ text: 'x', callback_data: `${'ạ'.repeat(21)}a` }]] };
  const answer = await call('sendMessage', { chat_id: person.id, text: 'ạ'.repeat(4096), reply_markup });
  expect(answer.body.ok).toBe(true);
});

test('a wrong token is 401, a malformed one and an unknown method 404', async () => {
  expect(await call('getMe', {}, '123456:other')).toEqual(refusal(401, 'Unauthorized'));
  expect(await call('getMe', {}, 'other')).toEqual(refusal(404, 'Not Found'));
  expect(await call('getMoney')).toEqual(refusal(404, 'Not Found'));
});

test('parameters come in a query, a form, a multipart form or JSON, with any case of the method', async () => {
  const person = telegram.person();
  await person.begins();
  const url = `${server.root}/bot${TOKEN}/SENDmessage`;
  const markup = JSON.stringify({ inline_keyboard: [[{ text: 'Có', callback_data: 'y' }]] });
  const fields = { chat_id: person.id, text: 'Chào', reply_markup: markup };
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  await fetch(`${url}?${new URLSearchParams(fields).toString()}`);
  await fetch(url, { method: 'POST', body: new URLSearchParams(fields) });
  await fetch(url, { method: 'POST', body: form });
  for (let nth = 0; nth < 3; nth += 1) {
    expect(await person.nextMessage()).toMatchObject({ text: 'Chào', buttons: [[{ title: 'Có' }]] });
  }
  const broken = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"chat_id":',
  });
  expect(broken.status).toBe(400);
});

test('polling conflicts with a webhook, then gives what the offset has not confirmed', async () => {
  expect(await call('getUpdates')).toEqual(
    refusal(
      409,
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    ),
  );
  await call('deleteWebhook');
  const person = telegram.person();
  const sent = [person.sends('one'), person.sends('two')];
  const updates = (await call('getUpdates')).body.result as {
    update_id: number;
    message: { text: string };
  }[];
  expect(updates.map((update) => update.message.text)).toEqual(['one', 'two']);
  const next = (updates[0]?.update_id ?? 0) + 1;
  expect((await call('getUpdates', { offset: next })).body.result).toEqual([updates[1]]);
  await sent[0];
  expect((await call('getUpdates', { offset: next + 1 })).body.result).toEqual([]);
  await sent[1];
  expect(bot.heard).toHaveLength(0);
});

test('a long poll waits for an update, and a second poll ends the first', async () => {
  await call('deleteWebhook');
  const ended = call('getUpdates', { timeout: 5 });
  await new Promise((go) => setTimeout(go, 50));
  const waiting = call('getUpdates', { timeout: 5 });
  expect((await ended).status).toBe(409);
  void telegram.person().sends('here');
  expect((await waiting).body.result).toMatchObject([{ message: { text: 'here' } }]);
});

test('setWebhook checks, replaces and filters; what waited is delivered to it', async () => {
  await call('deleteWebhook');
  const person = telegram.person();
  const sent = person.sends('waited');
  expect(await call('setWebhook', { url: bot.url, secret_token: 'not ok!' })).toEqual(
    refusal(400, 'Bad Request: secret token contains unallowed characters'),
  );
  await call('setWebhook', { url: bot.url, secret_token: 'other', allowed_updates: ['message'] });
  await sent;
  expect(bot.heard[0]?.headers['x-telegram-bot-api-secret-token']).toBe('other');
  await person.leaves();
  expect(bot.heard).toHaveLength(1);
  expect((await call('getWebhookInfo')).body.result).toMatchObject({
    url: bot.url,
    allowed_updates: ['message'],
    max_connections: 40,
  });
});

test('buttons are changed and messages deleted', async () => {
  const person = telegram.person();
  await person.begins();
  const chat_id = person.id;
  const reply_markup = { inline_keyboard: [[{ text: 'Có', callback_data: 'y' }]] };
  const sent = (await call('sendMessage', { chat_id, text: '?', reply_markup })).body.result;
  const { message_id } = sent as { message_id: number };
  expect(
    (await call('editMessageReplyMarkup', { chat_id, message_id, reply_markup })).body.description,
  ).toMatch('message is not modified');
  expect((await call('editMessageReplyMarkup', { chat_id, message_id })).body.ok).toBe(true);
  expect(person.messages[0]?.buttons).toEqual([]);
  expect((await call('deleteMessage', { chat_id, message_id })).body.ok).toBe(true);
  expect(person.messages).toEqual([]);
  expect((await call('deleteMessage', { chat_id, message_id })).body.description).toMatch(
    'message to delete not found',
  );
});

test('commands are kept per language; getMe and sendChatAction answer', async () => {
  const commands = [{ command: 'khaibao', description: 'Khai báo' }];
  expect((await call('setMyCommands', { commands, language_code: 'vi' })).body.ok).toBe(true);
  expect((await call('getMyCommands', { language_code: 'vi' })).body.result).toEqual(commands);
  expect((await call('getMyCommands')).body.result).toEqual([]);
  expect((await call('setMyCommands', { commands: [{ command: 'Khai báo', description: '' }] })).status).toBe(
    400,
  );
  expect((await call('getMe')).body.result).toMatchObject({ id: 123456, is_bot: true });
  const person = telegram.person();
  await person.begins();
  expect((await call('sendChatAction', { chat_id: person.id, action: 'typing' })).body.ok).toBe(true);
  expect((await call('sendChatAction', { chat_id: person.id, action: 'dancing' })).status).toBe(400);
});

test('people beyond the cap are forgotten with what waits for them', async () => {
  const small = createTelegram({ token: TOKEN, mostPeople: 2, faults: createFaultBoard() });
  const first = small.person();
  const waiting = first.sends('never fetched');
  small.person();
  expect(small.find(first.id)).toBe(first);
  small.person();
  small.person();
  await waiting;
  expect(small.find(first.id)).toBeUndefined();
});
