import { z } from 'zod';
import type { Declaration } from '../dialogue/declaration.ts';
import type { Urn } from '../dialogue/message.ts';

/** An address of a channel we know. */
export const urnSchema = z.custom<Urn>(
  (value) => typeof value === 'string' && /^(telegram|zalo-oa|zalo-bot|talk):/.test(value),
  'not an address of a known channel',
);

const epoch = z.number().int();
const text = z.string();
const codes = z.array(z.string());

const answer = z.object({
  value: z.union([text, z.number(), codes]),
  raw: text,
  at: epoch,
  ref: text.exactOptional(),
});

const person = z.object({
  name: text.nullable(),
  birthYear: z.int().nullable(),
  birth: text.nullable(),
  gender: text.nullable(),
  nationality: text.nullable(),
  phone: text.nullable(),
  area: z.object({ code: text, path: codes, version: text }).nullable(),
  addressLine: text.nullable(),
  symptoms: codes,
  exposures: codes,
  conditions: codes,
});

const triage = z.object({
  ruleset: text,
  rulesetVersion: z.int(),
  level: z.int(),
  rules: codes,
  provisionalClass: text.nullable(),
  advice: text,
  route: codes,
  deadlineMinutes: z.number().nullable(),
});

/**
 * A declaration as it waits in the queue. A field it does not know is left out rather than refused: refusing would
 * leave a citizen without an answer. Tests hold it against what the dialogue really makes.
 */
export const declarationSchema: z.ZodType<Declaration> = z.object({
  id: z.uuid(),
  receipt: text,
  session: text,
  amends: z.uuid().nullable(),
  urn: urnSchema,
  // Declarations queued by an earlier version do not say it.
  subject: text.default('self'),
  flow: text,
  flowVersion: z.int(),
  language: text,
  status: z.enum(['complete', 'interrupted']),
  campaign: text.nullable().default(null),
  declaredAt: epoch,
  consent: z.object({ notice: text, at: epoch }),
  person,
  answers: z.record(z.string(), answer),
  triage,
});
