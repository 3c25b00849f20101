import type { Area, AreaResolution } from '../areas/area.ts';
import { foldDiacritics } from '../vietnamese/fold.ts';
import type { Scene } from './scene.ts';
import type { Session } from './session.ts';
import type { Given, Understood } from './understood.ts';

/** Most areas offered as buttons; with more, the person is asked to add the district or province. */
const mostCandidates = 6;

/**
 * Reads where somebody lives, down to the commune. A district or province alone is kept and the commune asked for;
 * a name that several places share is asked back with their districts.
 */
export function understandArea(scene: Scene, session: Session, given: Given): Understood {
  const draft: { within: string | null; candidates: string[] } =
    session.draft?.type === 'area' ? session.draft : { within: null, candidates: [] };
  if ('code' in given) {
    return draft.candidates.includes(given.code) ? take(scene, given.code) : { kind: 'stale' };
  }
  const number = /^\s*(\d{1,2})[.)]?\s*$/.exec(given.text)?.[1];
  const chosen = number === undefined ? undefined : draft.candidates[Number(number) - 1];
  if (chosen !== undefined) return take(scene, chosen);

  const found = resolveNarrowest(scene, given.text, draft.within);
  switch (found.kind) {
    case 'one': {
      const taken = take(scene, found.area.code);
      return taken.kind === 'answer' && found.rest ? { ...taken, alsoHouseLine: found.rest } : taken;
    }
    case 'many':
      if (found.areas.length > mostCandidates) return { kind: 'refused', reason: 'many-places' };
      return {
        kind: 'partly',
        draft: { type: 'area', within: draft.within, candidates: found.areas.map((area) => area.code) },
      };
    case 'none':
      return { kind: 'refused', reason: given.text.trim() === '' ? 'empty' : 'no-such-place' };
  }
}

/** What the text says at the narrowest level that knows it; a district of the same bare name is offered beside. */
function resolveNarrowest(scene: Scene, text: string, within: string | null): AreaResolution {
  const { areas } = scene.assets;
  const inside = within === null ? {} : { within };
  const named: Area[] = [];
  let narrowest: AreaResolution = { kind: 'none' };
  for (const level of areas.levels.toReversed()) {
    const found = areas.resolve(text, { level, ...inside });
    if (found.kind === 'none') continue;
    if (narrowest.kind === 'none') narrowest = found;
    if (found.kind === 'one' && isBareName(text, found.area) && found.area.code !== within)
      named.push(found.area);
  }
  const [first] = named;
  const shared = named.length > 1 && narrowest.kind === 'one' && narrowest.area === first;
  return shared ? { kind: 'many', areas: named } : narrowest;
}

const isBareName = (text: string, area: Area): boolean =>
  foldDiacritics(text).trim() === foldDiacritics(area.bareName);

/** The lowest level is an answer; anything above it narrows the next question. */
function take(scene: Scene, code: string): Understood {
  const { areas } = scene.assets;
  return areas.find(code)?.level === areas.levels.at(-1)
    ? { kind: 'answer', value: code }
    : { kind: 'partly', draft: { type: 'area', within: code, candidates: [] } };
}
