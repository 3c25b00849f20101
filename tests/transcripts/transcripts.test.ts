import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { describeTurn } from '../../src/dialogue/transcript.ts';
import { talker } from '../support/conversation.ts';

/**
 * Golden conversations. Each file holds what a person does and what came of it; `vitest -u` writes the second anew,
 * so a change of words or of the way through the questions shows as a readable difference.
 */
const maps = z.enum(['2020', '2025-07', '2026-04']);
const said = z.object({
  waits: z.number().optional(),
  says: z.string().optional(),
  presses: z.string().optional(),
  presses_old: z.string().optional(),
  shares: z.string().optional(),
  sends: z.enum(['photo', 'voice', 'video', 'sticker', 'file', 'other', 'location', 'withheld']).optional(),
  edits: z.string().optional(),
  starts: z.string().optional(),
  /** The map the installation has from here on. */
  map: maps.optional(),
});

const transcriptSchema = z.object({
  about: z.string(),
  channel: z.enum(['telegram', 'zalo-oa', 'zalo-bot']),
  language: z.string(),
  at: z.string(),
  map: maps.optional(),
  turns: z.array(said),
});

const here = new URL('.', import.meta.url);

describe('golden conversations', () => {
  it.each(readdirSync(here).filter((name) => name.endsWith('.yaml')))('%s', async (name) => {
    const file = new URL(name, here);
    const transcript = transcriptSchema.parse(parse(readFileSync(file, 'utf8')));
    const person = talker({
      urn: `${transcript.channel}:1`,
      language: transcript.language,
      at: Date.parse(transcript.at),
      ...(transcript.map && { map: transcript.map }),
    });
    const turns = transcript.turns.map((step) => {
      if (step.map) person.map = step.map;
      return { ...step, ...describeTurn(person.take(step as Parameters<typeof person.take>[0])) };
    });
    await expect(stringify({ ...transcript, turns }, { lineWidth: 0 })).toMatchFileSnapshot(file.pathname);
  });
});
