/** What a receiver asks of any event before it looks inside: have I seen it, who is it about, is it my own echo. */
import { createHash } from 'node:crypto';
import type { OaEvent } from './parse-oa-event.ts';

/**
 * A key under which a redelivery is found again: deliveries repeat, in any order. Messages go by their id, other
 * events by timestamp and user, unread ones by a digest of the body (a redelivery has the same).
 */
export function oaEventKey(event: OaEvent): string {
  const name = event.event_name;
  if ('body' in event) {
    return `${name}:${createHash('sha256').update(JSON.stringify(event.body)).digest('hex').slice(0, 32)}`;
  }
  if ('message' in event && 'msg_id' in event.message) {
    const { msg_id } = event.message;
    // One message can be reacted to more than once.
    return name.endsWith('_reacted_message') ? `${name}:${msg_id}:${event.timestamp}` : `${name}:${msg_id}`;
  }
  return `${name}:${event.timestamp}:${oaEventUserId(event) ?? ''}`;
}

/** The user an event is about; undefined for events about tags, templates and quotas, and for unread bodies. */
export function oaEventUserId(event: OaEvent): string | undefined {
  if ('body' in event) return undefined;
  if ('follower' in event) return event.follower.id;
  if ('user_id' in event) return event.user_id;
  if (!('sender' in event)) return undefined;
  const fromAccount = isOaEcho(event) || event.event_name === 'oa_reacted_message';
  return fromAccount ? event.recipient?.id : event.sender?.id;
}

/** Whether the event merely reports what the account itself sent. Answering one makes a loop. */
export function isOaEcho(event: OaEvent): boolean {
  return event.event_name.startsWith('oa_send_');
}
