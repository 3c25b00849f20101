// Reads for how many days something has lasted.
// Must not know: what has lasted, or the clock.
import { cleanText } from '../../vietnamese/clean-text.ts';
import { daysBetween } from '../../vietnamese/calendar-days.ts';
import { numberAt } from '../../vietnamese/number-words.ts';
import { stripParticles } from '../../vietnamese/particles.ts';
import { readSpokenDay } from '../../vietnamese/spoken-day.ts';
import { ending, tokenise } from '../../vietnamese/tokens.ts';
import type { ReadContext } from './read-context.ts';
import { read, refuse, type Reading } from './reading.ts';

const MOST = 3650;

/**
 * In: what was typed: a bare number, a span ("ba ngày", "nửa tháng") or the day it began ("hôm qua", "20/3").
 * Out: whole days. Refuses `empty`, `vague` ("hơn 1 tuần"), `range`, `out-of-range` and `not-understood`.
 */
export function readDaysCount(text: string, { today }: Pick<ReadContext, 'today'>): Reading<number> {
  const clean = cleanText(text).slice(0, 200);
  const tokens = stripParticles(tokenise(clean));
  if (tokens.length === 0) return refuse('empty');
  if (ending(text).includes('?')) return refuse('question');
  if (/^\s*-\s*\d|\d[.,]\d|[<>]|\d\s*\+/u.test(clean)) return refuse('vague');
  const bare = numberAt(tokens, 0);
  if (bare?.length === tokens.length && (bare.value > 0 || /\d/u.test(clean))) return within(bare.value);
  if (/\d\s*[-~]\s*\d+\s*\p{L}/u.test(clean)) return refuse('range');
  const unit = bare && tokens[bare.length]?.plain;
  if (
    bare !== undefined &&
    (unit === 'thang' || unit === 'months' || unit === 'month') &&
    tokens.length === bare.length + 1
  )
    return within(bare.value * 30);
  const began = readSpokenDay(tokens, today);
  return began.ok ? within(daysBetween(began.day, today)) : refuse(began.reason);
}

function within(days: number): Reading<number> {
  return days >= 0 && days <= MOST ? read(days) : refuse('out-of-range');
}
