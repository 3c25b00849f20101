import { randomHex } from './random-id.ts';
import type { ZaloAccount, ZaloOa } from './zalo-account.ts';
import type { ZaloEvent } from './zalo-wire.ts';

export type Share = Record<string, string> & { name: string; phone: string };

/** Something a user sent: `user_send_text` and its siblings with attachments. */
export function userSends(
  oa: ZaloOa,
  from: ZaloAccount,
  kind: string,
  message: object,
  id = newMessageId(),
): ZaloEvent {
  return {
    app_id: oa.keys.appId,
    sender: { id: from.id },
    user_id_by_app: from.idByApp,
    recipient: { id: oa.keys.oaId },
    event_name: `user_send_${kind}`,
    message: { ...message, msg_id: id },
    timestamp: String(oa.now()),
  };
}

export type OaSent = 'text' | 'image' | 'gif' | 'sticker' | 'file' | 'template';

/**
 * The echo of what the OA sent. That `msg_id` is the API's `message_id` is expected, but nowhere confirmed; which echo
 * a message with a template has is our choice, and attachments are left out.
 */
export function oaSent(oa: ZaloOa, to: ZaloAccount, kind: OaSent, text: string, id: string): ZaloEvent {
  return {
    app_id: oa.keys.appId,
    sender: { id: oa.keys.oaId },
    user_id_by_app: to.idByApp,
    recipient: { id: to.id },
    event_name: `oa_send_${kind}`,
    message: { ...(text === '' ? {} : { text }), msg_id: id },
    timestamp: String(oa.now()),
  };
}

/** They looked at what the OA had sent. Which of the two is the sender is our choice. */
export function userSaw(oa: ZaloOa, who: ZaloAccount, ids: readonly string[]): ZaloEvent {
  return {
    app_id: oa.keys.appId,
    sender: { id: oa.keys.oaId },
    user_id_by_app: who.idByApp,
    recipient: { id: who.id },
    event_name: 'user_seen_message',
    message: { msg_ids: ids },
    timestamp: String(oa.now()),
  };
}

/** `follow` or `unfollow`; these have neither sender nor recipient. */
export function following(oa: ZaloOa, who: ZaloAccount, event: 'follow' | 'unfollow'): ZaloEvent {
  return {
    oa_id: oa.keys.oaId,
    follower: { id: who.id },
    user_id_by_app: who.idByApp,
    event_name: event,
    ...(event === 'follow' ? { source: 'oa_profile' } : {}),
    app_id: oa.keys.appId,
    timestamp: String(oa.now()),
  };
}

/** The answer to a request for user info, in today's form or the one of before 2025. */
export function userShares(oa: ZaloOa, who: ZaloAccount, share: Share, form: 'new' | 'old'): ZaloEvent {
  const info =
    form === 'new'
      ? { ...share, user_dob: '30/10/1990', gender: 'Nam', full_address: NEW_ADDRESS }
      : { ...share, phone: Number(share.phone), ...OLD_ADDRESS };
  return {
    sender: { id: who.id },
    recipient: { id: oa.keys.oaId },
    event_name: 'user_submit_info',
    app_id: oa.keys.appId,
    timestamp: String(oa.now()),
    info,
  };
}

/** A message by phone has arrived; the receipt's time is `delivery_time`. */
export function phoneReceived(
  oa: ZaloOa,
  phone: string,
  message: { msg_id: string; tracking_id: string },
): ZaloEvent {
  const at = String(oa.now());
  return {
    app_id: oa.keys.appId,
    sender: { id: oa.keys.oaId },
    recipient: { id: phone },
    event_name: 'user_received_message',
    message: { delivery_time: at, ...message },
    timestamp: at,
  };
}

const NEW_ADDRESS = { user_city: 'Đồng Nai', user_ward: 'Trảng Dài', user_address: 'số 1' };
const OLD_ADDRESS = { address: 'số 1', city: 'Đồng Nai', district: 'Biên Hòa', ward: 'Trảng Dài' };

/** Message ids are 20 hexadecimal digits. */
export const newMessageId = (): string => randomHex(20);
