import { describe, expect, it } from 'vitest';
import type { Declaration } from '../../src/dialogue/declaration.ts';
import type { Effect } from '../../src/dialogue/event.ts';
import { jobs } from '../../src/pipeline/jobs.ts';
import { HEALTHY, nextDeed, SUSPECTED, type Answers } from '../browser/citizen.ts';
import { talker } from '../support/conversation.ts';

describe('what jobs carry', () => {
  it.each([
    ['telegram:1', HEALTHY],
    ['zalo-oa:1', SUSPECTED],
  ] as const)('is all that the dialogue puts into it, and nothing is lost on the way: %s', (urn, answers) => {
    const effects = effectsOfDeclaring(urn, answers);
    const declarations = effects.flatMap((effect): Declaration[] =>
      effect.type === 'declared' ? [effect.declaration] : [],
    );
    expect(declarations).toHaveLength(1);
    for (const declaration of declarations) {
      expect(jobs.declaration.schema.parse(declaration)).toEqual(declaration);
    }
    for (const effect of effects) {
      if (effect.type !== 'message') continue;
      const payload = { urn, message: effect.message };
      expect(jobs.deliver.schema.parse(payload)).toEqual(payload);
    }
  });
});

/** Walks through the real dialogue, its state and effects going through JSON as they do in a store. */
function effectsOfDeclaring(urn: 'telegram:1' | 'zalo-oa:1', answers: Answers): Effect[] {
  const person = talker({ urn, language: 'vi' });
  person.say('xin chào');
  for (let deeds = 0; deeds < 40; deeds++) {
    const titles = person.heard.at(-1)?.quickReplies.map((reply) => reply.title) ?? [];
    const deed = nextDeed([person.last()], titles, 'vi', answers);
    if (deed === null || 'receipt' in deed) break;
    if ('press' in deed) person.press(deed.press);
    else person.say('type' in deed ? deed.type : '0912345678');
  }
  const effects = person.turns.flatMap(({ conversation }) => conversation.last?.effects ?? []);
  return JSON.parse(JSON.stringify(effects)) as Effect[];
}
