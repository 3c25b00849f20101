/**
 * Official Account events that are about an account, a tag, a template or a quota rather than a message.
 * Source: docs.zaloplatforms.com/docs/OA/webhook/quan-ly/… ; opaque names come from a survey, without their shapes.
 */
import { z } from 'zod';
import { lenient, wireId, wireString } from '../http/wire.ts';
import { eventEnvelope } from './event-envelope.ts';

const quotaChange = z.object({ prev_value: lenient(wireString), new_value: lenient(wireString) });

export const oaAccountEvents = [
  z.object({
    ...eventEnvelope,
    event_name: z.literal(['follow', 'unfollow']),
    oa_id: wireId,
    follower: z.object({ id: wireId }),
    /** Only `oa_profile` has been seen. */
    source: lenient(z.string()),
  }),
  z.object({ ...eventEnvelope, event_name: z.literal('user_click_chatnow'), oa_id: wireId, user_id: wireId }),
  z.object({
    ...eventEnvelope,
    event_name: z.literal(['add_user_to_tag', 'remove_user_from_tag', 'remove_tag']),
    oa_id: lenient(wireId),
    tag: z.object({
      name: wireString,
      user_ids: z
        .array(wireId)
        .nullish()
        .transform((ids) => ids ?? []),
    }),
  }),
  z.object({
    ...eventEnvelope,
    event_name: z.literal('change_template_status'),
    oa_id: lenient(wireId),
    template_id: wireId,
    status: z.object({ prev_status: lenient(wireString), new_status: wireString }),
    reason: lenient(z.string()),
  }),
  /** Spelt `oaId` on the wire. */
  z
    .object({
      ...eventEnvelope,
      event_name: z.literal('change_oa_daily_quota'),
      oaId: lenient(wireId),
      oa_id: lenient(wireId),
      quota: quotaChange,
    })
    .transform(({ oaId, oa_id, ...event }) => ({ ...event, oa_id: oa_id ?? oaId })),
] as const;

/** Events known by name only: their bodies are handed over unread. */
export const opaqueOaEventNames = [
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
] as const;

/** Families of opaque events, by the beginning of their names. */
export const opaqueOaEventPrefixes = [
  'user_send_group_',
  'oa_send_group_',
  'oa_send_anonymous_',
  'event_journey_',
] as const;
