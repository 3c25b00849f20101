import fastify, { type FastifyRequest } from 'fastify';
import { aPicture } from '../support/a-picture.ts';
import { createEmulators, EMULATOR_PATHS, type Emulators } from '../../src/emulators/emulators.ts';

const TOKEN = '123456:stand-in';
const ZALO_BOT = { token: '12345689:stand-in', secret: 'stand-in-secret' };
const ZALO = { appId: '360846', appSecret: 'app', oaId: '388613', oaSecretKey: 'oa', refreshToken: 'first' };

/** What a choice press carries, so that the stand-in can tell it from typing. */
const PRESS = '#';

export interface StandInBot {
  root: string;
  emulators: Emulators;
  stored: Map<string, object[]>;
  close(): Promise<void>;
}

/** A tiny bot behind real webhooks: repeats what it hears under buttons, and stores a record when told to. */
export async function startStandInBot(): Promise<StandInBot> {
  const stored = new Map<string, object[]>();
  const app = fastify({ forceCloseConnections: true });
  let root = '';
  const emulators = createEmulators({
    telegramToken: TOKEN,
    telegramSecret: 'secret',
    zalo: ZALO,
    zaloBotToken: ZALO_BOT.token,
    zaloBotSecret: ZALO_BOT.secret,
    webhookUrl: (channel) => `${root}/webhooks/${channel}`,
    declarationsOf: (urn) => Promise.resolve(stored.get(urn) ?? []),
  });
  await app.register(emulators.plugin);

  const call = async (path: string, headers: Record<string, string>, body: string) => {
    const response = await fetch(`${root}${path}`, { method: 'POST', headers, body });
    return (await response.json()) as Record<string, string>;
  };
  app.get('/pictures/a.png', (_request, reply) => reply.type('image/png').send(aPicture('png')));
  const json = { 'content-type': 'application/json' };

  app.post('/webhooks/telegram', async (request: FastifyRequest) => {
    const update = request.body as TelegramUpdate;
    const { callback_query: press, message } = update;
    if (press !== undefined) {
      await call(
        `${EMULATOR_PATHS.telegram}bot${TOKEN}/answerCallbackQuery`,
        json,
        JSON.stringify({ callback_query_id: press.id }),
      );
    }
    const chat = press?.from.id ?? message?.from.id;
    if (chat === undefined) return {};
    const heard = press?.data ?? message?.contact?.phone_number ?? message?.text ?? 'media';
    if (heard === 'ảnh') {
      return { method: 'sendPhoto', chat_id: chat, photo: `${root}/pictures/a.png`, caption: 'Rửa tay' };
    }
    const keyboard = [[{ text: '📱 Gửi số điện thoại của tôi', request_contact: true }]];
    const choices = ['Có', 'Không'].map((title) => [{ text: title, callback_data: `${PRESS}${title}` }]);
    return {
      method: 'sendMessage',
      chat_id: chat,
      text: reply(`telegram:${chat}`, heard),
      reply_markup: heard === 'số' ? { keyboard, resize_keyboard: true } : { inline_keyboard: choices },
    };
  });

  let token: string | null = null;
  app.post('/webhooks/zalo-oa', async (request: FastifyRequest) => {
    const event = request.body as ZaloEvent;
    const user = event.follower?.id ?? event.sender?.id;
    if (user === undefined || event.event_name.startsWith('oa_') || event.event_name === 'unfollow')
      return {};
    token ??= (await grant())['access_token'] ?? '';
    const buttons = ['Có', 'Không'].map((title) => ({
      title,
      type: 'oa.query.hide',
      payload: `${PRESS}${title}`,
    }));
    const text = reply(`zalo-oa:${user}`, event.message?.text ?? event.info?.phone ?? event.event_name);
    const message = { text, attachment: { type: 'template', payload: { buttons } } };
    await call(
      `${EMULATOR_PATHS.zaloOpenapi}/v3.0/oa/message/cs`,
      { ...json, access_token: token },
      JSON.stringify({ recipient: { user_id: user }, message }),
    );
    return {};
  });

  app.post('/webhooks/zalo-bot', async (request: FastifyRequest) => {
    const body = request.body as BotUpdate | { result: BotUpdate };
    const { event_name: event, message } = 'result' in body ? body.result : body;
    await call(
      `${EMULATOR_PATHS.zaloBot}/bot${ZALO_BOT.token}/sendMessage`,
      json,
      JSON.stringify({
        chat_id: message.chat.id,
        text: reply(`zalo-bot:${message.chat.id}`, message.text ?? event),
      }),
    );
    return {};
  });

  const grant = () =>
    call(
      `${EMULATOR_PATHS.zaloOauth}/v4/oa/access_token`,
      { secret_key: ZALO.appSecret, 'content-type': 'application/x-www-form-urlencoded' },
      new URLSearchParams({
        refresh_token: ZALO.refreshToken,
        app_id: ZALO.appId,
        grant_type: 'refresh_token',
      }).toString(),
    );

  function reply(urn: string, heard: string): string {
    if (heard !== 'lưu') return `Đã nghe: ${heard}\nDòng hai.`;
    stored.set(urn, [RECORD]);
    return 'Đã lưu.';
  }

  root = await app.listen({ host: '127.0.0.1', port: 0 });
  return { root, emulators, stored, close: () => app.close() };
}

interface TelegramUpdate {
  message?: { from: { id: number }; text?: string; contact?: { phone_number: string } };
  callback_query?: { id: string; from: { id: number }; data: string };
}

interface ZaloEvent {
  event_name: string;
  sender?: { id: string };
  follower?: { id: string };
  message?: { text?: string };
  info?: { phone?: string };
}

interface BotUpdate {
  event_name: string;
  message: { chat: { id: string }; text?: string };
}

/** A row as storage keeps it. */
const RECORD = {
  id: '6f1b2a3c-0000-4000-8000-000000000001',
  receipt: 'K7M2-9QXD-4TBH',
  status: 'complete',
  declared_at: '2020-03-27T02:00:00.000Z',
  name: '<b>Nguyễn Văn A</b>',
  birth: '1958',
  gender: 'male',
  nationality: 'VN',
  phone: '+84912345678',
  area_code: '26008',
  address_line: '12 Nguyễn Ái Quốc',
  symptoms: ['fever', 'cough'],
  exposures: ['case'],
  conditions: [],
  level: 4,
  rules: ['R-SUS1', 'R-SUS3'],
  ruleset: 'ncovi-2020-03',
  ruleset_version: 1,
  deadline: '2020-03-27T04:00:00.000Z',
  answers: {
    name: { value: '<b>Nguyễn Văn A</b>', raw: 'ten toi la nguyen van a', at: 1 },
    symptoms: { value: ['fever', 'cough'], raw: 'sốt với ho', at: 2 },
    identity: { sealed: 'x', at: 3 },
  },
};
