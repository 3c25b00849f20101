import { ask, offerOtherLanguages } from './ask.ts';
import { amend, amendBySaying } from './amend.ts';
import { updateDaily } from './daily-update.ts';
import { endSession } from './end-session.ts';
import { askRestWell, declareFor, declareForNew, sendRestWell, showFamily } from './household.ts';
import { showInfo } from './info.ts';
import { tellLocalLine } from './local-line.ts';
import { accept, advance, startSession } from './sprint.ts';
import type { Block } from './flow.ts';
import { addableBlocks, findListed, tellSoFar } from './review.ts';
import { flowOf, offerChoice, type Scene, tell } from './scene.ts';
import { self, type Session } from './session.ts';
import { showDay, dayAt } from './calendar.ts';
import { factsOfSession, previousBlock } from './walk.ts';

/** Does what a command says inside a session. Every command ends with a question or with the end of the session. */
export function obeyInSession(scene: Scene, session: Session, block: Block, command: string): void {
  const [verb = '', target = ''] = splitCommand(command);
  switch (verb) {
    case 'back':
      goBack(scene, session, block);
      return;
    case 'keep':
    case 'continue':
    case 'review':
      session.draft = null;
      moveOn(scene, session, block, verb);
      return;
    case 'skip':
      if (!block.optional && block.ask !== 'on_request') tell(scene, 'common:cannot_skip');
      moveOn(scene, session, block, 'keep');
      return;
    case 'add':
      addAnswer(scene, session, block, target);
      return;
    case 'correct':
      correct(scene, session, block, target);
      return;
    case 'cancel':
    case 'restart':
      askToConfirm(scene, session, verb);
      return;
    case 'send':
      if (block.type === 'review') accept(scene, session, block, { value: 'send', raw: '' });
      else ask(scene, session, block);
      return;
    case 'family':
      declareForFamily(scene, session, block);
      return;
    case 'declare':
    case 'daily':
      tell(scene, 'common:already_declaring');
      ask(scene, session, block, 'again');
      return;
    default:
      inform(scene, verb);
      ask(scene, session, block, 'again');
  }
}

/** Does what a command says when nothing is being filled in. */
export function obeyAtRest(scene: Scene, command: string): void {
  const [verb = '', target = ''] = splitCommand(command);
  if (verb === 'declare' || verb === 'restart' || verb === 'continue') {
    startSession(scene);
    return;
  }
  if (verb === 'cancel' || verb === 'back' || verb === 'skip' || verb === 'review' || verb === 'keep') {
    showMenu(scene);
    return;
  }
  if (verb === 'info') {
    showInfo(scene, target);
    return;
  }
  if (obeyForPeople(scene, verb, target)) return;
  inform(scene, verb);
  offerMenu(scene);
}

/** What can be done about declarations sent, and for the household. False for other commands. */
function obeyForPeople(scene: Scene, verb: string, target: string): boolean {
  switch (verb) {
    case 'correct':
      return amendBySaying(scene, target);
    case 'amend':
      return amend(scene, target, '');
    case 'daily':
      updateDaily(scene, target);
      return true;
    case 'family':
      showFamily(scene);
      return true;
    case 'new_person':
      declareForNew(scene);
      return true;
    case 'for':
      declareFor(scene, target);
      return true;
    case 'rest_well':
      askRestWell(scene);
      return true;
    case 'send_well':
      sendRestWell(scene, target);
      return true;
    default:
      return false;
  }
}

/** What one can do when nothing is being filled in, with the last receipt. */
export function showMenu(scene: Scene): void {
  const { sent } = scene.conversation;
  if (sent) tell(scene, 'common:menu.sent', { receipt: sent.receipt, day: showDate(scene, sent.at) });
  tell(scene, 'common:menu.ask');
  offerMenu(scene);
}

/** Carries out or forgets what `askToConfirm` asked about. */
export function settleConfirmation(scene: Scene, session: Session, question: string, yes: boolean): void {
  session.draft = null;
  if (!yes) {
    tell(scene, 'common:going_on');
    advance(scene, session);
    return;
  }
  endSession(scene, session, 'cancelled');
  if (question === 'restart' && session.unchanged !== undefined) updateDaily(scene, session.person);
  else if (question === 'restart') startSession(scene, session.person);
  else {
    // At an alarm something did go out.
    tell(scene, session.amends === null ? 'common:cancelled' : 'common:cancelled_after_sending');
    offerMenu(scene);
  }
}

