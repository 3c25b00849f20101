/** What Zalo tells an Official Account about its users, and how much may still be sent to one. */
import { z } from 'zod';
import { lenient, wireBoolean, wireId, wireInteger, wireString } from '../http/wire.ts';
import { checkId } from '../text/check-text.ts';
import type { OaCall } from './oa-call.ts';
import { oaLimits } from './oa-limits.ts';

export type OaUser = z.infer<typeof user>;
export type OaUserPage = z.infer<typeof userPage>;
export type UserQuota = z.infer<typeof userQuota>;

export interface UserFilter {
  /** 0 to 9,951. */
  offset?: number;
  /** 1 to 50; default 50. */
  count?: number;
  tagName?: string;
  /** `TODAY`, `YESTERDAY`, `L7D`, `L30D` or `YYYY_MM_DD:YYYY_MM_DD`. */
  lastInteraction?: string;
  isFollower?: boolean;
}

export interface OaUsers {
  /** -213 for somebody who neither follows nor ever wrote. */
  getUser(userId: string): Promise<OaUser>;
  /** One page of user ids. */
  listUsers(filter?: UserFilter): Promise<OaUserPage>;
  /** When the user last interacted, and what may still be sent. */
  getUserQuota(userId: string): Promise<UserQuota>;
}

/**
 * Sources: docs.zaloplatforms.com/docs/OA/quan-ly/quan-ly-thong-tin-nguoi-dung/truy-xuat-chi-tiet-nguoi-dung,
 * …/OA/tin-nhan/quan-ly-tin-nhan/kiem-tra-han-muc-gui-tin-nhan.
 */
export function oaUsers(call: OaCall): OaUsers {
  // GET calls take one JSON text in `data`; ids stay strings in it.
  const query = (data: unknown) => ({ data: JSON.stringify(data) });
  return {
    getUser: async (userId) =>
      call({
        path: '/v3.0/oa/user/detail',
        query: query({ user_id: checkId(userId, 'userId') }),
        answer: user,
      }),
    listUsers: async ({ offset = 0, count = oaLimits.usersPerPage, ...filter } = {}) => {
      checkRange(offset, 0, oaLimits.usersOffset, 'offset');
      checkRange(count, 1, oaLimits.usersPerPage, 'count');
      return call({
        path: '/v3.0/oa/user/getlist',
        query: query({
          offset,
          count,
          tag_name: filter.tagName,
          last_interaction_period: filter.lastInteraction,
          is_follower: filter.isFollower,
        }),
        answer: userPage,
      });
    },
    getUserQuota: async (userId) =>
      call({
        path: '/v3.0/oa/quota/message',
        json: { user_id: checkId(userId, 'userId') },
        answer: userQuota,
      }),
  };
}

function checkRange(value: number, low: number, high: number, field: string): void {
  if (!Number.isInteger(value) || value < low || value > high) {
    throw new RangeError(`${field} must be a whole number from ${low} to ${high}`);
  }
}

const text = lenient(wireString);
const list = z
  .array(wireString)
  .nullish()
  .transform((items) => items ?? [])
  .catch([]);

const user = z
  .object({
    user_id: wireId,
    user_id_by_app: lenient(wireId),
    display_name: text,
    user_alias: text,
    is_sensitive: lenient(wireBoolean),
    user_is_follower: lenient(wireBoolean),
    user_last_interaction_date: text,
    avatar: text,
    tags_and_notes_info: lenient(z.object({ tag_names: list, notes: list })),
    shared_info: lenient(
      z.object({ name: text, phone: text, address: text, ward: text, district: text, city: text }),
    ),
  })
  .transform((wire) => ({
    userId: wire.user_id,
    userIdByApp: wire.user_id_by_app,
    displayName: wire.display_name,
    alias: wire.user_alias,
    isSensitive: wire.is_sensitive,
    isFollower: wire.user_is_follower,
    /** `DD/MM/YYYY`. */
    lastInteractionDate: wire.user_last_interaction_date,
    avatarUrl: wire.avatar,
    tags: wire.tags_and_notes_info?.tag_names ?? [],
    notes: wire.tags_and_notes_info?.notes ?? [],
    /** Only what the user chose to share. */
    shared: wire.shared_info,
  }));

const userPage = z
  .object({
    total: wireInteger,
    count: wireInteger,
    offset: wireInteger,
    users: z.array(z.object({ user_id: wireId })),
  })
  .transform(({ users, ...page }) => ({ ...page, userIds: users.map(({ user_id }) => user_id) }));

const left = lenient(z.object({ remain: lenient(wireInteger), total: lenient(wireInteger) }));
const userQuota = z
  .object({
    last_interaction: lenient(wireInteger),
    cs_reply: left,
    promotion: lenient(
      z.object({
        daily_remain: lenient(wireInteger),
        daily_total: lenient(wireInteger),
        monthly_remain: lenient(wireInteger),
        monthly_total: lenient(wireInteger),
      }),
    ),
  })
  .transform((wire) => ({
    /** Epoch milliseconds. */
    lastInteractionMs: wire.last_interaction,
    reply: wire.cs_reply,
    promotion: wire.promotion,
  }));
