import type { MsgOut, QuickReply } from '../dialogue/message.ts';
import type { ChannelLimits } from './channel.ts';

/** A message fitted to what a platform can show. */
export interface Fitted {
  text: string;
  choices: Button[];
  commands: Button[];
}

export interface Button {
  payload: string;
  title: string;
  /** Never numbered; see QuickReply. */
  byWord?: boolean;
}

/**
 * Fits the buttons of a message to the limits of a platform. Choices that do not all fit become numbered lines of
 * the text, which the dialogue understands when "2" is typed; commands give way to choices. A platform without any
 * buttons gets the commands as a last line of words to type, and so are choices that are not to be numbered.
 *
 * @param room how many buttons this message can carry, where that is less than the platform's limit
 */
export function numberedChoices(message: MsgOut, limits: ChannelLimits, room = limits.buttons): Fitted {
  const text = clean(message.text);
  const choices = buttonsOf(message.quickReplies, 'choice', limits.buttonTitle);
  const commands = buttonsOf(message.quickReplies, 'command', limits.buttonTitle);
  if (choices.length <= room && limits.buttons > 0) {
    return { text, choices, commands: commands.slice(0, room - choices.length) };
  }
  const numbered = choices
    .filter(({ byWord }) => !byWord)
    .map((choice, index) => `${index + 1}. ${choice.title}`)
    .join('\n');
  const typed = [...choices.filter(({ byWord }) => byWord), ...(limits.buttons === 0 ? commands : [])];
  const words = typed.map(({ title }) => title).join(' · ');
  const paragraphs = [text, numbered, words].filter((paragraph) => paragraph !== '');
  return { text: paragraphs.join('\n\n'), choices: [], commands: commands.slice(0, room) };
}

/** Composed, so that lengths count as shown, and without half characters, which no platform takes. */
const clean = (text: string): string => text.toWellFormed().normalize('NFC').trim();

function buttonsOf(replies: QuickReply[], kind: 'choice' | 'command', longest: number): Button[] {
  return replies.flatMap((reply) =>
    reply.kind === kind
      ? [{ payload: reply.payload, title: shortened(reply.title, longest), ...byWordOf(reply) }]
      : [],
  );
}

const byWordOf = (reply: QuickReply) => (reply.kind === 'choice' && reply.byWord ? { byWord: true } : {});

const letters = new Intl.Segmenter('vi', { granularity: 'grapheme' });

/**
 * Cuts a title to `longest` UTF-16 units, with an ellipsis, between letters. A blank one, which every platform refuses
 * together with the message around it, is the ellipsis alone.
 */
function shortened(title: string, longest: number): string {
  const whole = clean(title);
  if (whole !== '' && whole.length <= longest) return whole;
  let cut = '';
  for (const { segment: letter } of letters.segment(whole)) {
    if (cut.length + letter.length >= longest) break;
    cut += letter;
  }
  return `${cut.trimEnd()}…`;
}
