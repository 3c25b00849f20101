/** Counts from 1 to 4 are not told outside the health sector: too few people to stay unknown among them. */
export const LEAST_TOLD = 5;

/**
 * Hides one more cell where exactly one is hidden: with the sum beside it, it could be computed. The smallest of the
 * others goes, or the sum where there is no other.
 *
 * @param cells null: hidden already
 */
export function hideSecond(cells: readonly (number | null)[]): (number | null)[] {
  if (cells.filter((cell) => cell === null).length !== 1) return [...cells];
  const others = cells.filter((cell): cell is number => cell !== null && cell > 0);
  const least = Math.min(...others);
  const at = cells.indexOf(least);
  return cells.map((cell, i) => (i === at ? null : cell));
}
