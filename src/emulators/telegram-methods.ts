import type { NewBubble } from './chat.ts';
import { accountOf, remember, type TelegramBot } from './telegram-bot.ts';
import { checkSecret } from './telegram-delivery.ts';
import { readMarkup } from './telegram-markup.ts';
import { params, type Method, type Params } from './telegram-params.ts';
import { badRequest, telegramRefusal } from './telegram-refusal.ts';
import { message, photoOf, type TelegramMessage } from './telegram-updates.ts';

/** Carries out one method of core.telegram.org/bots/api#available-methods, or throws a Refusal. */
export async function callMethod(
  bot: TelegramBot,
  name: string,
  input: Record<string, unknown>,
): Promise<unknown> {
  const method = NAMES.get(name.toLowerCase());
  if (method === undefined) throw telegramRefusal(404, 'Not Found');
  return await METHODS[method](bot, input);
}

/** Method names are case-insensitive. */
const NAMES = new Map((Object.keys(params) as Method[]).map((name) => [name.toLowerCase(), name]));

const NO_MARKUP = 'object expected as reply markup';

/** A method with its parameters read: anything ill-formed is refused before it runs. */
function served<M extends Method>(method: M, run: (bot: TelegramBot, ask: Params<M>) => unknown) {
  return (bot: TelegramBot, input: Record<string, unknown>): unknown => {
    const read = params[method].safeParse(input);
    if (read.success) return run(bot, read.data as Params<M>);
    const field = String(read.error.issues[0]?.path[0]);
    throw badRequest(field === 'reply_markup' ? NO_MARKUP : `invalid parameter ${field}`);
  };
}

