/** Schemas for what Zalo's JSON really holds: numbers written as strings, ids written as numbers, nulls for absent. */
import { z } from 'zod';

/** An id: a non-empty string, or an integer small enough to be exact. Always a string afterwards. */
export const wireId = z.union([z.string().min(1), z.number().int().nonnegative().transform(String)]);

/** A whole number, bare or quoted. */
export const wireInteger = z.union([
  z.number().int(),
  z
    .string()
    .regex(/^\s*-?\d{1,19}\s*$/)
    .transform(Number),
]);

/** true/false, bare, quoted, or 0/1. */
export const wireBoolean = z.union([
  z.boolean(),
  z.literal([1, '1', 'true']).transform(() => true),
  z.literal([0, '0', 'false']).transform(() => false),
]);

/** A string; numbers are written out. */
export const wireString = z.union([z.string(), z.number().transform(String)]);

/**
 * A field nobody depends on: absent, null or of a surprising type all read as undefined, so that a message which
 * was delivered is never reported as failed because of it.
 */
export function lenient<T extends z.ZodType>(schema: T) {
  return schema.optional().catch(undefined);
}

/** Where a value departs from its schema: paths and kinds of fault, never the values themselves. */
export function describeIssues(error: z.ZodError, root: string): string {
  return error.issues
    .slice(0, 3)
    .map((issue) => `${[root, ...issue.path.map(String)].filter(Boolean).join('.')} (${issue.code})`)
    .join(', ');
}
