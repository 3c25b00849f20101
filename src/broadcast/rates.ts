import type { BroadcastChannel } from './compose.ts';
import { planSends, sustained } from './send-plan.ts';

/** Most advisories in any second, by channel. */
export type Rates = Readonly<Record<BroadcastChannel, number>>;

/**
 * Below what each platform takes, so that there is room for conversations.
 * - Telegram: about 30 a second to different chats (core.telegram.org/bots/faq#broadcasting-to-users).
 * - Zalo OA: 4000 calls a minute per app, -32 beyond (docs.zaloplatforms.com/docs/OA, X-RateLimit-Limit); a quarter is left.
 * - Zalo Bot: no number is published, 429 is "quota exceeded" (docs.zaloplatforms.com/docs/BOT/error_code): ours, careful.
 */
export const defaultRates: Rates = { telegram: 25, 'zalo-oa': 50, 'zalo-bot': 10 };

/** Seconds it takes to write to so many people on a channel, nothing coming between. */
export function secondsFor(persons: number, perSecond: number): number {
  return Math.ceil(persons / sustained(planSends(perSecond)));
}
