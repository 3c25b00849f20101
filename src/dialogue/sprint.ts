import { linkOf } from './contact.ts';
import { holds } from '../triage/condition.ts';
import { ask } from './ask.ts';
import { deriveId } from './derive-id.ts';
import { finish } from './finish.ts';
import { blockOf, type Block } from './flow.ts';
import { newSession } from './new-session.ts';
import { noticeOf, personOf, remembered } from './people.ts';
import { flowOf, keyOf, type Scene, tell } from './scene.ts';
import type { AnswerValue } from './answer.ts';
import { self, type Session } from './session.ts';
import { factsOfSession, nextBlock, prune } from './walk.ts';

/** The form every conversation begins with. */
const firstFlow = 'declaration';

/**
 * Opens a walk through the declaration and puts its first open question. For somebody remembered that is what may have
 * changed since; for a new member of the household, what they do not share with the contact.
 *
 * @param person an id among the people remembered, or of somebody new
 */
export function startSession(scene: Scene, person: string = self): void {
  const { urn } = scene.conversation;
  const flow = scene.assets.flows.get(firstFlow);
  if (!flow) throw new Error(`no flow ${firstFlow}`);
  const known = personOf(scene, person);
  const session = newSession(scene, {
    id: deriveId('session', urn, scene.message.id, person),
    flow: flow.id,
    version: flow.version,
    person,
    answers: remembered(scene, flow, person),
    notice: '',
  });
  const divided = (known ?? personOf(scene, self))?.dividedArea;
  if (divided) session.dividedArea = divided;
  if (session.answers['consent']) session.notice = noticeOf(scene, flow);
  scene.conversation.session = session;
  scene.events.push({ type: 'session_started', session: session.id, flow: flow.id, version: flow.version });
  const name = known?.answers['name']?.value;
  if (typeof name === 'string')
    tell(scene, person === self ? 'common:back_again' : 'common:for_whom', { name });
  advance(scene, session);
}

/** Keeps an answer, drops those on branches no longer taken, and puts the next question. */
export function accept(
  scene: Scene,
  session: Session,
  block: Block,
  answer: { value: AnswerValue; raw: string },
): void {
  keep(scene, session, block.id, answer);
  session.draft = null;
  session.refusals = 0;
  session.waiting = null;
  advance(scene, session);
}

/** Puts the first relevant question without an answer. Notes on the way are said. */
export function advance(scene: Scene, session: Session): void {
  const flow = flowOf(scene, session);
  // Under way the form may have changed; what is declared in the end is declared on the present one.
  session.version = flow.version;
  if (session.answers['consent']?.value !== 'accept') delete session.answers['consent'];
  preset(scene, session);
  const { urn, language } = scene.conversation;
  const pruned = prune(flow, session, urn, language);
  session.answers = pruned.answers;
  for (const block of pruned.dropped) scene.events.push({ type: 'answer_dropped', block });
  for (;;) {
    const block = nextBlock(flow, session, factsOfSession(session, urn, language));
    if (!block) {
      finish(scene, session);
      return;
    }
    if (block.type !== 'note') {
      ask(scene, session, block);
      return;
    }
    session.said.push(block.id);
    tell(scene, keyOf(session, block, 'ask'));
  }
}

/** Stores the answer under its block and tells so. */
export function keep(
  scene: Scene,
  session: Session,
  block: string,
  answer: { value: AnswerValue; raw: string },
): void {
  const { ref } = scene.message;
  if (block === 'consent') session.notice = noticeOf(scene, flowOf(scene, session));
  const kept = { ...answer, at: scene.now, ...(ref !== undefined && { ref }) };
  // Such as a phone number after an alarm, which a daily update does not ask for.
  const isAsked = blockOf(flowOf(scene, session), block) !== undefined;
  if (session.unchanged !== undefined && !isAsked)
    session.unchanged = { ...session.unchanged, [block]: kept };
  else session.answers[block] = kept;
  if (block === 'area') delete session.dividedArea;
  scene.events.push({ type: 'answer_accepted', block });
  const code = linkOf(scene.conversation, scene.now);
  if (block === 'consent' && answer.value === 'accept' && code !== null) {
    scene.events.push({ type: 'visited', code, step: 'began', at: scene.now });
  }
}

/** Answers supposed without asking, once consent is given; they stand in the review and can be corrected there. */
function preset(scene: Scene, session: Session): void {
  if (!Object.hasOwn(session.answers, 'consent')) return;
  const { urn, language } = scene.conversation;
  for (const { block, value, when } of flowOf(scene, session).presets) {
    if (Object.hasOwn(session.answers, block)) continue;
    if (holds(when, factsOfSession(session, urn, language))) {
      session.answers[block] = { value, raw: '', at: scene.now };
    }
  }
}
