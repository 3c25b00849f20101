// Reads the day something happened: counted from today, by weekday, or written as a date.
// Must not know: what happened that day, or the clock.
import { cleanText } from '../../vietnamese/clean-text.ts';
import { readSpokenDay } from '../../vietnamese/spoken-day.ts';
import { stripParticles } from '../../vietnamese/particles.ts';
import { tokenise } from '../../vietnamese/tokens.ts';
import type { ReadContext } from './read-context.ts';
import { read, refuse, type Reading } from './reading.ts';
import { isUnknown } from './unknown.ts';

const timeOfDay =
  /(?:lúc |luc |vào lúc |at )?(?<![\d/.-])\d{1,2} ?(?:h|g|giờ|gio|am|pm|o'clock)(?: ?(?:\d{1,2}(?![\d/])|rưỡi|ruoi))?(?: ?(?:p|phút|phut))?(?![\p{L}\d])|(?<!\d)\d{1,2}:\d{2}(?!\d)/giu;

/**
 * In: what was typed. Out: an ISO date not later than today, or `unknown`.
 * Refuses `empty`, `vague` ("tuần trước"), `future`, `impossible` ("30/2"), `ambiguous` and `not-understood`.
 */
export function readDate(text: string, { today }: Pick<ReadContext, 'today'>): Reading<string> {
  const clean = cleanText(text).slice(0, 300);
  const tokens = stripParticles(tokenise(clean.replace(timeOfDay, ' ')));
  if (tokenise(clean).length === 0) return refuse('empty');
  if (isUnknown(tokens)) return read('unknown');
  if (/[?]\s*$/u.test(clean)) return refuse('question');
  if (/^-\s*\d/u.test(clean)) return refuse('not-understood');
  const spoken = readSpokenDay(tokens, today);
  return spoken.ok ? read(spoken.day) : refuse(spoken.reason);
}
