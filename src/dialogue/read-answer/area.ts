// Reads a province, a district or a commune through the gazetteer of the map in force; former names count for their heirs.
// Must not know: how places are found; the gazetteer decides, and a tie is never broken by a guess.
import { cleanText } from '../../vietnamese/clean-text.ts';
import { tokenise } from '../../vietnamese/tokens.ts';
import type { ReadContext } from './read-context.ts';
import { read, refuse, type Reading } from './reading.ts';

export type AreaType = 'province' | 'district' | 'commune';

/**
 * In: what was typed, the level wanted, the gazetteer, and the province the text is about, if known.
 * Out: the code of the unit. Refuses `empty`, `ambiguous` (several units have the name) and `not-understood`, which a
 * district is on a map without districts.
 */
export function readArea(
  text: string,
  level: AreaType,
  { areas, province }: Pick<ReadContext, 'areas' | 'province'>,
): Reading<string> {
  const place = cleanText(text).slice(0, 300);
  if (tokenise(place).length === 0) return refuse('empty');
  if (areas === undefined) return refuse('no-map');
  if (!areas.levels.includes(level)) return refuse('not-understood');
  const within = level === 'province' ? undefined : province;
  const found = areas.resolve(place, { level, within });
  if (found.kind === 'one')
    return found.area.level === level ? read(found.area.code) : refuse('not-understood');
  return refuse(found.kind === 'many' ? 'ambiguous' : 'not-understood');
}
