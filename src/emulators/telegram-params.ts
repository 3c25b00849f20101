import { z } from 'zod';
import { readJson } from './wire-params.ts';

/** Query and form carry everything as text; JSON may too, for numbers. */
const fromText = (value: unknown): unknown =>
  typeof value === 'string' ? (readJson(value) ?? value) : value;

const structured = <T extends z.ZodType>(shape: T) => z.preprocess(fromText, shape);
const integer = z.coerce.number().int();
const flag = z.preprocess(
  (value) => (typeof value === 'string' ? ['true', 'True', '1', 'yes'].includes(value) : value),
  z.boolean(),
);

const inlineButton = z.looseObject({
  text: z.string(),
  callback_data: z.string().optional(),
  url: z.string().optional(),
});
const keyboardButton = z.union([
  z.string(),
  z.looseObject({
    text: z.string(),
    request_contact: z.boolean().optional(),
    request_location: z.boolean().optional(),
  }),
]);

/** Source: core.telegram.org/bots/api#inlinekeyboardmarkup and its neighbours */
const replyMarkup = structured(
  z.union([
    z.object({ inline_keyboard: z.array(z.array(inlineButton)) }),
    z.object({
      keyboard: z.array(z.array(keyboardButton)),
      resize_keyboard: z.boolean().optional(),
      one_time_keyboard: z.boolean().optional(),
      is_persistent: z.boolean().optional(),
      input_field_placeholder: z.string().min(1).max(64).optional(),
      selective: z.boolean().optional(),
    }),
    z.object({ remove_keyboard: z.literal(true) }),
    z.object({ force_reply: z.literal(true) }),
  ]),
);

export type ReplyMarkup = z.infer<typeof replyMarkup>;

const chatId = z.union([z.coerce.number().int(), z.string()]);
const scope = structured(z.looseObject({ type: z.string() })).optional();
const language_code = z.string().max(2).default('');

/** The parameters of every method we serve, as far as we look at them. */
export const params = {
  getMe: z.object({}),
  setWebhook: z.object({
    url: z.string().default(''),
    secret_token: z.string().optional(),
    max_connections: integer.min(1).max(100).default(40),
    allowed_updates: structured(z.array(z.string())).optional(),
    drop_pending_updates: flag.optional(),
  }),
  deleteWebhook: z.object({ drop_pending_updates: flag.optional() }),
  getWebhookInfo: z.object({}),
  getUpdates: z.object({
    offset: integer.default(0),
    limit: integer.min(1).max(100).default(100),
    timeout: integer.min(0).default(0),
    allowed_updates: structured(z.array(z.string())).optional(),
  }),
  sendMessage: z.object({
    chat_id: chatId,
    text: z.coerce.string().default(''),
    parse_mode: z.string().optional(),
    reply_markup: replyMarkup.optional(),
  }),
  sendPhoto: z.object({
    chat_id: chatId,
    photo: z.unknown(),
    caption: z.string().default(''),
    reply_markup: replyMarkup.optional(),
  }),
  sendChatAction: z.object({ chat_id: chatId, action: z.string().default('') }),
  answerCallbackQuery: z.object({
    callback_query_id: z.coerce.string(),
    text: z.string().max(200).optional(),
    show_alert: flag.optional(),
  }),
  editMessageReplyMarkup: z.object({
    chat_id: chatId,
    message_id: integer,
    reply_markup: replyMarkup.optional(),
  }),
  deleteMessage: z.object({ chat_id: chatId, message_id: integer }),
  setMyCommands: z.object({
    commands: structured(
      z
        .array(
          z.object({
            command: z.string().regex(/^[a-z0-9_]{1,32}$/u),
            description: z.string().min(1).max(256),
          }),
        )
        .max(100),
    ),
    scope,
    language_code,
  }),
  getMyCommands: z.object({ scope, language_code }),
} as const;

export type Method = keyof typeof params;
export type Params<M extends Method> = z.infer<(typeof params)[M]>;
