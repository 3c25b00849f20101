import { readAnswer } from './read-answer/read-answer.ts';
import { readSmallTalk } from './read-answer/small-talk.ts';
import { type Scene, tell } from './scene.ts';

/** Answers a greeting, thanks or a question about the service. False when the message is none of these. */
export function answerSmallTalk(scene: Scene, text: string): boolean {
  const kind = readSmallTalk(text);
  if (kind === null) return false;
  tell(scene, `common:talk.${kind}`);
  return true;
}

/** Somebody who tells of symptoms when nothing is being asked is told how to let the health station know. */
export function answerUnwell(scene: Scene, text: string): boolean {
  const reading = readAnswer('symptoms', text, { language: scene.conversation.language, today: scene.today });
  const told = reading.ok && !/^(?:none|unknown|other)$/.test(reading.value) && !/^[\d\s,;]+$/.test(text);
  if (told) tell(scene, 'common:menu.unwell');
  return told;
}
