import type { z } from 'zod';
import { refusals } from './zalo-refusal.ts';

/**
 * What came over the wire as the schema has it, or the platform's refusal that names the field. A text too long is
 * -210 and everything else -201: which of them Zalo gives is our choice.
 */
export function readAs<T extends z.ZodType>(schema: T, input: unknown): z.infer<T> {
  const read = schema.safeParse(input);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  if (issue?.code === 'too_big' && issue.origin === 'string') throw refusals.tooMuch();
  const path = issue?.path.join('.') ?? '';
  throw refusals.invalid(path === '' ? 'body' : path);
}