const METHODS: Record<Method, (bot: TelegramBot, input: Record<string, unknown>) => unknown> = {
  getMe: served('getMe', (bot) => ({
    ...bot.me,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
  })),

  setWebhook: served('setWebhook', (bot, ask) => {
    const settings = {
      ...(ask.allowed_updates === undefined ? {} : { allowed: ask.allowed_updates }),
      drop: ask.drop_pending_updates === true,
    };
    if (ask.url !== '' && !URL.canParse(ask.url)) throw badRequest('bad webhook: invalid URL specified');
    if (ask.secret_token !== undefined && ask.secret_token !== '') checkSecret(ask.secret_token);
    const secret = ask.secret_token === '' ? undefined : ask.secret_token;
    // Real Telegram takes only https; a local bot has no certificate, so http is let through here.
    const webhook = { url: () => ask.url, secret, maxConnections: ask.max_connections };
    bot.delivery.setWebhook(ask.url === '' ? null : webhook, settings);
    return true;
  }),

  deleteWebhook: served('deleteWebhook', (bot, ask) => {
    bot.delivery.setWebhook(null, { drop: ask.drop_pending_updates === true });
    return true;
  }),

  getWebhookInfo: served('getWebhookInfo', (bot) => {
    const { webhook, allowed, lastError, pending } = bot.delivery.info();
    return {
      url: webhook?.url() ?? '',
      has_custom_certificate: false,
      pending_update_count: pending,
      ...(webhook === null ? {} : { max_connections: webhook.maxConnections, ip_address: '127.0.0.1' }),
      ...(lastError === null
        ? {}
        : { last_error_date: lastError.date, last_error_message: lastError.message }),
      ...(allowed.length === 0 ? {} : { allowed_updates: allowed }),
    };
  }),

  getUpdates: served('getUpdates', (bot, ask) =>
    bot.delivery.poll({
      offset: ask.offset,
      limit: ask.limit,
      timeoutMs: Math.min(ask.timeout, 50) * 1000,
      ...(ask.allowed_updates === undefined ? {} : { allowed: ask.allowed_updates }),
    }),
  ),

  sendMessage: served('sendMessage', (bot, ask) => {
    const text = ask.text.trim();
    if (text === '') throw badRequest('message text is empty');
    // Counted in UTF-16 units, the strictest of the readings of "1-4096 characters".
    if (text.length > 4096) throw badRequest('message is too long');
    // Our choice: the product sends plain text; an emulator that mis-parsed markup would prove nothing.
    if (ask.parse_mode !== undefined && ask.parse_mode !== '') throw badRequest('unsupported parse_mode');
    return send(bot, ask, { kind: 'text', text }, { text });
  }),

  sendPhoto: served('sendPhoto', (bot, ask) => {
    if (ask.photo === undefined || ask.photo === '') throw badRequest('there is no photo in the request');
    if (ask.caption.length > 1024) throw badRequest('message caption is too long');
    const picture = typeof ask.photo === 'string' && /^https?:/u.test(ask.photo) ? ask.photo : undefined;
    if (picture !== undefined && !URL.canParse(picture))
      throw badRequest('wrong file identifier/HTTP URL specified');
    return send(
      bot,
      ask,
      { kind: 'photo', text: ask.caption, ...(picture && { picture }) },
      photoOf(ask.caption),
    );
  }),

  sendChatAction: served('sendChatAction', (bot, ask) => {
    const account = reachable(bot, ask.chat_id);
    if (!ACTIONS.has(ask.action)) throw badRequest('wrong parameter action in request');
    account.chat.setState({ typing: ask.action === 'typing' });
    return true;
  }),

  answerCallbackQuery: served('answerCallbackQuery', (bot, ask) => {
    const account = [...bot.accounts.values()].find((one) => one.callbacks.delete(ask.callback_query_id));
    // Our choice: a second answer to the same press is refused like one that comes too late.
    if (account === undefined) {
      throw badRequest('query is too old and response timeout expired or query ID is invalid');
    }
    if (ask.text !== undefined && ask.text !== '') {
      const id = `notice-${ask.callback_query_id}`;
      account.chat.add({ id, from: 'platform', kind: 'notice', text: ask.text, at: bot.now() });
    }
    return true;
  }),

  editMessageReplyMarkup: served('editMessageReplyMarkup', (bot, ask) => {
    const account = accountOf(bot, ask.chat_id);
    const old = account.messages.get(ask.message_id);
    if (old === undefined) throw badRequest('message to edit not found');
    if (old.from.id !== bot.me.id) throw badRequest("message can't be edited");
    const { inline } = readMarkup(ask.reply_markup);
    const markup = inline.length === 0 ? {} : { reply_markup: ask.reply_markup };
    const { reply_markup: before, ...rest } = old;
    if (JSON.stringify(before) === JSON.stringify(markup.reply_markup)) {
      throw badRequest(
        'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
      );
    }
    const edited = { ...rest, ...markup, edit_date: Math.floor(bot.now() / 1000) } as TelegramMessage;
    remember(account, edited);
    account.chat.change(String(ask.message_id), { buttons: inline });
    return edited;
  }),

  deleteMessage: served('deleteMessage', (bot, ask) => {
    const account = accountOf(bot, ask.chat_id);
    if (!account.messages.delete(ask.message_id)) throw badRequest('message to delete not found');
    account.chat.change(String(ask.message_id), { removed: true, buttons: [] });
    return true;
  }),

  setMyCommands: served('setMyCommands', (bot, ask) => {
    if (bot.commands.size < 100) bot.commands.set(ask.language_code, ask.commands);
    return true;
  }),

  getMyCommands: served('getMyCommands', (bot, ask) => bot.commands.get(ask.language_code) ?? []),
};

/** Source: core.telegram.org/bots/api#sendchataction */
const ACTIONS = new Set(
  'typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker find_location record_video_note upload_video_note'.split(
    ' ',
  ),
);

function reachable(bot: TelegramBot, chatId: number | string) {
  const account = accountOf(bot, chatId);
  if (account.blocked) throw telegramRefusal(403, 'Forbidden: bot was blocked by the user');
  return account;
}

function send(
  bot: TelegramBot,
  ask: Pick<Params<'sendMessage'>, 'chat_id' | 'reply_markup'>,
  shown: Pick<NewBubble, 'kind' | 'text' | 'picture'>,
  content: object,
): TelegramMessage {
  const keys = readMarkup(ask.reply_markup);
  const account = reachable(bot, ask.chat_id);
  const id = bot.nextMessageId();
  const markup = keys.inline.length === 0 ? {} : { reply_markup: ask.reply_markup };
  const sent = message(account.user, bot.me, {
    id,
    date: Math.floor(bot.now() / 1000),
    extra: { ...content, ...markup },
  });
  remember(account, sent);
  account.chat.add({ id: String(id), from: 'bot', ...shown, at: bot.now(), buttons: keys.inline });
  if (keys.keyboard !== null) account.chat.setState({ keyboard: keys.keyboard });
  return sent;
}
