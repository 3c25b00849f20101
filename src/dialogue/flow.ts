import { z } from 'zod';
import { conditionSchema } from '../triage/condition.ts';

const code = z.string().regex(/^[a-z][a-z0-9_]*$/, 'a code is lower case letters, digits and underscores');

/** What choosing this answer does besides answering: explain and ask again, or end the conversation. */
const choiceSchema = z.strictObject({
  code,
  /** Alone or not at all, such as "none". */
  exclusive: z.literal(true).optional(),
  then: z.enum(['explain', 'end']).optional(),
});

const common = {
  id: code,
  /** Asked only when this holds over the answers so far, `channel` and `language`. */
  relevant: conditionSchema.optional(),
  /** May be skipped; the answer is then absent. */
  optional: z.literal(true).optional(),
  /** `on_request`: never asked in the round, but can be added from the review. */
  ask: z.literal('on_request').optional(),
  /** Encrypted at rest and never said back in full. */
  sensitive: z.literal(true).optional(),
  /**
   * Remembered after sending: `person` for the next declaration of the same person, `household` also for the others
   * declared for from the same account.
   */
  carry: z.enum(['person', 'household']).optional(),
  /** Left out of the review list. */
  unlisted: z.literal(true).optional(),
};

/** Readers a `text` block may name; each understands one kind of typed answer. */
export const textReaders = [
  'name',
  'birth',
  'nationality',
  'address_line',
  'place',
  'email',
  'insurance',
] as const;

/** Readers of typed words for choices, beside the numbers and titles of the choices themselves. */
export const choiceReaders = [
  'consent',
  'gender',
  'symptoms',
  'conditions',
  'exposure',
  'danger_signs',
  'relation',
  'case_status',
  'confirm',
  'yesno',
] as const;

const selectSchema = {
  ...common,
  reader: z.enum(choiceReaders).optional(),
  choices: z.array(choiceSchema).min(2),
};

/** One thing said or asked. Its words are in locales/<language>/<flow>.json under the block's id. */
export const blockSchema = z.discriminatedUnion('type', [
  z.strictObject({ ...common, type: z.literal('note') }),
  z.strictObject({ ...selectSchema, type: z.literal('select_one') }),
  z.strictObject({ ...selectSchema, type: z.literal('select_multiple') }),
  z.strictObject({
    ...common,
    type: z.literal('text'),
    reader: z.enum(textReaders),
    /** Answers offered as buttons, in the words of the reader's notation, such as `VN`. */
    offers: z.array(z.string()).optional(),
  }),
  z.strictObject({ ...common, type: z.literal('decimal'), reader: z.enum(['temperature']) }),
  z.strictObject({ ...common, type: z.literal('integer'), reader: z.enum(['spo2', 'days_count']) }),
  z.strictObject({ ...common, type: z.literal('date') }),
  z.strictObject({ ...common, type: z.literal('phone') }),
  z.strictObject({ ...common, type: z.literal('area') }),
  z.strictObject({ ...common, type: z.literal('identity') }),
  /** Reads all answers back, numbered, with the truth statement; ends by sending, correcting or throwing away. */
  z.strictObject({ ...common, type: z.literal('review') }),
]);

/** A form: blocks in the order they are asked. flows/*.yaml. */
export const flowSchema = z.strictObject({
  id: code,
  version: z.int().positive(),
  /** The select_multiple of danger signs: any sign chosen there, or typed anywhere, interrupts at once. */
  danger: code.optional(),
  /** Days the questions look back over; their first date is said as a date. */
  window_days: z.int().positive(),
  /** Answers supposed without asking while `when` holds; shown at the review like any other. */
  presets: z.array(z.strictObject({ block: code, value: z.string(), when: conditionSchema })).default([]),
  blocks: z
    .array(blockSchema)
    .min(1)
    .refine(
      (blocks) => new Set(blocks.map((block) => block.id)).size === blocks.length,
      'two blocks share an id',
    ),
});

export type Flow = z.infer<typeof flowSchema>;
export type Block = z.infer<typeof blockSchema>;
export type Choice = z.infer<typeof choiceSchema>;
export type SelectBlock = Extract<Block, { type: 'select_one' | 'select_multiple' }>;

/** The block of that id, or undefined. */
export const blockOf = (flow: Flow, id: string): Block | undefined =>
  flow.blocks.find((block) => block.id === id);
