import { ask } from './ask.ts';
import type { Block } from './flow.ts';
import { obeyInSession } from './commands.ts';
import { readAnswer } from './read-answer/read-answer.ts';
import { refuse } from './refuse.ts';
import { findListed, listedBlocks } from './review.ts';
import type { Scene } from './scene.ts';
import { answerSmallTalk } from './small-talk.ts';
import type { Session } from './session.ts';
import { accept } from './sprint.ts';
import type { Given } from './understood.ts';

/** Reads the answer to the review: send, or which answer to correct. A number alone is the number of an answer. */
export function understandReview(scene: Scene, session: Session, block: Block, given: Given): void {
  if ('code' in given) {
    pressed(scene, session, block, given.code);
    return;
  }
  const reading = readAnswer('confirm', given.text, {
    language: scene.conversation.language,
    today: scene.today,
  });
  if (findListed(scene, session, given.text.trim())) {
    obeyInSession(scene, session, block, `correct:${given.text.trim()}`);
  } else if (reading.ok) {
    pressed(scene, session, block, reading.value === 'yes' ? 'send' : 'correct', given.text);
  } else if (answerSmallTalk(scene, given.text)) {
    ask(scene, session, block, 'again');
  } else {
    refuse(scene, session, block, reading.reason);
  }
}

function pressed(scene: Scene, session: Session, block: Block, code: string, raw = code): void {
  const listed = listedBlocks(scene, session).find((one) => one.id === code);
  if (code === 'send') accept(scene, session, block, { value: 'send', raw });
  else if (listed) ask(scene, session, listed);
  else obeyInSession(scene, session, block, 'correct');
}
