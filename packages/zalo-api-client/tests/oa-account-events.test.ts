import { expect, test } from 'vitest';
import { oaEventKey, oaEventUserId } from '../src/index.ts';
import { oa, readOaEvent as read, user } from './read-oa-event.ts';

const flat = { app_id: '1', oa_id: oa, user_id_by_app: '2', timestamp: '154397978274' };
test.each(['follow', 'unfollow'])('%s', (event_name) => {
  const event = read({ ...flat, event_name, follower: { id: user }, source: 'oa_profile' });
  expect(event).toMatchObject({ event_name, oa_id: oa, follower: { id: user }, source: 'oa_profile' });
  expect(oaEventUserId(event)).toBe(user);
  expect(oaEventKey(event)).toBe(`${event_name}:154397978274:${user}`);
});
test('user_click_chatnow', () => {
  const event = read({ ...flat, event_name: 'user_click_chatnow', user_id: user });
  expect(oaEventUserId(event)).toBe(user);
});
test.each(['add_user_to_tag', 'remove_user_from_tag', 'remove_tag'])('%s', (event_name) => {
  expect(read({ ...flat, event_name, tag: { user_ids: [user], name: 'VIP' } })).toMatchObject({
    tag: { user_ids: [user], name: 'VIP' },
  });
  expect(read({ ...flat, event_name, tag: { name: 'VIP' } })).toMatchObject({ tag: { user_ids: [] } });
});
test('change_template_status', () => {
  const body = { template_id: 123, status: { prev_status: 'PENDING', new_status: 'ENABLE' }, reason: 'r' };
  expect(read({ ...flat, event_name: 'change_template_status', ...body })).toMatchObject({
    ...body,
    template_id: '123',
  });
});
test('change_oa_daily_quota', () => {
  const body = { oaId: oa, quota: { prev_value: 500, new_value: '2000' }, timestamp: 1 };
  expect(read({ ...body, event_name: 'change_oa_daily_quota' })).toMatchObject({
    oa_id: oa,
    quota: { prev_value: '500', new_value: '2000' },
  });
});
test.each([
  'update_user_info',
  'user_withdraw',
  'widget_interaction_accepted',
  'widget_failed_to_sync_user_external_id',
  'create_group',
  'user_join_group',
  'user_leave_group',
  'oa_send_consent',
  'user_reply_consent',
  'user_call_oa',
  'extension_purchased',
  'change_template_quality',
  'user_feedback',
  'user_click_response_button',
  'user_send_group_text',
  'oa_send_group_image',
  'oa_send_anonymous_poem',
  'event_journey_started',
])('%s is known by name, its body unread', (event_name) => {
  const body = { ...flat, event_name, whatever: { a: [1] } };
  expect(read(body)).toEqual({
    known: true,
    event_name,
    app_id: '1',
    oa_id: oa,
    timestamp: 154397978274,
    body,
  });
});
