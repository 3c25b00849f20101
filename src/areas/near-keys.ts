/** Finds keys that differ from a typed one by one slip: a letter more, less, other, or two neighbours swapped. */
export type NearKeys = (typed: string) => string[];

/** Shorter keys have too many neighbours for a slip to tell anything. */
const SHORTEST = 4;

/**
 * Indexes the keys by all their forms with one letter left out; two words one slip apart share such a form
 * (symmetric deletion). Digits are never taken for slips: `Gia Tân 1` is not a slip of `Gia Tân 2`.
 */
export function createNearKeys(keys: readonly string[]): NearKeys {
  const byShortened = new Map<string, number | number[]>();
  const byKey = new Map<string, number>();
  for (const [id, key] of keys.entries()) {
    byKey.set(key, id);
    if (key.length < SHORTEST) continue;
    for (const form of shortened(key)) {
      const known = byShortened.get(form);
      if (known === undefined) byShortened.set(form, id);
      else if (typeof known === 'number') byShortened.set(form, [known, id]);
      else known.push(id);
    }
  }
  return (typed) => {
    if (typed.length < SHORTEST - 1) return [];
    const found = new Set<number>();
    addAll(found, byShortened.get(typed));
    for (const form of shortened(typed)) {
      addAll(found, byKey.get(form));
      addAll(found, byShortened.get(form));
    }
    return [...found].map((id) => keys[id] ?? '').filter((key) => key !== typed && slipAt(typed, key) >= 0);
  };
}

/**
 * Where the only slip between two keys is, counted from the left; -1 when they are equal or further apart, or when
 * the slip touches a digit.
 */
export function slipAt(typed: string, key: string): number {
  let at = 0;
  while (at < typed.length && typed.charAt(at) === key.charAt(at)) at++;
  if (at === typed.length && at === key.length) return -1;
  const longer = typed.length > key.length;
  const [left, right] = longer ? [typed, key] : [key, typed];
  if (left.length - right.length > 1) return -1;
  if (isDigit(left.charAt(at)) || isDigit(right.charAt(at))) return -1;
  if (left.length > right.length) return left.slice(at + 1) === right.slice(at) ? at : -1;
  if (left.slice(at + 1) === right.slice(at + 1)) return at;
  const swapped = left.charAt(at) === right.charAt(at + 1) && left.charAt(at + 1) === right.charAt(at);
  return swapped && !isDigit(left.charAt(at + 1)) && left.slice(at + 2) === right.slice(at + 2) ? at : -1;
}

function shortened(key: string): string[] {
  const forms: string[] = [];
  for (let i = 0; i < key.length; i++) {
    if (i > 0 && key.charAt(i) === key.charAt(i - 1)) continue;
    forms.push(key.slice(0, i) + key.slice(i + 1));
  }
  return forms;
}

function addAll(found: Set<number>, ids: number | readonly number[] | undefined): void {
  if (ids === undefined) return;
  if (typeof ids === 'number') found.add(ids);
  else for (const id of ids) found.add(id);
}

function isDigit(char: string): boolean {
  return char >= '0' && char <= '9';
}
