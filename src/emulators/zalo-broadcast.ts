import { z } from 'zod';
import { vietnamDay, vietnamHour } from './vietnam-time.ts';
import type { ZaloOa } from './zalo-account.ts';
import type { ZaloArticles } from './zalo-articles.ts';
import { newMessageId } from './zalo-events.ts';
import { readAs } from './zalo-read.ts';
import { refusals } from './zalo-refusal.ts';

export interface BroadcastRules {
  /** Only an account Zalo has verified may broadcast. */
  verified: boolean;
  /** By package; the published numbers contradict each other. */
  broadcastsPerMonth: number;
}

/** Sources have arrays of numbers, one number, or a text with commas; all are taken. */
const several = (most: number) => {
  const one = z.coerce.number().int().min(0).max(most);
  const list = z.union([z.string().transform((text) => text.split(',')), z.array(z.unknown()), z.number()]);
  return list
    .transform((value) => (Array.isArray(value) ? value : [value]))
    .pipe(z.array(one))
    .optional();
};

const broadcastBody = z.object({
  recipient: z.object({
    target: z.object({
      ages: several(7),
      gender: several(2),
      locations: several(2),
      cities: several(63),
      platform: several(3),
    }),
  }),
  message: z.object({
    attachment: z.object({
      type: z.literal('template'),
      payload: z.object({
        template_type: z.literal('media'),
        elements: z.tuple([z.object({ media_type: z.literal('article'), attachment_id: z.string() })]),
      }),
    }),
  }),
});

/**
 * POST /v2.0/oa/message with a target: one article to all who follow, by day, once a day for each of them.
 * Our choices: the hours are Vietnam's; a target is checked but leaves nobody out, as emulated people have no age and no
 * province; whoever had one today is passed over in silence; it arrives at once, where Zalo reviews it for half an hour;
 * nothing is echoed to the webhook. Source: docs.zaloplatforms.com/docs/OA (broadcast), the official Java SDK
 */
export function createZaloBroadcast(oa: ZaloOa, articles: ZaloArticles, rules: BroadcastRules) {
  let month = { name: '', sent: 0 };
  return (body: unknown): object => {
    const { message } = readAs(broadcastBody, body);
    const [{ attachment_id }] = message.attachment.payload.elements;
    const [at, id] = [oa.now(), newMessageId()];
    const [hour, day] = [vietnamHour(at), vietnamDay(at)];
    if (!rules.verified) throw refusals.notVerified();
    const { title, description } = articles.find(attachment_id, 'attachment_id');
    if (hour < 6 || hour >= 22) throw refusals.atNight();
    if (month.name !== day.slice(0, 7)) month = { name: day.slice(0, 7), sent: 0 };
    if (month.sent >= rules.broadcastsPerMonth) throw refusals.outOfQuota();
    month.sent += 1;
    for (const account of oa.accounts.values()) {
      if (!account.follows || account.broadcastOn === day) continue;
      account.broadcastOn = day;
      account.chat.add({ id, from: 'bot', kind: 'photo', text: `${title}\n${description}`, at });
    }
    return { message_id: id };
  };
}

/** Whether a body of the path is a broadcast at all: messages to one user are no longer taken there. */
export const isBroadcast = (body: unknown): boolean =>
  z
    .object({ recipient: z.object({ target: z.unknown().refine((one) => one !== undefined) }) })
    .safeParse(body).success;
