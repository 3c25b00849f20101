import type { Block, SelectBlock } from './flow.ts';
import { channelOf, type QuickReply } from './message.ts';
import { askReview } from './review.ts';
import { flowOf, keyOf, offerCommand, payloadFor, phrase, type Scene, tell } from './scene.ts';
import { self, type Session } from './session.ts';
import { showValue } from './show-answer.ts';
import { offerDividedArea, showCandidates, tellPlaces } from './show-place.ts';
import { factsOfSession, previousBlock } from './walk.ts';

/**
 * Puts the question of a block under the reply: its words, its answers as buttons, and the way back.
 * A block that was not being waited for counts as a new question, which makes older buttons stale.
 *
 * @param how `again`: it was just read and not answered, so long ones are put in short
 */
export function ask(scene: Scene, session: Session, block: Block, how: 'full' | 'again' = 'full'): void {
  if (session.waiting !== block.id) {
    session.waiting = block.id;
    session.refusals = 0;
    session.draft = null;
    session.asked += 1;
  }
  if (block.type === 'review') {
    askReview(scene, session, how);
    return;
  }
  if (block.type === 'area') offerDividedArea(session);
  tellQuestion(scene, session, block, how);
  scene.quickReplies.push(...answersOf(scene, session, block));
  offerWays(scene, session, block);
}

function tellQuestion(scene: Scene, session: Session, block: Block, how: 'full' | 'again'): void {
  if (session.draft?.type === 'area' && tellPlaces(scene, session.draft)) return;
  const has = (key: string): boolean => scene.assets.phrasebook.has(scene.conversation.language, key);
  if (how === 'again' && has(keyOf(session, block, 'ask_again'))) {
    tell(scene, keyOf(session, block, 'ask_again'));
    return;
  }
  const before = keyOf(session, block, `before.${channelOf(scene.conversation.urn)}`);
  if (session.person === self && has(before)) tell(scene, before);
  const forRelative = keyOf(session, block, 'ask_relative');
  tell(scene, session.person !== self && has(forRelative) ? forRelative : keyOf(session, block, 'ask'));
  const also = keyOf(session, block, `also.${channelOf(scene.conversation.urn)}`);
  if (session.person === self && has(also)) tell(scene, also);
  const given = session.answers[block.id];
  if (given) tell(scene, 'common:given', { answer: showValue(scene, session, block, given.value) });
}

/** The answers that can be pressed. */
function answersOf(scene: Scene, session: Session, block: Block): QuickReply[] {
  const choice = (code: string, title: string): QuickReply => ({
    kind: 'choice',
    title,
    payload: payloadFor(scene, code),
  });
  switch (block.type) {
    case 'select_one':
    case 'select_multiple':
      return block.choices.map(({ code }) => choice(code, choiceTitle(scene, session, block, code)));
    case 'text':
      return (block.offers ?? []).map((value) =>
        choice(
          value,
          value === 'unknown'
            ? phrase(scene, 'common:button.unknown')
            : showValue(scene, session, block, value),
        ),
      );
    case 'phone':
      return session.person === self
        ? [{ kind: 'share_phone', title: phrase(scene, 'common:button.share_phone') }]
        : sameNumber(scene, choice);
    case 'date':
      return [
        choice('today', phrase(scene, 'common:button.today')),
        choice('yesterday', phrase(scene, 'common:button.yesterday')),
        choice('unknown', phrase(scene, 'common:button.unknown')),
      ];
    case 'decimal':
    case 'integer':
      return [choice('unknown', phrase(scene, 'common:button.not_measured'))];
    case 'area':
      return session.draft?.type === 'area'
        ? showCandidates(scene, session.draft).map(({ code, title }) => choice(code, title))
        : [];
    case 'note':
    case 'identity':
    case 'review':
      return [];
  }
}

/** A relative can be reached on the contact's own number. */
function sameNumber(scene: Scene, choice: (code: string, title: string) => QuickReply): QuickReply[] {
  const own = scene.conversation.people.find((person) => person.id === self)?.answers['phone'];
  return own ? [choice('same', phrase(scene, 'common:button.same_number'))] : [];
}

function choiceTitle(scene: Scene, session: Session, block: SelectBlock, code: string): string {
  const title = phrase(scene, keyOf(session, block, `choices.${code}`));
  const ticked = session.draft?.type === 'choices' && session.draft.codes.includes(code);
  return ticked ? `✓ ${title}` : title;
}

/** The buttons that are not answers. */
function offerWays(scene: Scene, session: Session, block: Block): void {
  if (session.draft?.type === 'choices') offerCommand(scene, 'done', 'common:button.done');
  if (session.answers[block.id]) offerCommand(scene, 'keep', 'common:button.keep');
  if (block.optional || block.ask === 'on_request') offerCommand(scene, 'skip', 'common:button.skip');
  const facts = factsOfSession(session, scene.conversation.urn, scene.conversation.language);
  if (previousBlock(flowOf(scene, session), session, block.id, facts))
    offerCommand(scene, 'back', 'common:button.back');
  else offerOtherLanguages(scene);
}

/** One button per language that is not being spoken, named in itself. */
export function offerOtherLanguages(scene: Scene): void {
  const { languages } = scene.assets.phrasebook;
  for (const language of languages) {
    if (language === scene.conversation.language) continue;
    scene.quickReplies.push({
      kind: 'command',
      title: scene.assets.phrasebook.say(language, 'common:language_name'),
      payload: payloadFor(scene, `!lang:${language}`),
    });
  }
}
