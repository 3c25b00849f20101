import { type Facts, holds } from '../triage/condition.ts';
import type { Block, Flow } from './flow.ts';
import { channelOf, type Urn } from './message.ts';
import type { Answer } from './answer.ts';
import { self, type Session } from './session.ts';
import { ageOf, codesOf } from './triage-facts.ts';

/** The answers so far as facts, with the channel and the language, for `relevant` conditions. */
export function factsOfSession(
  session: Pick<Session, 'answers' | 'person'>,
  urn: Urn,
  language: string,
): Facts {
  const facts = factsBefore(session, urn, language);
  for (const block in session.answers) facts[block] = session.answers[block]?.value;
  return facts;
}

/** What is known of a conversation whose answers are still to be put in. */
function factsBefore(
  { answers, person }: Pick<Session, 'answers' | 'person'>,
  urn: Urn,
  language: string,
): Record<string, Facts[string]> {
  return {
    ...{ channel: channelOf(urn), language, subject: person === self ? 'self' : 'relative' },
    // Few conditions ask for it.
    get age() {
      const birth = answers['birth'];
      return birth && (ageOf(String(birth.value), dayOf(birth.at)) ?? undefined);
    },
  };
}

/** The day of an answer; by UTC is near enough for an age. */
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Whether a block applies, asked in the round or not. */
export const isRelevant = (block: Block, facts: Facts): boolean =>
  block.relevant === undefined || holds(block.relevant, facts);

/**
 * The block to wait for: the first relevant one that has no answer yet. There are no pointers between blocks, so
 * there is no dangling target and no circle, and a corrected answer simply walks again.
 */
export function nextBlock(flow: Flow, session: Session, facts: Facts): Block | undefined {
  return flow.blocks.find(
    (block) =>
      block.ask !== 'on_request' &&
      !Object.hasOwn(session.answers, block.id) &&
      !session.said.includes(block.id) &&
      isRelevant(block, facts),
  );
}

/** The question before this one that was really put, or undefined at the first; presets were not. */
export function previousBlock(
  flow: Flow,
  session: Session,
  waiting: string,
  facts: Facts,
): Block | undefined {
  const index = flow.blocks.findIndex((block) => block.id === waiting);
  const isPreset = (id: string): boolean => session.answers[id]?.raw === '';
  return flow.blocks
    .slice(0, index)
    .findLast(
      (block) =>
        block.type !== 'note' &&
        block.ask !== 'on_request' &&
        !isPreset(block.id) &&
        isRelevant(block, facts),
    );
}

/**
 * Splits answers into those on branches still taken and the ids of those that no longer are. A danger sign stays,
 * wherever it was told.
 */
export function prune(
  flow: Flow,
  session: Session,
  urn: Urn,
  language: string,
): { answers: Record<string, Answer>; dropped: string[] } {
  const answers: Record<string, Answer> = {};
  const dropped: string[] = [];
  const facts = factsBefore({ answers, person: session.person }, urn, language);
  for (const block of flow.blocks) {
    const answer = session.answers[block.id];
    if (!answer) continue;
    // Blocks only depend on earlier ones (checked when the flow is loaded), so one pass settles all.
    const danger = block.id === flow.danger && codesOf(answer).length > 0;
    if (danger || isRelevant(block, facts)) {
      answers[block.id] = answer;
      facts[block.id] = answer.value;
    } else dropped.push(block.id);
  }
  return { answers, dropped };
}
