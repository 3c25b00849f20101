/** What a tile shows: a count (or tenths of a percent), one too small to be told, or nothing that is known. */
export type TileValue = number | 'hidden' | 'unknown';

/** One step of the legend: counts from `from` to `to`, both included. */
export interface Shade {
  step: number;
  from: number;
  to: number;
}

const STEPS = 5;

/** Steps of equal width from 1 to the largest value; 0 is told apart from all of them. Fewer where there are few counts. */
export function shadesOf(values: readonly TileValue[]): Shade[] {
  const most = Math.max(0, ...values.filter((value) => typeof value === 'number'));
  const width = Math.ceil(most / STEPS);
  const steps = width === 0 ? 0 : Math.ceil(most / width);
  return Array.from({ length: steps }, (_, i) => ({
    step: i + 1,
    from: i * width + 1,
    to: Math.min(most, (i + 1) * width),
  }));
}

/** The step of a value; 0 for none. */
export const shadeOf = (value: number, shades: readonly Shade[]): number =>
  shades.find(({ to }) => value <= to && value > 0)?.step ?? 0;
