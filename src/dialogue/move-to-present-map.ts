import type { Answer } from './answer.ts';
import type { DialogueAssets } from './assets.ts';
import type { Scene } from './scene.ts';
import type { DividedArea, Draft } from './session.ts';

/** What holds an area answered on some map. */
interface Home {
  answers: Record<string, Answer>;
  dividedArea?: DividedArea;
}

/**
 * Translates the areas of a conversation last held on another map. An area that is one unit now stays answered, with
 * the words it came from; a divided one is asked again among its heirs; one nobody can follow is forgotten and asked.
 */
export function moveToPresentMap(scene: Scene): void {
  const { conversation, assets } = scene;
  const { map } = conversation;
  if (map === assets.adminVersion) return;
  conversation.map = assets.adminVersion;
  conversation.people = conversation.people.map((person) => ({
    ...moved(person, assets, map),
    sent: person.sent && {
      ...person.sent,
      answers: moved({ answers: person.sent.answers }, assets, map).answers,
    },
  }));
  const { session } = conversation;
  if (!session) return;
  const { unchanged } = session;
  conversation.session = {
    ...moved(session, assets, map),
    ...(unchanged && { unchanged: moved({ answers: unchanged }, assets, map).answers }),
    draft: withoutAreas(session.draft),
  };
}

function moved<T extends Home>(home: T, { becameOf }: DialogueAssets, map: string): T {
  const { area, ...others } = home.answers;
  if (area) {
    const { name, now } = becameOf(map, String(area.value));
    const [only] = now;
    if (only !== undefined && now.length === 1)
      return { ...home, answers: { ...home.answers, area: { ...area, value: only } } };
    return { ...home, answers: others, ...(now.length > 0 && { dividedArea: { name, codes: [...now] } }) };
  }
  if (!home.dividedArea) return home;
  const { name, codes } = home.dividedArea;
  const now = new Set(codes.flatMap((code) => becameOf(map, code).now));
  return { ...home, dividedArea: { name, codes: [...now] } };
}

/** Buttons that were offered name places of the other map. */
function withoutAreas(draft: Draft | null): Draft | null {
  if (draft?.type === 'area') return null;
  return draft?.type === 'resuming' ? { ...draft, before: withoutAreas(draft.before) } : draft;
}
