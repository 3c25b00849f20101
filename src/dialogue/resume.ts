import { ask } from './ask.ts';
import { obeyInSession, settleConfirmation, askToConfirm } from './commands.ts';
import { afterAlarm, raiseAlarm } from './emergency.ts';
import { endSession } from './end-session.ts';
import type { Block, SelectBlock } from './flow.ts';
import { blockOf } from './flow.ts';
import { understandReview } from './understand-review.ts';
import { readPayload } from './payload.ts';
import { readDialogueCommand } from './read-answer/command.ts';
import { flowOf, keyOf, offerCommand, phrase, type Scene, tell } from './scene.ts';
import type { Session } from './session.ts';
import { accept, advance, keep } from './sprint.ts';
import { givenBy, understand } from './understand.ts';
import type { Given, Understood } from './understood.ts';
import { choicesDone } from './understand-choice.ts';
import { refuse } from './refuse.ts';
import { readEdit } from './edits.ts';
import { askAgain, askToResume, settleResume } from './pause.ts';
import { answerSmallTalk } from './small-talk.ts';
import { severalAnswers } from './several-answers.ts';
import { showValue } from './show-answer.ts';
import { ageOf } from './triage-facts.ts';

/** Goes on with a session: `repeat` puts the present question again, `answer` reads the message as its answer. */
export function resumeSession(scene: Scene, session: Session, how: 'repeat' | 'answer'): void {
  const flow = flowOf(scene, session);
  const block = session.waiting === null ? undefined : blockOf(flow, session.waiting);
  if (!block) {
    // The form changed and the question is gone: walk on from the answers.
    advance(scene, session);
    return;
  }
  if (how === 'repeat') {
    repeatQuestion(scene, session, block);
    return;
  }
  const { content } = scene.message;
  if (content.type === 'edit') {
    const edited = readEdit(scene, session, content);
    // The normal road, so that declining, danger signs and dead branches have their effects.
    if (edited !== null && edited !== 'refused')
      settle(scene, session, edited.block, edited.understood, content.text);
    if (edited !== null) return;
  }
  if (content.type === 'media' || (content.type === 'location' && block.type !== 'area')) {
    tell(scene, `common:media.${content.type === 'media' ? content.kind : 'location'}`);
    ask(scene, session, block);
    return;
  }
  if (content.type === 'location') {
    tell(scene, 'common:media.location');
    ask(scene, session, block);
    return;
  }
  const given = givenBy(scene, session);
  if (given === null || staleText(given)) {
    stale(scene, session, block);
    return;
  }
  takeGiven(scene, session, block, given);
}

/** What is open is put again: the question, or what stands in front of it. */
function repeatQuestion(scene: Scene, session: Session, block: Block): void {
  switch (session.draft?.type) {
    case 'confirming':
      askToConfirm(scene, session, session.draft.question);
      return;
    case 'resuming':
      askToResume(scene, session, session.draft.pending);
      return;
    case 'interrupted':
      afterAlarm(scene, session, '');
      return;
    case 'choices':
    case 'area':
    case 'correcting':
    case undefined:
      ask(scene, session, block);
  }
}

/** What one may do instead of answering after an alarm. */
const allowedAfterAlarm = new Set(['cancel', 'restart', 'declare', 'hotline', 'human', 'help']);

