/**
 * What reading one typed answer gives: a normalised value, or the reason it was not understood.
 * `reason` is a machine word in kebab-case (`empty`, `not-understood`, `ambiguous`, `future`, …):
 * the dialogue picks words for the citizen by it and asks again, it never guesses.
 */
export type Reading<T> = { ok: true; value: T } | { ok: false; reason: string };

export const read = <T>(value: T): Reading<T> => ({ ok: true, value });
export const refuse = (reason: string): Reading<never> => ({ ok: false, reason });
