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

const answer = z.strictObject({ value: z.union([text, z.number(), codes]), raw: text, at: epoch });

const person = z.strictObject({
  name: text.nullable(),
  birthYear: z.int().nullable(),
  birth: text.nullable(),
  gender: text.nullable(),
  nationality: text.nullable(),
  phone: text.nullable(),
  area: z.strictObject({ code: text, path: codes, version: text }).nullable(),
  addressLine: text.nullable(),
  symptoms: codes,
  exposures: codes,
  conditions: codes,
});

const triage = z.strictObject({
  ruleset: text,
  rulesetVersion: z.int(),
  level: z.int(),
  rules: codes,
  provisionalClass: text.nullable(),
  advice: text,
  route: codes,
  deadlineMinutes: z.number().nullable(),
});

/** A declaration as it waits in the queue; strict, so that a field nobody stores is noticed. */
export const declarationSchema: z.ZodType<Declaration> = z.strictObject({
  id: z.uuid(),
  receipt: text,
  session: text,
  amends: z.uuid().nullable(),
  urn: urnSchema,
  flow: text,
  flowVersion: z.int(),
  language: text,
  status: z.enum(['complete', 'interrupted']),
  declaredAt: epoch,
  consent: z.strictObject({ notice: text, at: epoch }),
  person,
  answers: z.record(z.string(), answer),
  triage,
});