function takeGiven(scene: Scene, session: Session, block: Block, given: Given): void {
  const command = commandIn(given);
  if (session.draft?.type === 'confirming') {
    const yes = command === `yes:${session.draft.question}` || command === session.draft.question;
    settleConfirmation(scene, session, session.draft.question, yes);
    return;
  }
  if (session.draft?.type === 'resuming') {
    const pending = settleResume(scene, session, command, 'text' in given ? given.text : '');
    if (pending !== null) takePending(scene, session, block, pending);
    return;
  }
  if (session.draft?.type === 'interrupted' && command !== null && allowedAfterAlarm.has(command)) {
    tell(scene, 'common:emergency.again');
    obeyInSession(scene, session, block, command === 'declare' ? 'restart' : command);
    return;
  }
  if (session.draft?.type === 'interrupted' && command !== 'continue') {
    afterAlarm(scene, session, 'text' in given ? given.text : '');
    return;
  }
  if (session.draft?.type === 'interrupted') {
    session.draft = null;
    session.waiting = null;
    advance(scene, session);
    return;
  }
  if (block.type === 'select_multiple' && (command === 'done' || saysDone(scene, session, given))) {
    settle(scene, session, block, choicesDone(block, session), '');
    return;
  }
  if (saysKeep(scene, given)) {
    obeyInSession(scene, session, block, 'keep');
    return;
  }
  if (command !== null) {
    obeyInSession(scene, session, block, command);
    return;
  }
  if (block.type === 'review') {
    understandReview(scene, session, block, given);
    return;
  }
  if ('text' in given && takeSeveral(scene, session, block, given.text)) return;
  settle(
    scene,
    session,
    block,
    understand(scene, session, block, given),
    'text' in given ? given.text : given.code,
  );
}

/** "Xong" typed instead of pressed, once something is ticked. */
function saysDone(scene: Scene, session: Session, given: Given): boolean {
  if (!('text' in given) || session.draft?.type !== 'choices') return false;
  return given.text.trim().toLowerCase() === phrase(scene, 'common:button.done').toLowerCase();
}

/** "Giữ nguyên" typed: some keyboards have no room for the button. */
const saysKeep = (scene: Scene, given: Given): boolean =>
  'text' in given && given.text.trim().toLowerCase() === phrase(scene, 'common:button.keep').toLowerCase();

/** Acts on what an answer was understood as. */
function settle(scene: Scene, session: Session, block: Block, understood: Understood, raw: string): void {
  switch (understood.kind) {
    case 'answer':
      if (understood.alsoHouseLine !== undefined && !Object.hasOwn(session.answers, 'address_line')) {
        keep(scene, session, 'address_line', { value: understood.alsoHouseLine, raw });
      }
      takeAnswer(scene, session, block, understood.value, raw);
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
function takePending(scene: Scene, session: Session, block: Block, pending: string): void {
  const understood =
    block.type === 'review' || readPayload(pending)
      ? null
      : understand(scene, session, block, { text: pending });
  if (pending !== '' && understood?.kind === 'answer') settle(scene, session, block, understood, pending);
  else askAgain(scene, session);
}

function takeSeveral(scene: Scene, session: Session, block: Block, text: string): boolean {
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
  value: Extract<Understood, { kind: 'answer' }>['value'],
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
  }
  accept(scene, session, block, { value, raw });
}

function tellTicked(scene: Scene, session: Session, block: Block): void {
  if (session.draft?.type !== 'choices' || block.type !== 'select_multiple') return;
  const names = session.draft.codes.map((code) => titleOf(scene, session, block, code));
  tell(scene, names.length > 0 ? 'common:ticked' : 'common:ticked_none', { names: names.join(', ') });
}

function stale(scene: Scene, session: Session, block: Block): void {
  scene.events.push({ type: 'stale_press' });
  tell(scene, 'common:stale');
  ask(scene, session, block);
}

const titleOf = (scene: Scene, session: Session, block: SelectBlock, code: string): string =>
  scene.assets.phrasebook.say(scene.conversation.language, keyOf(session, block, `choices.${code}`));

const isNone = (value: unknown): boolean => [value].flat().every((code) => code === 'none');

const commandIn = (given: Given): string | null =>
  'code' in given
    ? given.code.startsWith('!')
      ? given.code.slice(1)
      : null
    : readDialogueCommand(given.text);

/** A payload of another session typed or sent by a platform without postbacks is never an answer. */
const staleText = (given: Given): boolean => 'text' in given && given.text.trim().startsWith('#kb.');
