// Reads a command of the conversation; it is asked about every message, so only a whole message is a command.
// Must not know: what a command does or which question is open.
import { cleanText } from '../../vietnamese/clean-text.ts';
import { foldDiacritics } from '../../vietnamese/fold.ts';
import { matchAt, matchWhole } from '../../vietnamese/lexicon.ts';
import { stripParticles } from '../../vietnamese/particles.ts';
import { tokenise, type Token } from '../../vietnamese/tokens.ts';
import {
  commandWords,
  commandWraps,
  correctLeads,
  publishedCommands,
  type Command,
  type FormCommand,
} from './command-words.ts';
import { read, refuse, type Reading } from './reading.ts';

export type DialogueCommand = Command | FormCommand | `correct:${string}`;

/** Longer messages are answers, not commands. */
const LONGEST = 80;
const slash = /^\s*\/\s*([a-z_]+)(?:@[a-z0-9_]+)?\s*$/iu;

/** The published command a message is. Refuses `empty` and `not-understood`; commands of the form only are refused too. */
export function readCommand(text: string): Reading<Command> {
  if (tokenise(text.slice(0, 200)).length === 0) return refuse('empty');
  const command = readDialogueCommand(text);
  const published = publishedCommands.find((one) => one === command);
  return published === undefined ? refuse('not-understood') : read(published);
}

/**
 * The command a message is, or null when it is an answer. A correction may name what to correct, as typed but folded:
 * `correct:4`, `correct:so dien thoai`.
 */
export function readDialogueCommand(text: string): DialogueCommand | null {
  if (text.length > 4 * LONGEST) return null;
  if (text !== last.text) last = { text, command: commandIn(text) };
  return last.command;
}

/** One message is asked about several times in a turn. */
let last: { text: string; command: DialogueCommand | null } = { text: '', command: null };

function commandIn(text: string): DialogueCommand | null {
  const clean = cleanText(text);
  if (clean.length > LONGEST) return null;
  const tokens = tokenise(slash.exec(clean)?.[1]?.replaceAll('_', ' ') ?? clean);
  const said = stripParticles(tokens);
  const plain = said.length < tokens.length ? wrapped(said) : null;
  return wrapped(tokens) ?? plain ?? correction(unwrap(said, 'before'));
}

/** The command, with or without polite words around it. */
function wrapped(tokens: readonly Token[]): DialogueCommand | null {
  const inner = unwrap(tokens, 'before');
  const ways = [tokens, unwrap(tokens, 'after'), inner, unwrap(inner, 'after')];
  return ways.map((way) => matchWhole(commandWords, way)).find((command) => command !== undefined) ?? null;
}

/** Takes the longest polite phrase off one end; at least one word stays. */
function unwrap(tokens: readonly Token[], side: 'before' | 'after'): readonly Token[] {
  for (let length = Math.min(4, tokens.length - 1); length > 0; length--) {
    if (matchWhole(commandWraps, tokens, side === 'before' ? 0 : tokens.length - length, length) === side)
      return side === 'before' ? tokens.slice(length) : tokens.slice(0, -length);
  }
  return tokens;
}

/** "sửa 4", "đổi lại số điện thoại": a verb of correction at the start and a short target behind it. */
function correction(tokens: readonly Token[]): DialogueCommand | null {
  const lead = tokens.length > 1 ? matchAt(correctLeads, tokens, 0) : undefined;
  if (lead?.code !== 'lead') return null;
  const target = tokens.slice(lead.length).map((token) => token.text);
  if (
    target.length === 0 ||
    target.length > 5 ||
    matchAt(correctLeads, tokens, lead.length).code === 'notTarget'
  )
    return null;
  return `correct:${foldDiacritics(target.join(' ')).replace(/^(?:so|no) (?=\d+$)/u, '')}`;
}
