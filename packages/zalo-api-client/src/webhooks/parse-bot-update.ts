/** Reads a Bot Platform update: a webhook body or the result of getUpdates. */
import { z } from 'zod';
import { describeIssues, lenient, wireBoolean, wireId, wireInteger } from '../http/wire.ts';
import { isObject, readBody } from './read-body.ts';
import type { UnreadableBody } from './read-body.ts';

export type BotKnownUpdate = z.infer<typeof botUpdate>;

/** An update this version has never heard of: acknowledge with 200 and ignore. */
export interface BotUnknownUpdate {
  known: false;
  event_name: string;
  body: Record<string, unknown>;
}

export type BotUpdate = BotKnownUpdate | BotUnknownUpdate;

/** `detail` names fields and kinds of fault, never values: safe to log. */
export type BotUpdateResult = { ok: true; update: BotUpdate } | UnreadableBody;

/**
 * Reads one update, bare (`{event_name, message}`) or wrapped (`{ok, result}`): the documentation shows the latter,
 * real webhooks of 2026 were the former. Sources: docs.zaloplatforms.com/docs/BOT/webhook, captured bodies.
 * @param input raw bytes, text or parsed JSON
 * @returns the update, or why the body is none; never throws
 */
export function parseBotUpdate(input: unknown): BotUpdateResult {
  const read = readBody(input);
  if (!read.ok) return read;
  const body = isObject(read.body['result']) ? read.body['result'] : read.body;
  const name = body['event_name'];
  if (typeof name !== 'string' || name === '') {
    return { ok: false, reason: 'not_an_event', detail: 'event_name (missing)' };
  }
  if (!knownNames.has(name)) return { ok: true, update: { known: false, event_name: name, body } };

  const parsed = botUpdate.safeParse({ ...body, known: true });
  return parsed.success
    ? { ok: true, update: parsed.data }
    : { ok: false, reason: 'invalid', detail: describeIssues(parsed.error, '') };
}

const message = z.object({
  message_id: wireId,
  /** Epoch milliseconds. */
  date: lenient(wireInteger),
  from: z.object({ id: wireId, display_name: lenient(z.string()), is_bot: lenient(wireBoolean) }),
  /** In a PRIVATE chat its id equals the sender's. */
  chat: z.object({ id: wireId, chat_type: lenient(z.string()) }),
  message_type: lenient(z.string()),
});

const url = lenient(z.string());
const known = z.literal(true);

const botUpdate = z.discriminatedUnion('event_name', [
  z.object({
    known,
    event_name: z.literal('message.text.received'),
    message: message.extend({ text: z.string() }),
  }),
  /** The picture is `photo` in the documentation and `photo_url` in real bodies; here always `photo_url`. */
  z.object({
    known,
    event_name: z.literal('message.image.received'),
    message: message
      .extend({ photo_url: url, photo: url, caption: lenient(z.string()) })
      .transform(({ photo, photo_url, ...rest }) => ({ ...rest, photo_url: photo_url ?? photo })),
  }),
  z.object({
    known,
    event_name: z.literal('message.sticker.received'),
    message: message.extend({ sticker: lenient(wireId), url }),
  }),
  z.object({
    known,
    event_name: z.literal('message.voice.received'),
    message: message
      .extend({ voice_url: url, voice: url })
      .transform(({ voice, voice_url, ...rest }) => ({ ...rest, voice_url: voice_url ?? voice })),
  }),
  /** No content. Whatever a protected user (a child, for one) writes arrives like this. */
  z.object({ known, event_name: z.literal('message.unsupported.received'), message }),
]);

const knownNames = new Set(botUpdate.options.map((option) => option.shape.event_name.value as string));
