import type { AnswerValue } from './answer.ts';
import { ask } from './ask.ts';
import { raiseAlarm } from './emergency.ts';
import { endSession } from './end-session.ts';
import type { Block, SelectBlock } from './flow.ts';
import { readPayload } from './payload.ts';
import { askAgain } from './pause.ts';
import { refuse } from './refuse.ts';
import { flowOf, keyOf, offerCommand, type Scene, tell } from './scene.ts';
import type { Session } from './session.ts';
import { severalAnswers } from './several-answers.ts';
import { showValue } from './show-answer.ts';
import { answerSmallTalk } from './small-talk.ts';
import { accept, advance, keep } from './sprint.ts';
import { ageOf } from './triage-facts.ts';
import { understand } from './understand.ts';
import type { Understood } from './understood.ts';

/** Acts on what an answer was understood as. */
export function settle(
  scene: Scene,
  session: Session,
  block: Block,
  understood: Understood,
  raw: string,
): void {
  switch (understood.kind) {
    case 'answer':
      if (understood.alsoHouseLine !== undefined && !Object.hasOwn(session.answers, 'address_line')) {
        keep(scene, session, 'address_line', { value: understood.alsoHouseLine, raw });
      }
      takeAnswer(scene, session, block, understood, raw);
      return;
    case 'partly':
      if (block.id === flowOf(scene, session).danger && understood.draft.type === 'choices') {
        raiseAlarm(scene, session, understood.draft.codes, raw);
        return;
      }
      session.draft = understood.draft;
      session.refusals = 0;
      tellTicked(scene, session, block);
      ask(scene, session, block);
      return;
    case 'refused':
      if (answerSmallTalk(scene, raw)) ask(scene, session, block, 'again');
      else refuse(scene, session, block, understood.reason);
      return;
    case 'stale':
      stale(scene, session, block);
  }
}

/** Two digits may be a year or an age: what they were taken for is said. */
function tellBirth(scene: Scene, block: Block, value: unknown, raw: string): void {
  if (block.id !== 'birth' || !/^\D*\d{2}\D*$/.test(raw) || typeof value !== 'string') return;
  const age = ageOf(value, scene.today);
  if (age !== null && /^\d{4}$/.test(value)) tell(scene, 'common:birth_taken', { year: value, age });
}

/** The words that broke a silence count as the answer if they are one; otherwise the question is put again. */
export function takePending(scene: Scene, session: Session, block: Block, pending: string): void {
  const understood =
    block.type === 'review' || readPayload(pending)
      ? null
      : understand(scene, session, block, { text: pending });
  if (pending !== '' && understood?.kind === 'answer') settle(scene, session, block, understood, pending);
  else askAgain(scene, session);
}

/** Several answers in one message. False when it holds none or only one. */
export function takeSeveral(scene: Scene, session: Session, block: Block, text: string): boolean {
  const several = severalAnswers(scene, session, block, text);
  if (!several) return false;
  for (const { block: one, value, raw } of several) keep(scene, session, one.id, { value, raw });
  const list = several.map(({ block: one, value }) => {
    const label = scene.assets.phrasebook.say(scene.conversation.language, keyOf(session, one, 'label'));
    return `${label}: ${showValue(scene, session, one, value)}`;
  });
  tell(scene, 'common:several', { answers: list.join('; ') });
  session.waiting = null;
  advance(scene, session);
  return true;
}

function takeAnswer(
  scene: Scene,
  session: Session,
  block: Block,
  { value, formerName }: { value: AnswerValue; formerName?: string },
  raw: string,
): void {
  const chosen = block.type === 'select_one' ? block.choices.find(({ code }) => code === value) : undefined;
  if (chosen?.then === 'explain') {
    tell(scene, keyOf(session, block, `explain.${chosen.code}`));
    ask(scene, session, block, 'again');
    return;
  }
  if (chosen?.then === 'end') {
    endSession(scene, session, 'declined');
    tell(scene, keyOf(session, block, `end.${chosen.code}`));
    offerCommand(scene, 'declare', 'common:button.declare');
    return;
  }
  if (block.id === flowOf(scene, session).danger && !isNone(value)) {
    raiseAlarm(scene, session, [value].flat().map(String), raw);
    return;
  }
  tellBirth(scene, block, value, raw);
  if (block.type === 'area') {
    tell(scene, 'common:area.taken', { place: scene.assets.areas.fullName(String(value)) });
    if (formerName !== undefined) tell(scene, 'common:area.taken_renamed', { former: formerName });
  }
  accept(scene, session, block, { value, raw });
}

function tellTicked(scene: Scene, session: Session, block: Block): void {
  if (session.draft?.type !== 'choices' || block.type !== 'select_multiple') return;
  const names = session.draft.codes.map((code) => titleOf(scene, session, block, code));
  tell(scene, names.length > 0 ? 'common:ticked' : 'common:ticked_none', { names: names.join(', ') });
}

/** A button of an earlier question: said so, and the present one is put again. */
export function stale(scene: Scene, session: Session, block: Block): void {
  scene.events.push({ type: 'stale_press' });
  tell(scene, 'common:stale');
  ask(scene, session, block);
}

const titleOf = (scene: Scene, session: Session, block: SelectBlock, code: string): string =>
  scene.assets.phrasebook.say(scene.conversation.language, keyOf(session, block, `choices.${code}`));

const isNone = (value: unknown): boolean => [value].flat().every((code) => code === 'none');
