import { decide } from '../triage/decide.ts';
import { dayAt } from './calendar.ts';
import type { Declaration, Person } from './declaration.ts';
import { linkOf } from './contact.ts';
import { deriveId, receiptOf } from './derive-id.ts';
import { endSession } from './end-session.ts';
import { tellLocalLine } from './local-line.ts';
import { remember } from './people.ts';
import { flowOf, offerChoice, type Scene, tell } from './scene.ts';
import type { Answer } from './answer.ts';
import { self, type Session } from './session.ts';
import { offerSubscription } from './subscription.ts';
import { ageOf, codesOf, triageFacts } from './triage-facts.ts';
import { allAnswers } from './unchanged.ts';

/** From this level on the result of a daily update is told in full. */
const WORRYING = 4;

/** The walk is over: the record goes out, and the person is told the result. */
export function finish(scene: Scene, session: Session): void {
  const declaration = declare(scene, session, 'complete');
  const whole = scene.assets.flows.get('declaration') ?? flowOf(scene, session);
  remember(scene, whole, { ...session, answers: allAnswers(session) }, declaration);
  endSession(scene, session, 'completed');
  const { level, advice } = declaration.triage;
  const { name } = declaration.person;
  if (session.unchanged !== undefined && level < WORRYING) {
    // Whoever is isolated knows why: nothing but what is new is said twice a day.
    if (session.person === self || name === null) tell(scene, 'common:daily.received');
    else tell(scene, 'common:daily.received_for', { name });
    tell(scene, 'common:result.lines');
    if (scene.conversation.people.length > 1) offerChoice(scene, 'daily', 'common:button.daily_other');
    offerChoice(scene, `amend:${session.person}`, 'common:button.correct_sent');
    offerChoice(scene, 'hotline', 'common:button.hotline');
    return;
  }
  if (session.person === self || name === null)
    tell(scene, 'common:result.received', { receipt: declaration.receipt });
  else tell(scene, 'common:result.received_for', { receipt: declaration.receipt, name });
  tell(scene, `common:result.level_${level}`);
  tell(scene, `common:advice.${advice}`);
  if (declaration.person.phone === null && level > 0) tell(scene, 'common:result.no_phone');
  tell(scene, 'common:result.not_a_diagnosis');
  tell(scene, 'common:result.lines');
  tellLocalLine(scene);
  offerAfterwards(scene, session.person);
  // Whoever is in need is told what to do, and nothing else.
  if (level < 4) offerSubscription(scene);
}

/** What people do next: correct what they sent, declare for the family, or know whom to call. */
export function offerAfterwards(scene: Scene, person?: string): void {
  offerChoice(scene, 'family', 'common:button.family');
  offerChoice(scene, person === undefined ? 'correct' : `amend:${person}`, 'common:button.correct_sent');
  offerChoice(scene, 'hotline', 'common:button.hotline');
}

/** Makes the record of a session and lets it go out. Asking twice for the same session gives the same record. */
export function declare(scene: Scene, session: Session, status: Declaration['status']): Declaration {
  const { urn, language } = scene.conversation;
  const flow = flowOf(scene, session);
  // An interrupted session may tell more: each time a record that amends the one before.
  const id = deriveId('declaration', session.id, status, status === 'interrupted' ? scene.message.id : '');
  const answers = allAnswers(session);
  const consent = answers['consent'];
  const declaration: Declaration = {
    id,
    receipt: receiptOf(id),
    session: session.id,
    amends: session.amends,
    urn,
    subject: session.person,
    flow: flow.id,
    flowVersion: session.version,
    language,
    status,
    campaign: linkOf(scene.conversation, scene.now),
    declaredAt: scene.now,
    consent: { notice: session.notice, at: consent?.at ?? scene.now },
    person: searchable(scene, { ...session, answers }),
    answers: withoutRefs(answers),
    triage: decide(scene.assets.triage, triageFacts(flow, { answers }, scene.today)),
  };
  scene.events.push({ type: 'declared', declaration });
  scene.conversation.sent = {
    declaration: id,
    receipt: declaration.receipt,
    at: scene.now,
    level: declaration.triage.level,
  };
  return declaration;
}

/** Message ids are only of use to the conversation. */
const withoutRefs = (answers: Record<string, Answer>): Record<string, Answer> =>
  Object.fromEntries(
    Object.entries(answers).map(([block, { value, raw, at }]) => [block, { value, raw, at }]),
  );

function searchable(scene: Scene, { answers, dividedArea }: Session): Person {
  const text = (block: string): string | null => {
    const value = answers[block]?.value;
    return typeof value === 'string' && value !== 'unknown' && value !== 'none' ? value : null;
  };
  const birth = text('birth');
  const today = dayAt(scene.now, scene.assets.timeZone);
  const age = ageOf(birth, today);
  const area = text('area') ?? commonAbove(scene, dividedArea?.codes ?? []);
  return {
    name: text('name'),
    birth,
    birthYear: birth === null ? null : yearOf(birth, age, today),
    gender: text('gender'),
    nationality: text('nationality'),
    phone: text('phone'),
    area: area === null ? null : placeOf(scene, area),
    addressLine: text('address_line'),
    symptoms: codesOf(answers['symptoms']),
    exposures: codesOf(answers['exposure']),
    conditions: codesOf(answers['conditions']),
  };
}

/** Of a home that is one of several places, what is known: the district or province they all lie in. */
function commonAbove(scene: Scene, codes: readonly string[]): string | null {
  const [first = [], ...others] = codes.map((code) =>
    scene.assets.areas.ancestors(code).map((area) => area.code),
  );
  return first.find((code) => others.every((path) => path.includes(code))) ?? null;
}

function placeOf(scene: Scene, code: string): Person['area'] {
  const { areas, adminVersion } = scene.assets;
  return { code, path: areas.ancestors(code).map((area) => area.code), version: adminVersion };
}

/** An age is turned into the year it most likely means; the answer itself keeps the words. */
const yearOf = (birth: string, age: number | null, today: string): number | null =>
  /^\d{4}/.test(birth) ? Number(birth.slice(0, 4)) : age === null ? null : Number(today.slice(0, 4)) - age;
