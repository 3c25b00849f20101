import { html, type Html } from './html.ts';
import type { Words } from './words.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long until a deadline, or for how long it has passed; the moment itself stands in the title. */
export function due(words: Words, deadline: Date, now: number): Html {
  const { t, time, number } = words;
  const left = deadline.getTime() - now;
  const span = Math.abs(left);
  const [unit, count] =
    span < HOUR
      ? (['minutes', Math.max(1, Math.round(span / MINUTE))] as const)
      : span < 2 * DAY
        ? (['hours', Math.round(span / HOUR)] as const)
        : (['days', Math.round(span / DAY)] as const);
  const said = t(`due.${left < 0 ? 'late' : 'left'}_${unit}`, { count: number(count) });
  return html`<time
    datetime="${deadline.toISOString()}"
    title="${time(deadline)}"
    class="${left < 0 ? 'late' : ''}"
    >${said}</time
  >`;
}
