import type { Answer } from './answer.ts';
import { dayAt } from './calendar.ts';
import type { Declaration } from './declaration.ts';
import { fingerprint } from './derive-id.ts';
import type { Flow } from './flow.ts';
import { keyOf, type Scene } from './scene.ts';
import { type RememberedPerson, self, type Session } from './session.ts';

/** Most people one account can declare for; a household, not a register. */
export const mostPeople = 12;

/** The contact, or the household member of that id. */
export const personOf = (scene: Scene, id: string): RememberedPerson | undefined =>
  scene.conversation.people.find((person) => person.id === id);

/** What need not be asked: the consent given to this very notice, and what is remembered of the person. */
export function remembered(scene: Scene, flow: Flow, person: string): Record<string, Answer> {
  const { consent } = scene.conversation;
  const known = personOf(scene, person)?.answers;
  const household = personOf(scene, self)?.answers ?? {};
  const shared = flow.blocks.filter((block) => block.carry === 'household').map((block) => block.id);
  const carried =
    known ?? Object.fromEntries(Object.entries(household).filter(([id]) => shared.includes(id)));
  const agreed = consent !== null && consent.notice === noticeOf(scene, flow);
  return { ...(agreed && { consent: consent.answer }), ...carried };
}

/** Remembers what a sent declaration said of its person, and the consent given. */
export function remember(scene: Scene, flow: Flow, session: Session, declaration: Declaration): void {
  const { conversation } = scene;
  const consent = session.answers['consent'];
  if (consent) conversation.consent = { notice: session.notice, answer: consent };
  const kept = flow.blocks.filter((block) => block.carry !== undefined && session.answers[block.id]);
  const answers = Object.fromEntries(
    kept.flatMap(({ id }) => {
      const answer = session.answers[id];
      return answer ? [[id, answer]] : [];
    }),
  );
  const relation = session.person === self ? self : String(answers['relation']?.value ?? 'other');
  const sent = {
    declaration: declaration.id,
    receipt: declaration.receipt,
    answers: session.answers,
    notice: session.notice,
  };
  const person = { id: session.person, relation, answers, declaredAt: scene.now, sent };
  const others = conversation.people.filter((one) => one.id !== session.person);
  const contact = [...others, person].filter((one) => one.id === self);
  const relatives = [...others, person].filter((one) => one.id !== self);
  // The contact always keeps a place.
  conversation.people = [...contact, ...relatives.slice(1 - mostPeople)];
}

/** People remembered of whom nothing was declared today. */
export const notYetToday = (scene: Scene): RememberedPerson[] =>
  scene.conversation.people.filter((one) => dayAt(one.declaredAt, scene.assets.timeZone) !== scene.today);

/** SHA-256 of the notice as it is read in this language. */
export const noticeOf = (scene: Scene, flow: Flow): string =>
  fingerprint(
    scene.assets.phrasebook.say(
      scene.conversation.language,
      keyOf({ flow: flow.id }, { id: 'consent' }, 'ask'),
    ),
  );
