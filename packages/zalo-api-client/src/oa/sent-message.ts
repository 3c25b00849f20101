/** What Zalo says about a message it accepted. */
import { z } from 'zod';
import { lenient, wireId, wireInteger, wireString } from '../http/wire.ts';

const quota = z
  .object({
    quota_type: lenient(z.string()),
    remain: lenient(wireInteger),
    total: lenient(wireInteger),
    expired_date: lenient(wireString),
    owner_type: lenient(z.string()),
    owner_id: lenient(wireId),
  })
  .transform((q) => ({
    /** `reply` (free), `welcome_msg`, `sub_quota`, `purchase_quota`, `reward_quota`. */
    type: q.quota_type,
    /** No longer sent for `reply` since March 2026. */
    remaining: q.remain,
    total: q.total,
    expiredDate: q.expired_date,
    ownerType: q.owner_type,
    ownerId: q.owner_id,
  }));

/** Only the id is insisted on. A message without `quota` is billed. */
export const sentMessage = z
  .object({
    message_id: wireId,
    user_id: lenient(wireId),
    sent_time: lenient(wireInteger),
    quota: lenient(quota),
  })
  .transform((sent) => ({
    messageId: sent.message_id,
    userId: sent.user_id,
    /** Epoch milliseconds. */
    sentAtMs: sent.sent_time,
    quota: sent.quota,
  }));

export type SentMessage = z.infer<typeof sentMessage>;
