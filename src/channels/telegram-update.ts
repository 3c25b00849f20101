import { z } from 'zod';

/**
 * What we read of an update, and nothing more: unknown kinds and fields pass, so that a new version of the Bot API
 * breaks nothing. Source: core.telegram.org/bots/api#update.
 */
export const telegramUpdate = z.object({
  update_id: z.int(),
  message: z.lazy(() => telegramMessage).optional(),
  edited_message: z.lazy(() => telegramMessage).optional(),
  callback_query: z
    .object({
      id: z.string().min(1).max(128),
      from: z.lazy(() => telegramUser),
      message: z.object({ chat: z.lazy(() => telegramChat) }).optional(),
      data: z.string().optional(),
    })
    .optional(),
  my_chat_member: z
    .object({
      chat: z.lazy(() => telegramChat),
      from: z.lazy(() => telegramUser),
      date: z.int(),
      old_chat_member: z.object({ status: z.string() }).optional(),
      new_chat_member: z.object({ status: z.string() }),
    })
    .optional(),
});

export type TelegramUpdate = z.infer<typeof telegramUpdate>;
export type TelegramMessage = z.infer<typeof telegramMessage>;

const telegramUser = z.object({
  id: z.int().positive(),
  is_bot: z.boolean().default(false),
  language_code: z.string().max(35).optional(),
});

const telegramChat = z.object({ id: z.int(), type: z.string() });

const present = z.unknown().optional();

const telegramMessage = z.object({
  message_id: z.int(),
  from: telegramUser.optional(),
  chat: telegramChat,
  date: z.int(),
  edit_date: z.int().optional(),
  text: z.string().optional(),
  contact: z.object({ phone_number: z.string().min(1).max(32), user_id: z.int().optional() }).optional(),
  location: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
  photo: present,
  live_photo: present,
  voice: present,
  audio: present,
  video: present,
  video_note: present,
  animation: present,
  sticker: present,
  document: present,
  poll: present,
  dice: present,
  game: present,
  story: present,
  paid_media: present,
  checklist: present,
});
