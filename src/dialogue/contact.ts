import type { MsgIn } from './message.ts';
import type { Conversation } from './session.ts';

/** Whether the person blocked us or left: nothing may be sent until they write again. */
export const hasStopped = (conversation: Conversation): boolean => conversation.stoppedAt !== undefined;

/**
 * The conversation of somebody for whom the platform takes nothing any more. Once more: changes nothing.
 *
 * @param at epoch milliseconds
 */
export const stopContact = (conversation: Conversation, at: number): Conversation =>
  hasStopped(conversation) ? conversation : { ...conversation, stoppedAt: at };

/** What people send within so many ms belongs together, whichever of it arrives first. */
const TOGETHER = 2_000;

/** Whether something the person sent later was worked on before: they said this before they were asked what they are now. */
export const isOvertaken = ({ heardAt }: Conversation, { sentAt }: MsgIn): boolean =>
  heardAt !== undefined && sentAt < heardAt - TOGETHER;

/**
 * Notes on a working copy what a message tells of the contact: when they were last heard, the link they came by, that
 * they left or are back. Leaving counts only if nothing newer was heard: platforms deliver out of order.
 *
 * @param now epoch milliseconds; no message is taken to be from later than that
 */
export function noteContact(conversation: Conversation, { content, sentAt }: MsgIn, now: number): void {
  const at = Math.min(sentAt, now);
  if (content.type === 'stop') {
    if (at >= (conversation.heardAt ?? at)) conversation.stoppedAt ??= at;
    return;
  }
  delete conversation.stoppedAt;
  conversation.heardAt = Math.max(at, conversation.heardAt ?? at);
  if (content.type === 'start' && content.payload !== null && linkPayload.test(content.payload)) {
    conversation.link = { payload: content.payload, at };
  }
}

/** What Telegram lets a link carry. Source: core.telegram.org/bots/features#deep-linking. */
const linkPayload = /^[\w-]{1,64}$/;
