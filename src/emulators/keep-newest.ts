/** Forgets what was put in first until at most `most` is left: a page may be open for days. */
export function keepNewest<K>(
  kept: { size: number; keys(): Iterable<K>; delete(key: K): unknown },
  most: number,
  forget?: (key: K) => void,
): void {
  for (const key of kept.keys()) {
    if (kept.size <= most) return;
    kept.delete(key);
    forget?.(key);
  }
}
