import type { Area, AreaResolution, FormerUnit } from '../areas/area.ts';
import { foldDiacritics } from '../vietnamese/fold.ts';
import type { Scene } from './scene.ts';
import { self, type Session } from './session.ts';
import type { Given, Understood } from './understood.ts';

/** Most areas offered as buttons; with more, the person is asked to add the district or province. */
const mostCandidates = 6;

/** Where to look: inside a place understood before, and first in the province the person is likely to live in. */
interface Around {
  within: string | null;
  home: string;
}

/**
 * Reads where somebody lives, down to the commune. A district or province alone is kept and the commune asked for;
 * a name that several places share is asked back with their districts. A name the place no longer has is taken for
 * what it is called today, which is said.
 */
export function understandArea(scene: Scene, session: Session, given: Given): Understood {
  const draft: { within: string | null; candidates: string[] } =
    session.draft?.type === 'area' ? session.draft : { within: null, candidates: [] };
  if ('code' in given) {
    return draft.candidates.includes(given.code) ? take(scene, given.code) : { kind: 'stale' };
  }
  const number = /^\s*(\d{1,2})[.)]?\s*$/.exec(given.text)?.[1];
  const chosen =
    number === undefined
      ? candidateNamed(scene, draft.candidates, given.text)
      : draft.candidates[Number(number) - 1];
  if (chosen !== undefined) return take(scene, chosen);

  return settle(scene, given.text, { within: draft.within, home: likelyHome(scene, session) });
}

/** The place of the list whose name was typed off it, with or without what it lies in. */
function candidateNamed(scene: Scene, candidates: readonly string[], text: string): string | undefined {
  const { areas } = scene.assets;
  const typed = foldDiacritics(text).trim();
  const named = candidates.filter((code) =>
    [areas.find(code)?.name ?? '', areas.fullName(code)].some((name) => foldDiacritics(name) === typed),
  );
  return named.length === 1 ? named[0] : undefined;
}

/** The province of the address known of the person or the contact; else the one the service is for. */
function likelyHome(scene: Scene, session: Session): string {
  const { areas, homeArea } = scene.assets;
  const contact = scene.conversation.people.find((person) => person.id === self);
  const known = session.answers['area'] ?? contact?.answers['area'];
  return areas.ancestors(String(known?.value)).at(-1)?.code ?? homeArea;
}

/** Decides what a typed place means: one is taken, some are offered, many or none are refused. */
function settle(scene: Scene, text: string, around: Around): Understood {
  const found = resolveNarrowest(scene, text, around);
  switch (found.kind) {
    case 'one': {
      const { area, formerly } = found;
      if (!isSaidClearly(scene, text, found, around)) return offer([area], around, formerNames(found));
      const taken = take(scene, area.code);
      if (taken.kind !== 'answer') return taken;
      return {
        ...taken,
        ...(found.rest && { alsoHouseLine: found.rest }),
        ...(formerly && { formerName: nameOf(formerly) }),
      };
    }
    case 'many': {
      const near = atHomeFirst(scene, found.areas, around);
      const [only] = near;
      if (only && near.length === 1 && isBareName(text, only)) return take(scene, only.code);
      return near.length > mostCandidates
        ? { kind: 'refused', reason: 'many-places' }
        : offer(near, around, formerNames(found));
    }
    case 'none':
      return { kind: 'refused', reason: text.trim() === '' ? 'empty' : 'no-such-place' };
  }
}

function offer(
  areas: readonly Area[],
  { within }: Around,
  { formerly = new Map() }: { formerly?: ReadonlyMap<string, FormerUnit> },
): Understood {
  const candidates = areas.map((area) => area.code);
  const former: Record<string, string> = {};
  for (const code of candidates) {
    const unit = formerly.get(code);
    if (unit) former[code] = nameOf(unit);
  }
  return { kind: 'partly', draft: { type: 'area', within, candidates, former } };
}

/** `Phường Tân Hiệp, Thành phố Biên Hòa`: the province above goes without saying. */
const nameOf = (unit: FormerUnit): string =>
  unit
    .slice(0, Math.max(1, unit.length - 1))
    .map((area) => area.name)
    .join(', ');

