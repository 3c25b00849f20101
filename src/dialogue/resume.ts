import { offeredCode } from './as-press.ts';
import { ask } from './ask.ts';
import { obeyInSession, settleConfirmation, askToConfirm } from './commands.ts';
import { afterAlarm } from './emergency.ts';
import type { Block } from './flow.ts';
import { blockOf } from './flow.ts';
import { understandReview } from './understand-review.ts';
import { readDialogueCommand } from './read-answer/command.ts';
import { flowOf, type Scene, tell } from './scene.ts';
import type { Session } from './session.ts';
import { advance } from './sprint.ts';
import { givenBy, understand } from './understand.ts';
import type { Given, Understood } from './understood.ts';
import { settle, stale, takePending, takeSeveral } from './take-answer.ts';
import { choicesDone } from './understand-choice.ts';
import { readEdit } from './edits.ts';
import { askToResume, settleResume } from './pause.ts';

/**
 * Goes on with a session: `repeat` puts the present question again, `repeat_shortly` in short, `answer` reads the
 * message as its answer.
 */
export function resumeSession(
  scene: Scene,
  session: Session,
  how: 'repeat' | 'repeat_shortly' | 'answer',
): void {
  const flow = flowOf(scene, session);
  const block = session.waiting === null ? undefined : blockOf(flow, session.waiting);
  if (!block) {
    // The form changed and the question is gone: walk on from the answers.
    advance(scene, session);
    return;
  }
  if (how !== 'answer') {
    repeatQuestion(scene, session, block, how === 'repeat' ? 'full' : 'again');
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
  if (content.type === 'media' || content.type === 'location') {
    tell(scene, `common:media.${content.type === 'media' ? content.kind : 'location'}`);
    repeatQuestion(scene, session, block);
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
function repeatQuestion(scene: Scene, session: Session, block: Block, how: 'full' | 'again' = 'full'): void {
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
      ask(scene, session, block, how);
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
  if (block.type === 'select_multiple' && command === 'done') {
    settle(scene, session, block, choicesDone(block, session), '');
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
  const raw = 'text' in given ? given.text : given.code;
  settle(scene, session, block, understandOffered(scene, session, block, given), raw);
}

/** What no reader understands may be the number or the title of one of the answers offered. */
function understandOffered(scene: Scene, session: Session, block: Block, given: Given): Understood {
  const understood = understand(scene, session, block, given);
  if (understood.kind !== 'refused' || !('text' in given)) return understood;
  const offered = offeredCode(scene.conversation, given.text);
  const isCurrent = offered?.session === session.id.slice(0, 8) && offered.question === session.asked;
  return isCurrent ? understand(scene, session, block, { code: offered.code }) : understood;
}

const commandIn = (given: Given): string | null =>
  'code' in given
    ? given.code.startsWith('!')
      ? given.code.slice(1)
      : null
    : readDialogueCommand(given.text);

/** A payload of another session typed or sent by a platform without postbacks is never an answer. */
const staleText = (given: Given): boolean => 'text' in given && given.text.trim().startsWith('#kb.');
