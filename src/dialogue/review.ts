import { foldDiacritics as fold } from '../vietnamese/fold.ts';
import type { Answer } from './answer.ts';
import type { Block } from './flow.ts';
import { flowOf, keyOf, offerCommand, payloadFor, phrase, type Scene, tell } from './scene.ts';
import type { Session } from './session.ts';
import { showValue } from './show-answer.ts';
import { factsOfSession, isRelevant } from './walk.ts';

/** The numbered answers, the truth statement and what can be done: send, correct, add what was not asked. */
export function askReview(scene: Scene, session: Session, how: 'full' | 'again'): void {
  const listed = listedBlocks(scene, session);
  if (session.draft?.type === 'correcting') {
    tell(scene, 'common:correct.which');
    for (const block of listed) {
      const title = phrase(scene, keyOf(session, block, 'label'));
      scene.quickReplies.push({ kind: 'choice', title, payload: payloadFor(scene, block.id) });
    }
    offerCommand(scene, 'review', 'common:button.review');
    offerCommand(scene, 'send', `${session.flow}:review.choices.send`);
    return;
  }
  if (how === 'again') tell(scene, `${session.flow}:review.ask_again`);
  else tellAnswers(scene, session, listed);
  for (const code of ['send', 'correct']) {
    scene.quickReplies.push({
      kind: 'choice',
      title: phrase(scene, `${session.flow}:review.choices.${code}`),
      payload: payloadFor(scene, code),
      byWord: true,
    });
  }
  for (const block of addableBlocks(scene, session)) {
    offerCommand(scene, `add:${block.id}`, keyOf(session, block, 'add'));
  }
}

function tellAnswers(scene: Scene, session: Session, listed: Block[]): void {
  tell(scene, `${session.flow}:review.ask`);
  scene.paragraphs.push(numbered(scene, session, listed));
  tell(scene, `${session.flow}:review.truth`);
}

/** What has been answered before the review is reached; "edit 2" works there too. */
export function tellSoFar(scene: Scene, session: Session): void {
  const listed = listedBlocks(scene, session);
  if (listed.length === 0) {
    tell(scene, 'common:so_far.none');
    return;
  }
  tell(scene, 'common:so_far.ask');
  scene.paragraphs.push(numbered(scene, session, listed));
}

function numbered(scene: Scene, session: Session, listed: Block[]): string {
  const lines = listed.map((block, index) => {
    const answer = session.answers[block.id];
    const words = answer ? wordsOf(scene, session, block, answer) : '';
    return `${index + 1}. ${phrase(scene, keyOf(session, block, 'label'))}: ${words}`;
  });
  return lines.join('\n');
}

/** "Other" alone tells nothing: the words typed stand behind it. */
function wordsOf(scene: Scene, session: Session, block: Block, answer: Answer): string {
  const words = showValue(scene, session, block, answer.value);
  const typed = answer.raw.trim().slice(0, 60);
  return [answer.value].flat().includes('other') && typed !== 'other' ? `${words} (“${typed}”)` : words;
}

/** The blocks the review numbers, in order. */
export function listedBlocks(scene: Scene, session: Session): Block[] {
  return flowOf(scene, session).blocks.filter(
    (block) => block.unlisted !== true && Object.hasOwn(session.answers, block.id),
  );
}

/** Blocks that were not asked but can be answered, such as the insurance number. */
export function addableBlocks(scene: Scene, session: Session): Block[] {
  const facts = factsOfSession(session, scene.conversation.urn, scene.conversation.language);
  return flowOf(scene, session).blocks.filter(
    (block) =>
      block.ask === 'on_request' && !Object.hasOwn(session.answers, block.id) && isRelevant(block, facts),
  );
}

/** The block meant by "4" or "số điện thoại": by its number in the review, or by words of its label. */
export function findListed(scene: Scene, session: Session, target: string): Block | undefined {
  const listed = listedBlocks(scene, session);
  if (/^\d{1,2}$/.test(target)) return listed[Number(target) - 1];
  const wanted = fold(target);
  const labelled = listed.map((block) => ({
    block,
    label: fold(phrase(scene, keyOf(session, block, 'label'))),
  }));
  const found =
    labelled.find(({ label }) => label === wanted) ?? labelled.find(({ label }) => label.includes(wanted));
  return wanted.length >= 2 ? found?.block : undefined;
}
