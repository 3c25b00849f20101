import { cleanText } from '../vietnamese/clean-text.ts';
import { foldDiacritics } from '../vietnamese/fold.ts';
import type { MsgIn, QuickReply } from './message.ts';
import { readPayload } from './payload.ts';
import type { Conversation } from './session.ts';

/**
 * A button of the last message may be typed instead of pressed, which is all one can do on a platform without buttons:
 * the title of a command, or the number of something to do in a list. Numbers and titles of answers stay words: the
 * question reads them.
 */
export function asPress(conversation: Conversation, message: MsgIn): MsgIn {
  const { content } = message;
  if (content.type !== 'text') return message;
  const { choices, commands } = lastOffered(conversation);
  const actions = choices.filter(({ payload }) => readPayload(payload)?.code.startsWith('!'));
  const meant = byTitle([...commands, ...actions], content.text) ?? byNumber(choices, content.text);
  if (meant === undefined || ![...commands, ...actions].includes(meant)) return message;
  return { ...message, content: { type: 'press', payload: meant.payload } };
}

/** The code of the answer that a typed title or number stands for in the last message, as the question reads presses. */
export function offeredCode(
  conversation: Conversation,
  text: string,
): { session: string; question: number; code: string } | null {
  const { choices } = lastOffered(conversation);
  const meant = byTitle(choices, text) ?? byNumber(choices, text);
  return meant === undefined ? null : readPayload(meant.payload);
}

type Button = Extract<QuickReply, { payload: string }>;

function lastOffered({ last }: Conversation): { choices: Button[]; commands: Button[] } {
  const effect = last?.effects.findLast((one) => one.type === 'message');
  const replies = effect?.message.quickReplies ?? [];
  return {
    choices: replies.filter((reply) => reply.kind === 'choice'),
    commands: replies.filter((reply) => reply.kind === 'command'),
  };
}

/** Only choices are numbered, in their order; those to be typed as words are not. */
function byNumber(choices: Button[], text: string): Button | undefined {
  const number = /^\s*(\d{1,2})[.)]?\s*$/.exec(cleanText(text))?.[1];
  const numbered = choices.filter((choice) => choice.kind === 'choice' && choice.byWord !== true);
  return number === undefined ? undefined : numbered[Number(number) - 1];
}

const byTitle = (buttons: Button[], text: string): Button | undefined => {
  const typed = bare(text);
  return typed === '' ? undefined : buttons.find(({ title }) => bareTitle(title) === typed);
};

/** What was made of titles before: few are shown often. Emptied before it grows large. */
const known = new Map<string, string>();
const MOST_KNOWN = 5000;

function bareTitle(title: string): string {
  const before = known.get(title);
  if (before !== undefined) return before;
  if (known.size >= MOST_KNOWN) known.clear();
  const made = bare(title);
  known.set(title, made);
  return made;
}

/** Without diacritics, and without the arrow, plus or tick in front, which nobody types. */
const bare = (text: string): string =>
  foldDiacritics(cleanText(text))
    .toLowerCase()
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
