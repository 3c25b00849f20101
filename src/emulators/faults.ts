/**
 * The switch board of all emulators: how often each thing goes wrong, from 0 (never) to 1 (always).
 * Webhook faults befall what is sent to the bot, call faults what the bot asks of the platform.
 */
export const FAULTS = {
  /** webhook: delivered again a little later */
  duplicate: ['telegram', 'zalo-oa', 'zalo-bot'],
  /** webhook: held back a little, so that what follows overtakes it */
  reorder: ['telegram', 'zalo-oa', 'zalo-bot'],
  /** webhook: never delivered */
  drop: ['telegram', 'zalo-oa', 'zalo-bot'],
  /** webhook: delivered, but the bot's answer is lost on the way, so it is retried */
  unheard: ['telegram', 'zalo-oa', 'zalo-bot'],
  /** call: 429 with retry_after, -32, or 429 quota exceeded */
  throttle: ['telegram', 'zalo-oa', 'zalo-bot'],
  /** call: 403 blocked, or -213 */
  forbid: ['telegram', 'zalo-oa'],
  /** call: a 5xx page that is no JSON */
  fail: ['telegram', 'zalo-oa', 'zalo-bot'],
  /** call: the answer comes late */
  slow: ['telegram', 'zalo-oa', 'zalo-bot'],
  /** call: the connection is reset before anything is done */
  reset: ['telegram', 'zalo-oa', 'zalo-bot'],
  /** call: done, but the connection is reset before the answer */
  lose_answer: ['telegram', 'zalo-oa', 'zalo-bot'],
  /** call: -216, the access token is invalid; 401 in an HTTP 200 */
  bad_token: ['zalo-oa', 'zalo-bot'],
  /** call: -220, the access token has expired */
  expired_token: ['zalo-oa'],
  /** call: -230, no interaction within seven days */
  window_closed: ['zalo-oa'],
  /** token refresh: the refresh token counts as consumed, so the answer is an empty 200 */
  consumed_refresh: ['zalo-oa'],
} as const;

export type FaultName = keyof typeof FAULTS;

export interface FaultBoard {
  readonly rates: Readonly<Record<FaultName, number>>;
  /** How late a `slow` answer is, and how long a `reorder` or `duplicate` is held back at most, in milliseconds. */
  slowMs: number;
  holdMs: number;
  /** Sets some rates; numbers outside 0–1 are brought inside. */
  set(rates: Partial<Record<FaultName, number>>): void;
  /** Whether the fault happens this time. */
  strikes(name: FaultName): boolean;
  /** A pause somewhere within `holdMs`. */
  hold(): number;
}

/** A board with everything off. Pass `seeded(…)` to have the same faults in every run. */
export function createFaultBoard(random: () => number = Math.random): FaultBoard {
  const names = Object.keys(FAULTS) as FaultName[];
  const rates = Object.fromEntries(names.map((name) => [name, 0])) as Record<FaultName, number>;
  const board: FaultBoard = {
    rates,
    slowMs: 3_000,
    holdMs: 300,
    set(changes) {
      for (const name of names) {
        const rate = changes[name];
        if (rate !== undefined) rates[name] = Math.min(1, Math.max(0, rate));
      }
    },
    strikes: (name) => rates[name] > 0 && random() < rates[name],
    hold: () => board.holdMs * (0.2 + 0.8 * random()),
  };
  return board;
}
