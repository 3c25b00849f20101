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

  return settle(scene, given.text, draft.within);
}

/** Decides what a typed place means: one is taken, some are offered, many or none are refused. */
function settle(scene: Scene, text: string, within: string | null): Understood {
  const found = resolveNarrowest(scene, text, within);
  switch (found.kind) {
    case 'one': {
      if (!isSaidClearly(scene, text, found.area, within)) return offer([found.area], within);
      const taken = take(scene, found.area.code);
      return taken.kind === 'answer' && found.rest ? { ...taken, alsoHouseLine: found.rest } : taken;
    }
    case 'many': {
      const near = atHomeFirst(scene, found.areas);
      const [only] = near;
      if (only && near.length === 1 && isBareName(text, only)) return take(scene, only.code);
      return near.length > mostCandidates ? { kind: 'refused', reason: 'many-places' } : offer(near, within);
    }
    case 'none':
      return { kind: 'refused', reason: text.trim() === '' ? 'empty' : 'no-such-place' };
  }
}

const offer = (areas: readonly Area[], within: string | null): Understood => ({
  kind: 'partly',
  draft: { type: 'area', within, candidates: areas.map((area) => area.code) },
});

/** With more than can be offered, only those of the province the service is for, if there are any. */
function atHomeFirst(scene: Scene, found: readonly Area[]): readonly Area[] {
  if (found.length <= mostCandidates) return found;
  const { areas, homeArea } = scene.assets;
  const home = found.filter((area) => areas.ancestors(area.code).some((one) => one.code === homeArea));
  return home.length > 0 ? home : found;
}

/**
 * A place is taken without asking back when its name is all that was typed, or when a place around it was named too.
 * A street called like a commune of another province is neither.
 */
function isSaidClearly(scene: Scene, text: string, area: Area, within: string | null): boolean {
  const typed = foldDiacritics(text);
  const around = scene.assets.areas.ancestors(area.code);
  const isNamed = around.some((one) => typed.includes(foldDiacritics(one.bareName)));
  const isAlone = typed.length <= foldDiacritics(area.name).length + 2;
  const isInside = within !== null && around.some((one) => one.code === within);
  const isShort = !/\d.*[,/]|duong|street|hem|ngo/.test(typed);
  return isNamed || isAlone || (isInside && isShort) || (isShort && isAtHome(scene, around));
}

const isAtHome = (scene: Scene, around: readonly Area[]): boolean =>
  around.some((one) => one.code === scene.assets.homeArea);

/** What the text says at the narrowest level that knows it; a wider place of the same bare name is offered beside. */
function resolveNarrowest(scene: Scene, text: string, within: string | null): AreaResolution {
  const { areas, homeArea } = scene.assets;
  const scope = within === null ? { prefer: homeArea } : { within };
  const named: Area[] = [];
  let narrowest: AreaResolution = { kind: 'none' };
  for (const level of areas.levels.toReversed()) {
    const found = areas.resolve(text, { level, ...(within === null ? {} : { within }) });
    if (found.kind === 'none') continue;
    if (narrowest.kind === 'none')
      narrowest = found.kind === 'many' ? listOf(scene, text, level, scope, found) : found;
    if (found.kind === 'one' && isBareName(text, found.area) && found.area.code !== within)
      named.push(found.area);
  }
  if (named.length === 0 || narrowest.kind === 'none') return narrowest;
  const others = narrowest.kind === 'one' ? [narrowest.area] : atHomeFirst(scene, narrowest.areas);
  const all = [...new Set([...named, ...others])];
  return all.length > 1 ? { kind: 'many', areas: all } : narrowest;
}

/** The places a name may mean, those of the home province first: a list cut at twenty may have left them out. */
function listOf(
  scene: Scene,
  text: string,
  level: string,
  scope: { prefer: string } | { within: string },
  found: AreaResolution,
): AreaResolution {
  const preferred = scene.assets.areas.resolve(text, { level, ...scope });
  return preferred.kind === 'many' ? preferred : found;
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