/** Puts the question whether the answers so far are to be thrown away. */
export function askToConfirm(scene: Scene, session: Session, question: 'cancel' | 'restart'): void {
  session.draft = { type: 'confirming', question };
  tell(scene, `common:confirm.${question}`);
  offerChoice(scene, `yes:${question}`, `common:button.yes_${question}`);
  offerChoice(scene, 'continue', 'common:button.continue');
}

/** Before anything was answered, the declaration begun becomes the relative's; later, it is finished first. */
function declareForFamily(scene: Scene, session: Session, block: Block): void {
  if (Object.keys(session.answers).length > 0 || session.person !== self) {
    tell(scene, 'common:family.later');
    ask(scene, session, block, 'again');
    return;
  }
  tell(scene, 'common:family.first');
  declareForNew(scene);
}

function goBack(scene: Scene, session: Session, block: Block): void {
  const facts = factsOfSession(session, scene.conversation.urn, scene.conversation.language);
  const within = session.draft?.type === 'area' || session.draft?.type === 'correcting';
  session.draft = null;
  const previous = within ? block : previousBlock(flowOf(scene, session), session, block.id, facts);
  if (!previous) tell(scene, 'common:at_first');
  ask(scene, session, previous ?? block);
}

/** Leaves this question with the answer it has; without one it stays. */
function moveOn(scene: Scene, session: Session, block: Block, verb: string): void {
  const answered = Object.hasOwn(session.answers, block.id) || block.ask === 'on_request';
  if (answered) {
    session.waiting = null;
    advance(scene, session);
    return;
  }
  if (verb === 'review' && block.type !== 'review') tellSoFar(scene, session);
  ask(scene, session, block, verb === 'review' && block.type !== 'review' ? 'again' : 'full');
}

function addAnswer(scene: Scene, session: Session, block: Block, target: string): void {
  const wanted = addableBlocks(scene, session).find((one) => one.id === target);
  ask(scene, session, wanted ?? block);
}

function correct(scene: Scene, session: Session, block: Block, target: string): void {
  const found = target === '' ? undefined : findListed(scene, session, target);
  if (found) {
    ask(scene, session, found);
    return;
  }
  if (target !== '') tell(scene, 'common:correct.not_found');
  if (block.type === 'review') session.draft = { type: 'correcting' };
  else if (target === '') tell(scene, 'common:correct.how');
  ask(scene, session, block);
}

/** Answers a question about the service itself. */
function inform(scene: Scene, verb: string): void {
  const { sent } = scene.conversation;
  if (verb === 'status') {
    if (sent) {
      tell(scene, 'common:menu.sent', { receipt: sent.receipt, day: showDate(scene, sent.at) });
      tell(scene, `common:result.level_${sent.level}`);
    } else tell(scene, 'common:status.none');
    return;
  }
  const known = scene.assets.phrasebook.has(scene.conversation.language, `common:inform.${verb}`);
  tell(scene, known ? `common:inform.${verb}` : 'common:inform.other');
  if (verb === 'hotline' || verb === 'human') tellLocalLine(scene);
}

function offerMenu(scene: Scene): void {
  offerChoice(scene, 'declare', scene.conversation.sent ? 'common:button.again' : 'common:button.declare');
  if (scene.conversation.people.length > 0) offerChoice(scene, 'family', 'common:button.family');
  if (scene.conversation.sent) offerChoice(scene, 'correct', 'common:button.correct_sent');
  offerChoice(scene, 'info', 'common:info.button');
  offerChoice(scene, 'hotline', 'common:button.hotline');
  offerChoice(scene, 'help', 'common:button.help');
  offerOtherLanguages(scene);
}

const showDate = (scene: Scene, at: number): string =>
  showDay(dayAt(at, scene.assets.timeZone), scene.conversation.language);

const splitCommand = (command: string): string[] => {
  const colon = command.indexOf(':');
  return colon < 0 ? [command] : [command.slice(0, colon), command.slice(colon + 1)];
};
