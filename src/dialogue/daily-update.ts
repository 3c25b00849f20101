import { deriveId } from './derive-id.ts';
import { blockOf } from './flow.ts';
import { newSession } from './new-session.ts';
import { noticeOf, personOf } from './people.ts';
import { offerChoice, payloadFor, type Scene, tell } from './scene.ts';
import { type RememberedPerson, self } from './session.ts';
import { advance, startSession } from './sprint.ts';

/** Answers of the last declaration that tell how somebody was then, though the daily update does not ask for them. */
const past = new Set(['onset', 'review']);

/**
 * "How are you today": of the only person declared for, or asked back. Whoever never declared does that.
 *
 * @param target an id among the people remembered, or nothing
 */
export function updateDaily(scene: Scene, target: string): void {
  const declared = scene.conversation.people.filter(({ sent }) => sent !== null);
  const [only] = declared;
  const person = personOf(scene, target) ?? (declared.length === 1 ? only : undefined);
  if (person !== undefined) begin(scene, person);
  else if (only === undefined) startSession(scene);
  else {
    tell(scene, 'common:daily.whom');
    for (const one of declared) offerPerson(scene, one);
  }
}

/** What may have changed is asked; the rest stays as last declared. Where that is not enough, all is asked. */
function begin(scene: Scene, { id, sent, dividedArea }: RememberedPerson): void {
  const { flows } = scene.assets;
  const [flow, whole] = [flows.get('daily'), flows.get('declaration')];
  const { consent, urn, session: before } = scene.conversation;
  const agreed = whole !== undefined && sent?.notice === noticeOf(scene, whole) && consent !== null;
  if (!flow || !sent || !agreed || dividedArea || !Object.hasOwn(sent.answers, 'area')) {
    startSession(scene, id);
    return;
  }
  const kept = Object.entries(sent.answers).filter(
    ([block]) => !past.has(block) && blockOf(flow, block) === undefined,
  );
  const session = newSession(scene, {
    id: deriveId('session', urn, scene.message.id, id),
    flow: flow.id,
    version: flow.version,
    person: id,
    answers: {},
    unchanged: Object.fromEntries(kept),
    notice: sent.notice,
    asked: (before?.asked ?? 0) + 1,
  });
  scene.conversation.session = session;
  scene.events.push({ type: 'session_started', session: session.id, flow: flow.id, version: flow.version });
  const name = sent.answers['name']?.value;
  if (id !== self && typeof name === 'string') tell(scene, 'common:for_whom', { name });
  advance(scene, session);
}

function offerPerson(scene: Scene, { id, sent }: RememberedPerson): void {
  const name = sent?.answers['name']?.value;
  if (typeof name !== 'string') offerChoice(scene, `daily:${id}`, 'common:button.daily');
  else scene.quickReplies.push({ kind: 'choice', title: name, payload: payloadFor(scene, `!daily:${id}`) });
}
