import { oaLimits } from 'zalo-api-client';
import type { ReplyWindow } from './channel.ts';

/**
 * Whether an Official Account may still write to a person: free for 48 hours after their last message or follow,
 * billed until 7 days, refused (-230) after that.
 * Source: docs.zaloplatforms.com/docs/OA/tin-nhan/tin-tu-van/dieu-kien-gui-tin-tu-van.
 *
 * @param lastInteraction epoch milliseconds, as `now`
 */
export function zaloWindow(lastInteraction: number, now: number): ReplyWindow {
  const hours = (now - lastInteraction) / 3_600_000;
  if (hours <= oaLimits.freeReplyHours) return 'free';
  return hours <= oaLimits.replyDays * 24 ? 'billed' : 'closed';
}

/** Since when somebody has to have been heard for `free` and for `billed`: the same rule, for a question to many at once. */
export const zaloWindowsSince = (now: number): { freeSince: Date; billedSince: Date } => ({
  freeSince: new Date(now - oaLimits.freeReplyHours * 3_600_000),
  billedSince: new Date(now - oaLimits.replyDays * 24 * 3_600_000),
});
