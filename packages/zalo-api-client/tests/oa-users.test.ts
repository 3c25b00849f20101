import { expect, test } from 'vitest';
import { ok, recordOaCalls, userId } from './record-oa-calls.ts';
import { jsonOf } from './recording-server.ts';

const { server, client } = await recordOaCalls();

test('detail', async () => {
  server.answer(
    '{"data":{"user_id":"7543","user_id_by_app":"89","display_name":"Lan","user_alias":"","is_sensitive":false,' +
      '"user_last_interaction_date":"05/06/2024","user_is_follower":true,"avatar":"https://a","avatars":{"120":"x"},' +
      '"tags_and_notes_info":{"notes":["n"],"tag_names":["vip"]},' +
      '"shared_info":{"address":"Số 1","city":"Hà Nội","district":"","phone":84912345678,"name":"Lan"}},"error":0}',
  );
  expect(await client().getUser(userId)).toMatchObject({
    userId: '7543',
    displayName: 'Lan',
    isFollower: true,
    lastInteractionDate: '05/06/2024',
    tags: ['vip'],
    notes: ['n'],
    shared: { phone: '84912345678', city: 'Hà Nội' },
  });
  const request = server.only();
  expect(request.method).toBe('GET');
  expect(request.url).toBe(`/v3.0/oa/user/detail?data=${encodeURIComponent(`{"user_id":"${userId}"}`)}`);
  expect(request.headers['content-type']).toBeUndefined();
});
test('list', async () => {
  server.answer(ok({ total: 2, count: '2', offset: 0, users: [{ user_id: '1' }, { user_id: '2' }] }));
  const filter = { tagName: 'Hà Nội & +', lastInteraction: 'L7D', isFollower: true };
  expect(await client().listUsers(filter)).toEqual({ total: 2, count: 2, offset: 0, userIds: ['1', '2'] });
  const data = new URL(server.only().url, server.root).searchParams.get('data') ?? '';
  expect(JSON.parse(data)).toEqual({
    offset: 0,
    count: 50,
    tag_name: 'Hà Nội & +',
    last_interaction_period: 'L7D',
    is_follower: true,
  });
});
test('quota', async () => {
  server.answer(
    ok({
      last_interaction: '1626926349402',
      cs_reply: { remain: 8, total: '8' },
      promotion: { daily_remain: 1 },
    }),
  );
  expect(await client().getUserQuota(userId)).toMatchObject({
    lastInteractionMs: 1626926349402,
    reply: { remain: 8, total: 8 },
    promotion: { daily_remain: 1 },
  });
  expect(jsonOf(server.only())).toEqual({ user_id: userId });
});

test('tags are put on, taken off, removed, listed', async () => {
  server.answer('{"error":0,"message":"Success"}');
  await client().tagUser(userId, 'F0');
  await client().untagUser(userId, 'F0');
  await client().removeTag('F0');
  const body = { user_id: userId, tag_name: 'F0' };
  expect(server.requests.map((request) => [request.url, jsonOf(request)])).toEqual([
    ['/v2.0/oa/tag/tagfollower', body],
    ['/v2.0/oa/tag/rmfollowerfromtag', body],
    ['/v2.0/oa/tag/rmtag', { tag_name: 'F0' }],
  ]);
  server.answer(ok(['F0', 'F1']));
  expect(await client().listTags()).toEqual(['F0', 'F1']);
});
