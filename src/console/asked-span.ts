import { z } from 'zod';
import type { DialogueAssets } from '../dialogue/assets.ts';
import type { ExportSpan } from '../storage/export-page.ts';
import type { Visitor } from '../storage/staff-sessions.ts';
import { areaOf, takesUnplaced, type ChosenArea } from './area-of.ts';
import { dayStart, laterDay } from './day-start.ts';
import { Refusal } from './refusal.ts';

const day = z.iso.date();

/** Which rows are asked for: days are whole days of the installation's time zone, both included. */
export const spanSchema = z.object({
  from: day.optional().describe('First day, such as 2020-03-01'),
  to: day.optional().describe('Last day, included'),
  area: z.string().max(10).optional().describe('Code of an area inside one’s own; by default one’s own'),
});

/** What a form sends for a field left empty is as if it were not there. */
export const filled = (query: unknown): unknown =>
  typeof query === 'object' && query !== null
    ? Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))
    : query;

/** The span asked for. @throws Refusal 404 when the area is not one's own, 400 when it ends before it begins */
export function askedSpan(
  { from, to, area }: z.infer<typeof spanSchema>,
  visitor: Visitor,
  assets: DialogueAssets,
): { span: ExportSpan; area: ChosenArea } {
  const chosen = areaOf(area, visitor, assets);
  if (area !== undefined && chosen.path.at(-1) !== area) throw new Refusal(404);
  if (from !== undefined && to !== undefined && to < from) throw new Refusal(400);
  return {
    area: chosen,
    span: {
      below: chosen.path,
      unplaced: takesUnplaced(chosen.path, visitor),
      since: from === undefined ? null : dayStart(from, assets.timeZone),
      until: to === undefined ? null : dayStart(laterDay(to, 1), assets.timeZone),
    },
  };
}
