// The dialogue: one message in, a new conversation and what it causes out. Pure: no clock, randomness, disk or network.
// Must not know platforms, queues, databases, or any text a citizen reads.
import { asPress } from './as-press.ts';
import type { DialogueAssets } from './assets.ts';
import { obeyAtRest, showMenu } from './commands.ts';
import { dangerIn, raiseAlarm } from './emergency.ts';
import { closeTurn, type Turn } from './close-turn.ts';
import { isOvertaken, noteContact, noteVisit, saysStaffWord } from './contact.ts';
import { answerAsked } from './info.ts';
import { changeLanguage, languageFor, languageIn } from './languages.ts';
import type { MsgIn } from './message.ts';
import { menuKey, readPayload, type Payload } from './payload.ts';
import { readDialogueCommand } from './read-answer/command.ts';
import { askToResume, wasSilent } from './pause.ts';
import { resumeSession } from './resume.ts';
import { moveToPresentMap } from './move-to-present-map.ts';
import { openScene, type Scene, tell } from './scene.ts';
import type { Conversation, Session } from './session.ts';
import { answerSmallTalk, answerUnwell } from './small-talk.ts';
import { startSession } from './sprint.ts';
import { answerSubscription } from './subscription.ts';
import { answerWithheld } from './withheld.ts';

/**
 * Takes one message of one person. Nothing a person can send makes it throw.
 *
 * @param conversation what was saved after the last turn, or null for a person never seen
 * @param now epoch milliseconds
 */
export function takeTurn(
  assets: DialogueAssets,
  conversation: Conversation | null,
  message: MsgIn,
  now: number,
): Turn {
  if (conversation?.last?.inbound === message.id) {
    return { conversation, events: conversation.last.effects, repeated: true };
  }
  if (conversation?.seen.includes(message.id)) return { conversation, events: [], repeated: true };

  const before = conversation ?? newConversation(assets, message);
  const scene = openScene(assets, before, asPress(before, cut(message)), now);
  noteContact(scene.conversation, message, now);
  noteVisit(scene, now);
  if (message.content.type !== 'stop') {
    moveToPresentMap(scene);
    answer(scene, isTyped(message) && isOvertaken(before, message));
    if (scene.conversation.session) scene.conversation.session.touchedAt = now;
  }
  return closeTurn(scene);
}

/** @param isLate it was typed before the question that is open now was put: no answer to that */
function answer(scene: Scene, isLate: boolean): void {
  const { content } = scene.message;
  const { session } = scene.conversation;
  const active = session && session.outcome === null && scene.assets.flows.has(session.flow) ? session : null;
  if (content.type === 'withheld') {
    answerWithheld(scene, active);
    return;
  }
  if (scene.conversation.withheld) scene.conversation.withheld = null;
  if (saysStaffWord(scene.message)) {
    tell(scene, 'common:staff_word');
    return;
  }
  const text = content.type === 'text' || content.type === 'edit' ? content.text : '';
  const payload = readPayload(content.type === 'press' ? content.payload : text);

  const danger = text === '' || payload ? [] : dangerIn(scene, text);
  if (danger.length > 0) {
    raiseAlarm(scene, active, danger, text);
    return;
  }
  const language = languageIn(scene, payload, text);
  if (language !== null) {
    changeLanguage(scene, language);
    if (active) resumeSession(scene, active, 'repeat');
    else if (session || scene.conversation.sent) showMenu(scene);
    else startSession(scene);
    return;
  }
  if (answerSubscription(scene, payload, text, { atRest: active === null, isLate })) {
    if (active) resumeSession(scene, active, 'repeat');
    return;
  }
  if (active) {
    const untouched = Object.keys(active.answers).length === 0;
    if (isLate || (content.type === 'start' && untouched)) resumeSession(scene, active, 'repeat');
    else if (asksToResume(scene, active, payload?.code ?? ''))
      askToResume(scene, active, content.type === 'text' && !payload ? text : '');
    else resumeSession(scene, active, 'answer');
    return;
  }
  if (content.type === 'edit' && scene.conversation.sent) {
    tell(scene, 'common:edit.too_late');
    showMenu(scene);
    return;
  }
  // Nothing begins by what was said before: it may come once more when all it began is over.
  if (isLate) showMenu(scene);
  else answerAtRest(scene, payload, text);
}

/** After a silence, or when the chat was opened anew. The reminder's own buttons are an answer to that already. */
function asksToResume(scene: Scene, session: Session, code: string): boolean {
  if (session.draft?.type === 'interrupted') return false;
  if (scene.message.content.type === 'start') return true;
  return wasSilent(scene, session) && code !== '!continue' && code !== '!cancel';
}

/** Nothing is being filled in: begin, or say what can be done. */
function answerAtRest(scene: Scene, payload: Payload | null, text: string): void {
  const { session, sent, urn } = scene.conversation;
  const code = payload?.session === menuKey(urn) ? payload.code : '';
  const command = code.startsWith('!') ? code.slice(1) : readDialogueCommand(text);
  if (command !== null) obeyAtRest(scene, command);
  else if (payload === null && text !== '' && answerAsked(scene, text)) return;
  else if (payload !== null || scene.message.content.type === 'press') {
    scene.events.push({ type: 'stale_press' });
    tell(scene, 'common:stale');
    showMenu(scene);
  } else if (sent ?? session?.outcome === 'declined') {
    if (!answerUnwell(scene, text)) answerSmallTalk(scene, text);
    showMenu(scene);
  } else {
    answerSmallTalk(scene, text);
    startSession(scene);
  }
}

/** A press names its question, also where it arrives as text. */
const isTyped = ({ content }: MsgIn): boolean =>
  content.type === 'text' && readPayload(content.text) === null;

function newConversation(assets: DialogueAssets, message: MsgIn): Conversation {
  return {
    urn: message.urn,
    language: languageFor(assets.phrasebook.languages, message.language),
    session: null,
    last: null,
    seen: [],
    sent: null,
    consent: null,
    map: assets.adminVersion,
    people: [],
  };
}

/** Longer messages are read up to here; no answer needs more, and hostile ones are not to cost more. */
const longestRead = 4096;

function cut(message: MsgIn): MsgIn {
  const { content } = message;
  if (content.type !== 'text' && content.type !== 'edit') return message;
  return { ...message, content: { ...content, text: content.text.slice(0, longestRead) } };
}

export type { Turn };
