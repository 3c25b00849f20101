import type { OaDocumentedEvent, OaEvent } from 'zalo-api-client';
import { deriveId } from '../dialogue/derive-id.ts';
import type { Content, MsgIn } from '../dialogue/message.ts';
import type { Seen } from './channel.ts';

/**
 * What an Official Account event says to us. Source: docs.zaloplatforms.com/docs/OA/webhook/tin-nhan and /quan-ly.
 * A press is a `user_send_text` with the button's payload: it stays text, and the dialogue looks for its own payloads.
 *
 * @param oaId the account we serve: one app may receive the events of several
 * @returns the message, or what was seen, or why there is neither
 */
export function readOaEvent(event: OaEvent, oaId: string): MsgIn | Seen | string {
  if (!event.known) return 'not-for-us';
  if (isEcho(event.event_name)) return 'echo';
  if ('body' in event) return 'not-for-us';
  switch (event.event_name) {
    case 'user_send_text':
      return heard(event, oaId, { type: 'text', text: event.message.text });
    case 'user_send_image':
    case 'user_send_gif':
    case 'user_send_link':
    case 'user_send_audio':
    case 'user_send_video':
    case 'user_send_sticker':
    case 'user_send_location':
    case 'user_send_file':
    case 'user_send_business_card':
      return heard(
        event,
        oaId,
        locationIn(event.message.attachments) ?? { type: 'media', kind: kinds[event.event_name] },
      );
    case 'user_submit_info': {
      const { phone } = event.info;
      if (phone === undefined || phone.trim() === '') return 'not-for-us';
      return heard(event, oaId, { type: 'phone', phone, own: true });
    }
    case 'user_seen_message':
      return seen(event, oaId);
    case 'follow':
    case 'unfollow': {
      if (event.oa_id !== oaId) return 'other-oa';
      const content: Content =
        event.event_name === 'follow' ? { type: 'start', payload: null, follows: true } : { type: 'stop' };
      return message(event, event.follower.id, undefined, content);
    }
    default:
      return 'not-for-us';
  }
}

/** What the account itself sent, by API or by hand, comes back to it; answering it would never end. */
const isEcho = (name: string): boolean => name.startsWith('oa_');

const isUser = (id: string): boolean => /^\d{1,32}$/.test(id);
const isMessage = (id: string): boolean => /^[\x21-\x7e]{1,128}$/.test(id);

/** Which of the two is the account is not documented for this event. */
function seen(
  { timestamp, sender, recipient, message: { msg_ids } }: Heard & { message: { msg_ids: string[] } },
  oaId: string,
): Seen | string {
  if (sender.id !== oaId && recipient.id !== oaId) return 'other-oa';
  const user = sender.id === oaId ? recipient.id : sender.id;
  const ids = msg_ids.filter(isMessage);
  if (!isUser(user) || ids.length === 0) return 'unreadable';
  return { urn: `zalo-oa:${user}`, ids, at: timestamp };
}

interface Heard {
  event_name: string;
  timestamp: number;
  sender: { id: string };
  recipient: { id: string };
}

function heard(
  event: Heard & { message?: { msg_id: string } },
  oaId: string,
  content: Content,
): MsgIn | string {
  if (event.recipient.id !== oaId) return 'other-oa';
  return message(event, event.sender.id, event.message?.msg_id, content);
}

function message(
  { event_name, timestamp }: Pick<Heard, 'event_name' | 'timestamp'>,
  user: string,
  id: string | undefined,
  content: Content,
): MsgIn | string {
  // Ids become keys: what is none would be refused by the database, again at every redelivery.
  if (!isUser(user) || (id !== undefined && !isMessage(id))) return 'unreadable';
  return {
    // The id is logged, the user's is not.
    id: id ?? deriveId(event_name, String(timestamp), user),
    urn: `zalo-oa:${user}`,
    sentAt: timestamp,
    content,
  };
}

const kinds = {
  user_send_image: 'photo',
  user_send_gif: 'photo',
  user_send_audio: 'voice',
  user_send_video: 'video',
  user_send_sticker: 'sticker',
  user_send_file: 'file',
  user_send_link: 'other',
  user_send_location: 'other',
  user_send_business_card: 'other',
} as const;

type Attachments = Extract<
  OaDocumentedEvent,
  { message: { attachments: unknown } }
>['message']['attachments'];

/** Coordinates come as strings; ones that are no place on earth make the message a mere attachment. */
function locationIn(attachments: Attachments): Content | null {
  const place = attachments.find((attachment) => attachment.type === 'location');
  if (place === undefined) return null;
  const latitude = degrees(place.payload.coordinates.latitude);
  const longitude = degrees(place.payload.coordinates.longitude);
  const onEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return onEarth ? { type: 'location', latitude, longitude } : null;
}

const degrees = (text: string): number => (text.trim() === '' ? NaN : Number(text));
