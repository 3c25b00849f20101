/** What the EARS methods say of a day. */
export interface EarsDay {
  count: number;
  /** Standard deviations above the mean of the baseline; null: too few days before it. C3 sums up three days of C2. */
  c1: number | null;
  c2: number | null;
  c3: number | null;
  /** Which of them raise the alarm. */
  alarms: ('C1' | 'C2' | 'C3')[];
}

const BASELINE = 7;
/** C2 and C3 leave out the two days before, so that a slow rise does not hide itself in its own baseline. */
const LAG = 2;
const LIMIT_C1_C2 = 3;
const LIMIT_C3 = 2;
/** A baseline of equal counts has no spread: every single case would be an alarm without a least one. */
const LEAST_SPREAD = 0.2;
/** Fewer on one day are looked at one by one anyway. */
const LEAST_COUNT = 3;

/**
 * Sudden rises in daily counts by the Early Aberration Reporting System's C1, C2 and C3 (Hutwagner et al., "The
 * bioterrorism preparedness and response Early Aberration Reporting System (EARS)", J Urban Health 2003; 80 Suppl 1).
 * C1: baseline of the 7 days before; C2: of the 7 days ending 3 days before; both alarm above mean + 3 standard
 * deviations. C3: the sum of what C2 exceeds 1 by on this day and the two before; alarms above 2.
 *
 * @param counts one per day without gaps, oldest first
 * @returns one per day
 */
export function ears(counts: readonly number[]): EarsDay[] {
  const c2s = counts.map((_, day) => deviation(counts, day, LAG));
  return counts.map((count, day) => {
    const c1 = deviation(counts, day, 0);
    const c2 = c2s[day] ?? null;
    const last = c2s.slice(Math.max(0, day - 2), day + 1);
    const c3 =
      day < 2 || last.some((value) => value === null)
        ? null
        : last.reduce<number>((sum, value) => sum + Math.max(0, (value ?? 0) - 1), 0);
    const alarms: EarsDay['alarms'] = [];
    if (count >= LEAST_COUNT) {
      if (c1 !== null && c1 > LIMIT_C1_C2) alarms.push('C1');
      if (c2 !== null && c2 > LIMIT_C1_C2) alarms.push('C2');
      if (c3 !== null && c3 > LIMIT_C3) alarms.push('C3');
    }
    return { count, c1, c2, c3, alarms };
  });
}

function deviation(counts: readonly number[], day: number, lag: number): number | null {
  const base = counts.slice(Math.max(0, day - lag - BASELINE), Math.max(0, day - lag));
  if (base.length < BASELINE) return null;
  const mean = base.reduce((sum, one) => sum + one, 0) / BASELINE;
  const variance = base.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (BASELINE - 1);
  return ((counts[day] ?? 0) - mean) / Math.max(LEAST_SPREAD, Math.sqrt(variance));
}
