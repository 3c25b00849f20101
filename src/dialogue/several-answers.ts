import type { AnswerValue } from './answer.ts';
import type { Block } from './flow.ts';
import { flowOf, type Scene } from './scene.ts';
import type { Session } from './session.ts';
import { understand } from './understand.ts';
import { factsOfSession, isRelevant } from './walk.ts';

/** One part of a message read as the answer to one block. */
export interface PartAnswer {
  block: Block;
  value: AnswerValue;
  raw: string;
}

/**
 * "Nam, 1985": two or more answers in one message, to the question asked and those right behind it. Only kinds of
 * answer that cannot be taken for one another are tried, and every part must be understood: null otherwise. Tried
 * before the message is read as one answer, which would take the man in "Nam, 1985" for the word "năm" (year).
 */
export function severalAnswers(
  scene: Scene,
  session: Session,
  asked: Block,
  text: string,
): PartAnswer[] | null {
  const parts = text
    .split(/[,;\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length < 2 || parts.length > mostParts || !isDistinct(asked)) return null;
  const open = blocksFrom(scene, session, asked);
  const found: PartAnswer[] = [];
  for (const raw of parts) {
    const answer = open
      .filter((block) => !found.some((one) => one.block === block))
      .map((block) => ({ block, understood: understand(scene, session, block, { text: raw }) }))
      .find(({ understood }) => understood.kind === 'answer');
    if (answer?.understood.kind !== 'answer') return null;
    found.push({ block: answer.block, value: answer.understood.value, raw });
  }
  return found.some(({ block }) => block === asked) ? found : null;
}

const mostParts = 5;

function blocksFrom(scene: Scene, session: Session, asked: Block): Block[] {
  const { blocks } = flowOf(scene, session);
  const facts = factsOfSession(session, scene.conversation.urn, scene.conversation.language);
  return blocks
    .slice(blocks.indexOf(asked))
    .filter(
      (block) =>
        isDistinct(block) &&
        isRelevant(block, facts) &&
        (block === asked || !Object.hasOwn(session.answers, block.id)),
    )
    .slice(0, mostParts);
}

const isDistinct = (block: Block): boolean =>
  block.type === 'phone' ||
  (block.type === 'text' && ['name', 'birth', 'nationality'].includes(block.reader)) ||
  (block.type === 'select_one' && block.reader === 'gender');
