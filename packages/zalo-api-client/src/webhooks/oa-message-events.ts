/**
 * Official Account events that carry a message or happen to one.
 * Sources: docs.zaloplatforms.com/docs/OA/webhook/tin-nhan/su-kien-nguoi-dung-gui-tin-nhan and its sibling pages.
 */
import { z } from 'zod';
import { lenient, wireId, wireInteger, wireString } from '../http/wire.ts';
import { eventEnvelope } from './event-envelope.ts';
import { submittedInfo } from './submitted-info.ts';

const party = z.object({ id: wireId, admin_id: lenient(wireId) });

const media = z.object({ thumbnail: lenient(z.string()), url: lenient(z.string()) });
const attachment = z.union([
  z.object({ type: z.literal(['image', 'gif', 'audio']), payload: media }),
  z.object({
    type: z.literal(['link', 'video']),
    payload: media.extend({ description: lenient(z.string()), title: lenient(z.string()) }),
  }),
  z.object({
    type: z.literal('sticker'),
    payload: z.object({ id: lenient(wireId), url: lenient(z.string()) }),
  }),
  z.object({
    type: z.literal('location'),
    payload: z.object({ coordinates: z.object({ latitude: wireString, longitude: wireString }) }),
  }),
  z.object({
    type: z.literal('file'),
    payload: z.object({
      url: lenient(z.string()),
      name: lenient(z.string()),
      size: lenient(wireInteger),
      checksum: lenient(z.string()),
      type: lenient(z.string()),
    }),
  }),
  /** A shape nobody has published, such as a business card or a new kind: handed over as it came. */
  z.unknown().transform((raw) => ({ type: 'other' as const, payload: raw })),
]);

const message = z.object({
  msg_id: wireId,
  text: lenient(z.string()),
  quote_msg_id: lenient(wireId),
  attachments: z
    .array(attachment)
    .nullish()
    .transform((list) => list ?? [])
    .catch([]),
});

const conversation = { ...eventEnvelope, sender: party, recipient: party };

/** Every message event names who wrote in `sender` and who reads in `recipient`. */
export const oaMessageEvents = [
  z.object({
    ...conversation,
    event_name: z.literal('user_send_text'),
    message: message.extend({ text: z.string() }),
  }),
  z.object({
    ...conversation,
    event_name: z.literal([
      'user_send_image',
      'user_send_gif',
      'user_send_link',
      'user_send_audio',
      'user_send_video',
      'user_send_sticker',
      'user_send_location',
      'user_send_file',
      'user_send_business_card',
    ]),
    message,
  }),
  /** Written by someone who is not logged in to Zalo. */
  z.object({
    ...conversation,
    event_name: z.literal([
      'anonymous_send_text',
      'anonymous_send_image',
      'anonymous_send_file',
      'anonymous_send_sticker',
    ]),
    message,
  }),
  /** Echoes of what the OA itself sent, by API or by a person (then `sender.admin_id` is set). */
  z.object({
    ...conversation,
    event_name: z.literal([
      'oa_send_text',
      'oa_send_image',
      'oa_send_file',
      'oa_send_sticker',
      'oa_send_gif',
      'oa_send_list',
      'oa_send_template',
      'oa_send_anonymous_text',
      'oa_send_anonymous_image',
      'oa_send_anonymous_file',
      'oa_send_anonymous_sticker',
    ]),
    message,
  }),
  z.object({
    ...conversation,
    event_name: z.literal(['user_reacted_message', 'oa_reacted_message']),
    message: z.object({ msg_id: wireId, react_icon: lenient(z.string()) }),
  }),
  z.object({
    ...conversation,
    event_name: z.literal('user_seen_message'),
    message: z.object({ msg_ids: z.array(wireId) }),
  }),
  /** For template messages by phone `recipient.id` is the phone or its hash, and `delivery_time` the time of receipt. */
  z.object({
    ...eventEnvelope,
    sender: lenient(party),
    recipient: lenient(party),
    event_name: z.literal('user_received_message'),
    message: z.object({
      msg_id: wireId,
      delivery_time: lenient(wireInteger),
      tracking_id: lenient(wireString),
    }),
  }),
  /** The answer to a `request_user_info` message; both published forms of `info` become one. */
  z.object({ ...conversation, event_name: z.literal('user_submit_info'), info: submittedInfo }),
] as const;