/** With more than can be offered, only those of the likely province, if there are any. */
function atHomeFirst(scene: Scene, found: readonly Area[], { home }: Around): readonly Area[] {
  if (found.length <= mostCandidates) return found;
  const near = found.filter((area) =>
    scene.assets.areas.ancestors(area.code).some(({ code }) => code === home),
  );
  return near.length > 0 ? near : found;
}

/**
 * A place is taken without asking back when its name is all that was typed, or when a place around it was named too.
 * A street called like a commune of another province is neither.
 */
function isSaidClearly(
  scene: Scene,
  text: string,
  { area, confirmed, formerly }: Certain,
  { within, home }: Around,
): boolean {
  const typed = foldDiacritics(text);
  const isAlone = typed.length <= foldDiacritics((formerly?.[0] ?? area).name).length + 2;
  const isShort = !/\d.*[,/]|duong|street|hem|ngo/.test(typed);
  const isNear = within !== null || scene.assets.areas.ancestors(area.code).some(({ code }) => code === home);
  return confirmed === true || isAlone || (isShort && isNear);
}

/** What the text says at the narrowest level that knows it; a wider place of the same name is offered beside. */
function resolveNarrowest(scene: Scene, text: string, around: Around): AreaResolution {
  const { areas } = scene.assets;
  const { within } = around;
  const scope = within === null ? { prefer: around.home } : { within };
  const wider: Certain[] = [];
  let narrowest: AreaResolution = { kind: 'none' };
  for (const level of areas.spokenLevels.toReversed()) {
    const found = areas.resolve(text, { level, ...(within === null ? {} : { within }) });
    if (found.kind === 'none') continue;
    if (narrowest.kind === 'none')
      narrowest = found.kind === 'many' ? listOf(scene, text, level, scope, found) : found;
    if (found.kind === 'one' && found.area.code !== within && isNamesake(text, found, narrowest))
      wider.push(found);
  }
  if (wider.length === 0 || narrowest.kind === 'none') return narrowest;
  const others = narrowest.kind === 'one' ? [narrowest.area] : atHomeFirst(scene, narrowest.areas, around);
  const all = [...new Set([...wider.map(({ area }) => area), ...others])];
  const former = [...wider, narrowest].flatMap((found) => [...(formerNames(found).formerly ?? [])]);
  return all.length > 1 ? { kind: 'many', areas: all, formerly: new Map(former) } : narrowest;
}

type Certain = Extract<AreaResolution, { kind: 'one' }>;

function formerNames(found: AreaResolution): { formerly?: ReadonlyMap<string, FormerUnit> } {
  if (found.kind === 'none' || !found.formerly) return {};
  return { formerly: found.kind === 'many' ? found.formerly : new Map([[found.area.code, found.formerly]]) };
}

/** The places a name may mean, those of the likely province first: a list cut at twenty may have left them out. */
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

/** "Biên Hòa, Đồng Nai" may be the ward or the city: both have the name, and it was said once. */
function isNamesake(text: string, found: Certain, narrowest: AreaResolution): boolean {
  const name = saidName(found);
  if (found.implied) return false;
  if (foldDiacritics(text).trim() === name) return true;
  return (
    narrowest.kind === 'one' && saidName(narrowest) === name && foldDiacritics(text).split(name).length === 2
  );
}

const saidName = ({ area, formerly }: Certain): string => foldDiacritics((formerly?.[0] ?? area).bareName);

const isBareName = (text: string, area: Area): boolean =>
  foldDiacritics(text).trim() === foldDiacritics(area.bareName);

/** A place with none inside it is an answer; any other narrows the next question, and offers what is inside if few. */
function take(scene: Scene, code: string): Understood {
  const inside = scene.assets.areas.children(code).map((area) => area.code);
  const [only] = inside;
  if (only === undefined) return { kind: 'answer', value: code };
  if (inside.length === 1) return { kind: 'answer', value: only };
  const candidates = inside.length > mostCandidates ? [] : inside;
  return { kind: 'partly', draft: { type: 'area', within: code, candidates } };
}
