import { phrase, type Scene, tell } from './scene.ts';
import type { Draft, Session } from './session.ts';

type AreaDraft = Extract<Draft, { type: 'area' }>;

/** A place with what it lies in; one of a level that has ended is said to be of former times. */
export function showPlace(scene: Scene, code: string): string {
  const { areas } = scene.assets;
  const place = areas.fullName(code);
  const level = areas.find(code)?.level;
  const hasEnded = level !== undefined && !areas.levels.includes(level);
  return hasEnded ? phrase(scene, 'common:area.former', { place }) : place;
}

/** Where the area answered before was divided, its heirs are what is asked about. */
export function offerDividedArea(session: Session): void {
  const { dividedArea } = session;
  if (session.draft !== null || !dividedArea || dividedArea.codes.length === 0) return;
  const former = Object.fromEntries(dividedArea.codes.map((code) => [code, dividedArea.name]));
  session.draft = { type: 'area', within: null, candidates: dividedArea.codes, former };
}

/** Asks which of the places offered, or which inside the one understood so far. False when there are neither. */
export function tellPlaces(scene: Scene, draft: AreaDraft): boolean {
  const { candidates, within } = draft;
  const inside = within === null ? 0 : scene.assets.areas.children(within).length;
  if (within !== null && (candidates.length === 0 || candidates.length === inside)) {
    tell(scene, 'common:area.within', { place: showPlace(scene, within) });
    return true;
  }
  if (candidates.length === 0) return false;
  const former = commonFormer(draft);
  const question = candidates.length === 1 ? 'is_it' : 'which';
  if (former === undefined) tell(scene, `common:area.${question}`);
  else tell(scene, `common:area.${question}_now`, { former });
  return true;
}

/** The places offered as buttons. Where they were meant by different former names, those stand beside. */
export function showCandidates(scene: Scene, draft: AreaDraft): { code: string; title: string }[] {
  const isSaid = commonFormer(draft) !== undefined;
  return draft.candidates.map((code) => {
    const place = showPlace(scene, code);
    const former = draft.former?.[code];
    const title =
      isSaid || former === undefined ? place : phrase(scene, 'common:area.and_former', { place, former });
    return { code, title };
  });
}

/** The former name all candidates were meant by. */
function commonFormer({ candidates, former = {} }: AreaDraft): string | undefined {
  const [first, ...others] = candidates.map((code) => former[code]);
  return others.every((name) => name === first) ? first : undefined;
}
