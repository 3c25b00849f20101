import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { vietnamDay } from './vietnam-time.ts';
import { accountOf, type ZaloAccount, type ZaloOa } from './zalo-account.ts';
import { jsonBody, jsonQuery, type ZaloCalls } from './zalo-calls.ts';
import { readAs } from './zalo-read.ts';
import { refusals } from './zalo-refusal.ts';

const DAY_MS = 24 * 3_600_000;
const userBody = z.object({ user_id: z.string() });
const tagBody = z.object({ tag_name: z.string().min(1) });
const listQuery = z.object({
  offset: z.int().min(0).max(9951),
  count: z.int().min(1).max(50),
  tag_name: z.string().optional(),
  last_interaction_period: z
    .union([
      z.enum(['TODAY', 'YESTERDAY', 'L7D', 'L30D']),
      z.string().regex(/^\d{4}(_\d\d){2}:\d{4}(_\d\d){2}$/u),
    ])
    .optional(),
  is_follower: z.boolean().optional(),
});

/**
 * What the OA may know of its users, their labels, and of itself.
 * Sources: docs.zaloplatforms.com/docs/OA/quan-ly/quan-ly-thong-tin-nguoi-dung/truy-xuat-chi-tiet-nguoi-dung,
 * …/OA/tin-nhan/quan-ly-tin-nhan/kiem-tra-han-muc-gui-tin-nhan
 */
export function addZaloUsers(app: FastifyInstance, calls: ZaloCalls, oa: ZaloOa, verified: boolean): void {
  const known = () => [...oa.accounts.values()].filter((one) => one.follows || one.interactedAt !== null);

  /** The days an interaction may lie on, both included. */
  function daysOf(period: string): [string, string] {
    const day = (ago: number) => vietnamDay(oa.now() - ago * DAY_MS);
    if (period === 'TODAY') return [day(0), day(0)];
    if (period === 'YESTERDAY') return [day(1), day(1)];
    if (period === 'L7D') return [day(6), day(0)];
    if (period === 'L30D') return [day(29), day(0)];
    const [from = '', to = ''] = period.replaceAll('_', '-').split(':');
    return [from, to];
  }

  function list(query: unknown): object {
    const {
      offset,
      count,
      tag_name,
      last_interaction_period: period,
      is_follower,
    } = readAs(listQuery, query);
    const [from, to] = period === undefined ? ['', '~'] : daysOf(period);
    const found = known().filter(({ tags, follows, interactedAt }) => {
      const day = vietnamDay(interactedAt ?? 0);
      const isTagged = tag_name === undefined || tags.has(tag_name);
      return isTagged && day >= from && day <= to && (is_follower === undefined || follows === is_follower);
    });
    const users = found.slice(offset, offset + count).map(({ id }) => ({ user_id: id }));
    return { total: found.length, count: users.length, offset, users };
  }

  function detail(query: unknown): object {
    const account = accountOf(oa, readAs(userBody, query).user_id);
    if (!account.follows && account.interactedAt === null) throw refusals.notFollowing();
    const { sharedPhone: phone, name, tags } = account;
    return {
      user_id: account.id,
      user_id_by_app: account.idByApp,
      display_name: name,
      user_alias: name,
      is_sensitive: false,
      user_is_follower: account.follows,
      user_last_interaction_date: vietnamDay(account.interactedAt ?? 0)
        .split('-')
        .reverse()
        .join('/'),
      tags_and_notes_info: { tag_names: [...tags], notes: [] },
      ...(phone === null ? {} : { shared_info: { name, phone } }),
    };
  }

  function quota(body: unknown): object {
    const account = accountOf(oa, readAs(userBody, body).user_id);
    return { last_interaction: String(account.interactedAt ?? 0), cs_reply: { remain: 8, total: 8 } };
  }

  const changeTag = (change: (account: ZaloAccount, tag: string) => void) =>
    calls('oa', (request) => {
      const body = jsonBody(request);
      change(accountOf(oa, readAs(userBody, body).user_id), readAs(tagBody, body).tag_name);
      return {};
    });

  app.get(
    '/v3.0/oa/user/detail',
    calls('oa', (request) => detail(jsonQuery(request))),
  );
  app.get(
    '/v3.0/oa/user/getlist',
    calls('oa', (request) => list(jsonQuery(request))),
  );
  app.post(
    '/v3.0/oa/quota/message',
    calls('oa', (request) => quota(jsonBody(request))),
  );
  app.post(
    '/v2.0/oa/tag/tagfollower',
    changeTag(({ tags }, tag) => tags.add(tag)),
  );
  app.post(
    '/v2.0/oa/tag/rmfollowerfromtag',
    changeTag(({ tags }, tag) => tags.delete(tag)),
  );
  app.post(
    '/v2.0/oa/tag/rmtag',
    calls('oa', (request) => {
      const { tag_name } = readAs(tagBody, jsonBody(request));
      for (const { tags } of oa.accounts.values()) tags.delete(tag_name);
      return {};
    }),
  );
  // A tag nobody bears is forgotten (our choice).
  app.get(
    '/v2.0/oa/tag/gettagsofoa',
    calls('oa', () => [...new Set(known().flatMap(({ tags }) => [...tags]))]),
  );
  app.get(
    '/v2.0/oa/getoa',
    calls('oa', () => ({
      oaid: oa.keys.oaId,
      name: 'NCOVI',
      is_verified: verified,
      num_follower: known().filter(({ follows }) => follows).length,
    })),
  );
}
