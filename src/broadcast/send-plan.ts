/**
 * How messages are let through so that no second has more than so many, whenever it begins: in windows of `ms`, each with
 * `points`.
 */
export interface SendPlan {
  points: number;
  ms: number;
}

/** How much later than another one a message may leave, or reach the platform, after both were let through; ms. */
export const LATEST = 150;

/** Shorter windows would cost more asking than sending. */
const SHORTEST = 20;

/**
 * The fastest plan for at most `perSecond` messages in every second. A window begins with its first message, so windows of
 * one message are that far apart; of larger ones a span touches one more than fit into it, begun ones counted.
 */
export function planSends(perSecond: number): SendPlan {
  const span = 1_000 + LATEST;
  let best: SendPlan = { points: 1, ms: Math.max(SHORTEST, Math.floor(span / perSecond) + 1) };
  for (let points = 2; points * 2 <= perSecond; points++) {
    const ms = Math.ceil(span / (Math.floor(perSecond / points) - 1));
    if (ms >= SHORTEST && points / ms > best.points / best.ms) best = { points, ms };
  }
  return best;
}

/** Messages a second such a plan lets through in the long run. */
export const sustained = ({ points, ms }: SendPlan): number => (points * 1_000) / ms;
