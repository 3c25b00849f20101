import { deriveId, fingerprint } from './derive-id.ts';
import { declare, offerAfterwards } from './finish.ts';
import type { Flow } from './flow.ts';
import { newSession } from './new-session.ts';
import { mostPeople, noticeOf, notYetToday, personOf, remember } from './people.ts';
import { offerChoice, offerCommand, payloadFor, type Scene, tell } from './scene.ts';
import { type RememberedPerson, self, type Session } from './session.ts';
import { startSession } from './sprint.ts';
import { factsOfSession, nextBlock } from './walk.ts';

/** Whom to declare for: members declared for before, somebody new, or all the others at once when they are well. */
export function showFamily(scene: Scene): void {
  const relatives = scene.conversation.people.filter((person) => person.id !== self);
  if (relatives.length === 0) {
    declareForNew(scene);
    return;
  }
  tell(scene, 'common:family.whom');
  for (const person of relatives) {
    scene.quickReplies.push({
      kind: 'choice',
      title: nameOf(person),
      payload: payloadFor(scene, `!for:${person.id}`),
    });
  }
  if (scene.conversation.people.length < mostPeople)
    offerCommand(scene, 'new_person', 'common:button.new_person');
  if (notYetToday(scene).length > 0) offerCommand(scene, 'rest_well', 'common:button.rest_well');
}

/** Begins a declaration for a member of the household; an unknown id shows the list again. */
export function declareFor(scene: Scene, person: string): void {
  if (personOf(scene, person)) startSession(scene, person);
  else showFamily(scene);
}

/** Begins a declaration for a member of the household not declared for before. */
export function declareForNew(scene: Scene): void {
  if (scene.conversation.people.length >= mostPeople) {
    tell(scene, 'common:family.full', { count: mostPeople });
    offerAfterwards(scene);
    return;
  }
  startSession(scene, deriveId('person', scene.conversation.urn, scene.message.id).slice(0, 8));
}

/** Reads back who would be declared as well, before anything is sent. */
export function askRestWell(scene: Scene): void {
  const flow = scene.assets.flows.get('declaration');
  if (!flow || scene.conversation.consent?.notice !== noticeOf(scene, flow)) {
    // Consent was given to another notice: this one is put first.
    startSession(scene);
    return;
  }
  const open = notYetToday(scene);
  if (open.length === 0) {
    tell(scene, 'common:family.all_done');
    offerAfterwards(scene);
    return;
  }
  const rest = open.filter((person) => isAllKnown(scene, flow, person));
  const others = open.filter((person) => !rest.includes(person));
  if (others.length > 0) tell(scene, 'common:family.ask_again', { names: namesOf(others) });
  if (rest.length === 0) {
    showFamily(scene);
    return;
  }
  tell(scene, 'common:family.rest_ask', { names: namesOf(rest) });
  offerChoice(scene, `send_well:${listOf(scene, rest)}`, 'common:button.send_well');
  offerChoice(scene, 'family', 'common:button.one_by_one');
}

/**
 * One declaration for each person not yet declared today: no symptoms, no exposures, the rest as remembered.
 *
 * @param confirmed names the list that was read back; another day, or other people, are read back first
 */
export function sendRestWell(scene: Scene, confirmed: string): void {
  const flow = scene.assets.flows.get('declaration');
  const rest = flow ? notYetToday(scene).filter((person) => isAllKnown(scene, flow, person)) : [];
  if (!flow || rest.length === 0 || confirmed !== listOf(scene, rest)) {
    askRestWell(scene);
    return;
  }
  const lines = rest.map((person) => {
    const session = wellSession(scene, person, flow);
    const declaration = declare(scene, session, 'complete');
    remember(scene, flow, session, declaration);
    return `• ${nameOf(person)}: ${declaration.receipt}`;
  });
  tell(scene, 'common:family.rest_sent', { receipts: lines.join('\n') });
  tell(scene, 'common:advice.keep_well');
  tell(scene, 'common:result.not_a_diagnosis');
  tell(scene, 'common:result.lines');
  offerAfterwards(scene);
}

/** Of somebody who is well nothing would have to be asked: a home the map has divided would. */
function isAllKnown(scene: Scene, flow: Flow, person: RememberedPerson): boolean {
  const session = wellSession(scene, person, flow);
  const { urn, language } = scene.conversation;
  return nextBlock(flow, session, factsOfSession(session, urn, language)) === undefined;
}

function wellSession(scene: Scene, person: RememberedPerson, flow: Flow): Session {
  const none = { value: ['none'], raw: '', at: scene.now };
  const { consent } = scene.conversation;
  return newSession(scene, {
    id: deriveId('session', scene.conversation.urn, scene.message.id, person.id),
    flow: flow.id,
    version: flow.version,
    outcome: 'completed',
    person: person.id,
    notice: consent?.notice ?? '',
    answers: {
      ...(consent && { consent: consent.answer }),
      ...person.answers,
      symptoms: none,
      exposure: none,
      review: { value: 'send', raw: '', at: scene.now },
    },
    said: flow.blocks.filter((block) => block.type === 'note').map((block) => block.id),
  });
}

const namesOf = (people: readonly RememberedPerson[]): string =>
  people.map((person) => `• ${nameOf(person)}`).join('\n');

const nameOf = (person: RememberedPerson): string => String(person.answers['name']?.value ?? person.id);

const listOf = (scene: Scene, people: readonly RememberedPerson[]): string =>
  fingerprint([scene.today, ...people.map((person) => person.id)].join()).slice(0, 12);
