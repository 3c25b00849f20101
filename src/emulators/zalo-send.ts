import type { Bubble, Button } from './chat.ts';
import type { ZaloAccount, ZaloOa } from './zalo-account.ts';
import { newMessageId, oaSent, type OaSent } from './zalo-events.ts';

/** A message that passed every check, as the phone shows it and as the echo names it. */
export interface Content {
  kind: Bubble['kind'];
  text: string;
  /** Address of a picture. */
  picture?: string;
  buttons?: Button[];
  echo: OaSent;
}

const FREE_MS = 48 * 3_600_000;

/** Puts a message into somebody's chat, echoes it to the webhook, and gives what the API answers. */
export function sendTo(oa: ZaloOa, to: ZaloAccount, content: Content): object {
  const { kind, text, picture, buttons = [], echo } = content;
  const [id, at] = [newMessageId(), oa.now()];
  const shown = { kind, text, buttons: buttons.map((button) => [button]), ...(picture && { picture }) };
  to.chat.add({ id, from: 'bot', at, ...shown });
  setImmediate(() => void oa.delivery.push(to.id, oaSent(oa, to, echo, text, id)));
  // Free replies within 48 hours; a quota that is absent means billed.
  const quota = at - (to.interactedAt ?? 0) <= FREE_MS ? { quota: { quota_type: 'reply' } } : {};
  return { message_id: id, user_id: to.id, sent_time: String(at), ...(echo === 'template' ? {} : quota) };
}
