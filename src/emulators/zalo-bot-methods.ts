import { z } from 'zod';
import type { Bubble, Chat } from './chat.ts';
import type { ZaloBotDelivery } from './zalo-bot-delivery.ts';
import { botRefusals } from './zalo-bot-refusal.ts';
import { newBotId } from './zalo-bot-updates.ts';

/** All the emulated platform knows of the one bot it serves. */
export interface ZaloBot {
  readonly token: string;
  readonly delivery: ZaloBotDelivery;
  readonly accounts: Map<string, ZaloBotAccount>;
  /** When the webhook was last set or taken away, epoch milliseconds. */
  webhookAt: number;
  now(): number;
}

export interface ZaloBotAccount {
  readonly chat: Chat;
  /** Our choice, as nothing is documented: a bot may not write to somebody who never wrote to it. */
  started: boolean;
}

/**
 * Carries out one method of docs.zaloplatforms.com/docs/BOT/apis, or throws a Refusal.
 *
 * @param gone aborts when whoever asked no longer listens
 */
export async function callBotMethod(
  bot: ZaloBot,
  name: string,
  input: Record<string, unknown>,
  gone: AbortSignal,
): Promise<unknown> {
  // Unlike Telegram's, method names are case-sensitive.
  const method = Object.hasOwn(METHODS, name) ? METHODS[name as Method] : undefined;
  if (method === undefined) throw botRefusals.badRequest('no such API');
  return await method(bot, input, gone);
}

type Serve = (bot: ZaloBot, input: Record<string, unknown>, gone: AbortSignal) => unknown;

/** A method with its parameters read: anything ill-formed is refused before it runs. */
function served<T extends z.ZodType>(
  params: T,
  run: (bot: ZaloBot, ask: z.infer<T>, gone: AbortSignal) => unknown,
): Serve {
  return (bot, input, gone) => {
    const read = params.safeParse(input);
    if (read.success) return run(bot, read.data, gone);
    throw botRefusals.badRequest(`invalid parameter ${String(read.error.issues[0]?.path[0])}`);
  };
}

/** Counted in UTF-16 units, which are never fewer than code points: which of them Zalo counts is unknown. */
const text = z.string().refine((one) => one.trim() !== '' && one.length <= 2000);
const chat_id = z.string().min(1);
const link = z.string().refine((one) => URL.canParse(one) && /^https?:/u.test(one));

/** Real Zalo takes only https; a bot on this machine has no certificate, so http is let through to it. */
const webhookUrl = z
  .string()
  .refine((one) => URL.canParse(one))
  .refine((one) => {
    const { protocol, hostname } = new URL(one);
    const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
    return protocol === 'https:' || (protocol === 'http:' && isLocal);
  });

const METHODS = {
  getMe: served(z.object({}), ({ token }) => ({
    id: `1459${token.split(':')[0] ?? ''}`,
    account_name: 'bot.NCOVI',
    account_type: 'BASIC',
    can_join_groups: false,
  })),

  getUpdates: served(
    z.object({ timeout: z.coerce.number().min(0).max(120).default(30) }),
    ({ delivery }, { timeout }, gone) => delivery.poll(timeout * 1000, gone),
  ),

  setWebhook: served(
    z.object({ url: webhookUrl, secret_token: z.string().min(8).max(256) }),
    async (bot, { url, secret_token: secret }) => {
      // Kept even when the address does not answer.
      bot.delivery.setWebhook({ url: () => url, secret });
      bot.webhookAt = bot.now();
      return { url, updated_at: bot.webhookAt, verification: await bot.delivery.probe(url) };
    },
  ),

  deleteWebhook: served(z.object({}), (bot) => {
    bot.delivery.setWebhook(null);
    bot.webhookAt = bot.now();
    return { url: '', updated_at: bot.webhookAt };
  }),

  getWebhookInfo: served(z.object({}), ({ delivery, webhookAt }) => ({
    url: delivery.webhook?.url() ?? '',
    updated_at: webhookAt,
  })),

  sendMessage: served(z.object({ chat_id, text }), (bot, ask) => send(bot, ask.chat_id, 'text', ask.text)),

  sendPhoto: served(z.object({ chat_id, photo: link, caption: text.optional() }), (bot, ask) =>
    send(bot, ask.chat_id, 'photo', ask.caption ?? '', ask.photo),
  ),

  sendSticker: served(z.object({ chat_id, sticker: z.string().min(1) }), (bot, ask) =>
    send(bot, ask.chat_id, 'sticker', '👋'),
  ),

  sendVoice: served(
    z.object({ chat_id, voice_url: link.refine((one) => new URL(one).pathname.endsWith('.aac')) }),
    (bot, ask) => send(bot, ask.chat_id, 'voice', ''),
  ),

  sendChatAction: served(
    z.object({ chat_id, action: z.enum(['typing', 'upload_photo']) }),
    (bot, { chat_id: id, action }) => {
      reachable(bot, id).chat.setState({ typing: action === 'typing' });
      return { ok: true };
    },
  ),
} satisfies Record<string, Serve>;

type Method = keyof typeof METHODS;

function send(bot: ZaloBot, chat: string, kind: Bubble['kind'], words: string, picture?: string): object {
  const account = reachable(bot, chat);
  const [id, at] = [newBotId(), bot.now()];
  account.chat.add({ id, from: 'bot', kind, text: words, at, ...(picture && { picture }) });
  return { message_id: id, date: at };
}

/** Our choice of code: what a bot hears about somebody who deleted the chat is documented nowhere. */
function reachable(bot: ZaloBot, chat: string): ZaloBotAccount {
  const account = bot.accounts.get(chat);
  if (account?.started !== true || !account.chat.state.open) throw botRefusals.badRequest('chat not found');
  return account;
}
