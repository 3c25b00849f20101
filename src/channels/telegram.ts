// Telegram: webhook or long polling in, sendMessage and sendPhoto out. telegraf serves as types and errors, nothing else.
// Must not know flows, sessions, storage or what any message means.
import { accountOf, type MsgOut, type Urn } from '../dialogue/message.ts';
import type { Channel, Received, WebhookRequest } from './channel.ts';
import { parseTelegramUpdate } from './parse-telegram-update.ts';
import type { Poll } from './poll.ts';
import { sameSecret } from './same-secret.ts';
import { SendError } from './send-error.ts';
import { telegramApi, type TelegramApi } from './telegram-api.ts';
import { isStaleReceipt, movedTo, telegramFailure } from './telegram-failure.ts';
import { telegramCalls, telegramLimits, type TelegramCall } from './telegram-keyboard.ts';
import { pollTelegram } from './telegram-poll.ts';
import { registerTelegram, type Registration } from './telegram-registration.ts';
import { telegramThrottle, type TelegramThrottle } from './telegram-throttle.ts';

export interface TelegramSettings {
  token: string;
  /** 1–256 of A–Z a–z 0–9 _ -; without one (a bot that polls) no request is genuine. */
  webhookSecret: string | null;
  apiRoot?: string;
  /** What a group is told, once, when somebody adds the bot to it; nothing when left out. */
  groupNotice?: string;
  /** Replies are calls, so the response of a webhook is free to answer the press it was about. */
  pressesInResponse?: boolean;
  /** Longest wait for one call, in milliseconds. */
  timeoutMs?: number;
  /** The clock, in epoch milliseconds. */
  now?: () => number;
}

export interface TelegramChannel extends Channel, Poll, Registration {
  inline(urn: Urn, message: MsgOut): object | null;
  acknowledge(urn: Urn, receipt: string): Promise<void>;
}

/** The Telegram channel. Makes no call until it is used. Source: core.telegram.org/bots/api. */
export function createTelegramChannel(settings: TelegramSettings): TelegramChannel {
  const { token, groupNotice, pressesInResponse = false, now = Date.now } = settings;
  const webhookSecret = settings.webhookSecret ?? '';
  const api = telegramApi(token, settings.apiRoot, settings.timeoutMs);
  const throttle = telegramThrottle(now);
  return {
    name: 'telegram',
    limits: telegramLimits,
    receive: (request) => {
      const received = receive(request, webhookSecret, groupNotice, now());
      return pressesInResponse ? answeringPress(received) : received;
    },
    send: async (urn, message) => {
      const ids: string[] = [];
      for (const call of telegramCalls(chatOf(urn), message))
        ids.push(await sendTo(api, throttle, chatOf(urn), call));
      return ids;
    },
    inline: (urn, message) => inlineBody(throttle, urn, message),
    acknowledge: (urn, receipt) => acknowledge(api, throttle, chatOf(urn), receipt),
    ...pollTelegram(api, { groupNotice, now }),
    ...registerTelegram(api, webhookSecret),
  };
}

/** 401 without the secret, 400 for what is no JSON object, otherwise 200: a redelivery would not help. */
function receive(request: WebhookRequest, secret: string, notice: string | undefined, now: number): Received {
  if (!sameSecret(request.headers['x-telegram-bot-api-secret-token'], secret)) {
    return { status: 401, messages: [], dropped: 'bad-secret' };
  }
  let update: unknown;
  try {
    update = JSON.parse(request.body.toString('utf8'));
  } catch {
    return { status: 400, messages: [], dropped: 'unreadable' };
  }
  const parsed = parseTelegramUpdate(update, now);
  if (parsed.dropped === undefined) return { status: 200, messages: parsed.messages };
  const received: Received = { status: 200, messages: [], dropped: parsed.dropped };
  if (parsed.receipt !== undefined) {
    received.answer = answerPress(parsed.receipt);
  }
  if (notice !== undefined && parsed.joined !== undefined) {
    received.answer = { method: 'sendMessage', chat_id: parsed.joined, text: notice };
  }
  return received;
}

const answerPress = (receipt: string): object => ({
  method: 'answerCallbackQuery',
  callback_query_id: receipt,
});

/** The press is answered by the response, and by nobody else. */
function answeringPress(received: Received): Received {
  const [message] = received.messages;
  if (message?.receipt === undefined) return received;
  const { receipt, ...unanswered } = message;
  return { ...received, messages: [unanswered], answer: answerPress(receipt) };
}

/**
 * Telegram does not report what became of it, so none is given while it wants quiet.
 * Source: core.telegram.org/bots/api#making-requests-when-getting-updates.
 */
function inlineBody(throttle: TelegramThrottle, urn: Urn, message: MsgOut): object | null {
  try {
    throttle.check(chatOf(urn));
    const [only, ...more] = telegramCalls(chatOf(urn), message);
    return only === undefined || more.length > 0 ? null : { method: only.method, ...only.payload };
  } catch {
    return null;
  }
}

async function sendTo(
  api: TelegramApi,
  throttle: TelegramThrottle,
  chat: number,
  call: TelegramCall,
): Promise<string> {
  throttle.check(chat);
  try {
    const { message_id: id } =
      call.method === 'sendPhoto'
        ? await api.raw(call.method, call.payload)
        : await api.raw(call.method, call.payload);
    return String(id);
  } catch (error) {
    const moved = movedTo(error);
    if (moved === undefined || moved === chat)
      throw noted(throttle, chat, telegramFailure(call.method, error));
    return sendTo(api, throttle, moved, {
      ...call,
      payload: { ...call.payload, chat_id: moved },
    } as TelegramCall);
  }
}

/** Stops the waiting circle on the button; a press too old to be answered is no failure. */
async function acknowledge(
  api: TelegramApi,
  throttle: TelegramThrottle,
  chat: number,
  receipt: string,
): Promise<void> {
  await throttle.pass(chat);
  try {
    await api.raw('answerCallbackQuery', { callback_query_id: receipt });
  } catch (error) {
    if (!isStaleReceipt(error)) throw noted(throttle, chat, telegramFailure('answerCallbackQuery', error));
  }
}

function noted(throttle: TelegramThrottle, chat: number, failure: SendError): SendError {
  if (failure.code === 'throttled') throttle.note(chat, failure.retryAfter ?? 1);
  return failure;
}

function chatOf(urn: Urn): number {
  const chat = Number(accountOf(urn));
  if (!Number.isSafeInteger(chat)) throw new SendError('refused', 'telegram: the address is no chat id');
  return chat;
}
