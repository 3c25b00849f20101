import type { MsgIn } from './message.ts';
import type { Scene } from './scene.ts';
import type { Conversation } from './session.ts';
import { isStaffWord } from './staff-word.ts';

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
    if (at < (conversation.heardAt ?? at)) return;
    conversation.stoppedAt ??= at;
    delete conversation.follows;
    return;
  }
  delete conversation.stoppedAt;
  if (content.type === 'start' && content.follows) conversation.follows = true;
  conversation.heardAt = Math.max(at, conversation.heardAt ?? at);
  const payload = linkIn(content);
  if (payload !== null && !isStaffWord(payload)) conversation.link = { payload, at };
}

/** Lets it be known that somebody came by a link. */
export function noteVisit({ conversation, events, message }: Scene, now: number): void {
  const code = linkIn(message.content);
  if (code === null || hasStopped(conversation)) return;
  events.push({ type: 'visited', code, step: 'came', at: Math.min(message.sentAt, now) });
}

/** Whether a message is the word by which staff show a chat to be theirs: it begins and answers nothing. */
export function saysStaffWord({ content }: MsgIn): boolean {
  const code = linkIn(content);
  return code !== null && isStaffWord(code);
}

/** The code of the link somebody came by lately: what they do now is thanks to it. */
export const linkOf = ({ link }: Conversation, now: number): string | null =>
  link !== undefined && now - link.at < MONTH ? link.payload : null;

const MONTH = 30 * 24 * 60 * 60_000;

/** The payload of a link, or, where links carry none (Zalo), the code of a poster typed with its sign: `#tram-07`. */
function linkIn(content: MsgIn['content']): string | null {
  if (content.type === 'text')
    return /^\s*#([a-z0-9-]{3,40})\s*$/iu.exec(content.text)?.[1]?.toLowerCase() ?? null;
  if (content.type !== 'start' || content.payload === null) return null;
  return linkPayload.test(content.payload) ? content.payload : null;
}

/** What Telegram lets a link carry. Source: core.telegram.org/bots/features#deep-linking. */
const linkPayload = /^[\w-]{1,64}$/;
