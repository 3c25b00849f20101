import { z } from 'zod';
import type { Button } from './chat.ts';
import { refusals } from './zalo-refusal.ts';
import type { ZaloAccount, ZaloOa } from './zalo-account.ts';

/** A message that passed every check, as the phone shows it. */
export interface Accepted {
  to: ZaloAccount;
  kind: 'text' | 'photo' | 'notice';
  text: string;
  buttons: Button[];
}

const HOUR = 3_600_000;

/**
 * Checks a body of POST /v3.0/oa/message/cs and whether this person may be written to.
 * Sources: docs.zaloplatforms.com/docs/OA/tin-nhan/tin-tu-van/* and /OA/phu-luc/cau-truc-cua-tham-so-buttons.
 * Which code a too long text gets is documented nowhere; -210 is our choice.
 */
export function checkMessage(oa: ZaloOa, body: unknown): Accepted {
  const read = messageBody.safeParse(body);
  if (!read.success) {
    const path = read.error.issues[0]?.path.join('.') ?? '';
    throw refusals.invalid(path === '' ? 'body' : path);
  }
  const { recipient, message } = read.data;
  const to = oa.accounts.get(recipient.user_id);
  if (to === undefined) throw refusals.invalid('user_id');
  const content = readContent(message);
  if (to.interactedAt === null || !to.chat.state.open) throw refusals.notFollowing();
  if (oa.now() - to.interactedAt > 7 * 24 * HOUR) throw refusals.windowClosed();
  return { to, ...content };
}

/** The quota part of an answer: free replies within 48 hours; absent means billed. */
export const quotaOf = (oa: ZaloOa, account: ZaloAccount): object =>
  oa.now() - (account.interactedAt ?? 0) <= 48 * HOUR ? { quota: { quota_type: 'reply' } } : {};

const button = z.object({ title: z.string().min(1), type: z.string(), payload: z.unknown() });
const messageBody = z.object({
  recipient: z.object({ user_id: z.string() }),
  message: z.object({
    text: z.string().optional(),
    quote_message_id: z.string().optional(),
    attachment: z
      .object({
        type: z.string(),
        payload: z.object({
          template_type: z.string().optional(),
          buttons: z.array(button).optional(),
          elements: z.array(z.record(z.string(), z.unknown())).optional(),
          token: z.string().optional(),
        }),
      })
      .optional(),
  }),
});

type Message = z.infer<typeof messageBody>['message'];

function readContent({ text = '', attachment }: Message): Omit<Accepted, 'to'> {
  if (longest(text) > 2000) throw refusals.tooMuch();
  if (attachment === undefined) {
    if (text === '') throw refusals.invalid('text');
    return { kind: 'text', text, buttons: [] };
  }
  if (attachment.type !== 'template') throw refusals.unsupported();
  const { template_type, buttons = [], elements = [] } = attachment.payload;
  if (template_type === undefined) {
    if (text === '') throw refusals.invalid('text');
    if (buttons.length > 5) throw refusals.tooMuch();
    return { kind: 'text', text, buttons: buttons.map(readButton) };
  }
  const [element] = elements;
  if (element === undefined || elements.length > 1) throw refusals.invalid('elements');
  if (template_type === 'media') return { kind: 'photo', text, buttons: [] };
  if (template_type !== 'request_user_info') throw refusals.unsupported();
  const { title, subtitle, image_url } = element;
  if (typeof title !== 'string' || longest(title) > 100) throw refusals.invalid('title');
  if (typeof subtitle !== 'string' || longest(subtitle) > 500) throw refusals.invalid('subtitle');
  if (typeof image_url !== 'string') throw refusals.invalid('image_url');
  const share: Button = { title, does: 'share_contact', value: '' };
  return { kind: 'text', text: subtitle, buttons: [share] };
}

/** The stricter of code points and UTF-16 units: which one Zalo counts is unknown. */
const longest = (text: string): number => Math.max(text.length, Array.from(text).length);

function readButton({ title, type, payload }: z.infer<typeof button>): Button {
  if (longest(title) > 100) throw refusals.tooMuch();
  if (type === 'oa.query.show' || type === 'oa.query.hide') {
    if (typeof payload !== 'string' || payload === '') throw refusals.invalid('payload');
    if (longest(payload) > 1000) throw refusals.tooMuch();
    return { title, does: type === 'oa.query.show' ? 'say' : 'press', value: payload };
  }
  const parts = z.record(z.string(), z.string()).safeParse(payload).data ?? {};
  const link = LINKS[type]?.(parts);
  if (link === undefined) throw refusals.invalid('payload');
  return { title, does: 'open', value: link };
}

const LINKS: Record<string, (parts: Record<string, string>) => string | undefined> = {
  'oa.open.url': ({ url = '' }) => (/^https?:\/\/\S+$/u.test(url) ? url : undefined),
  'oa.open.phone': ({ phone_code = '' }) => (/^\d+$/u.test(phone_code) ? `tel:+${phone_code}` : undefined),
  'oa.open.sms': ({ phone_code = '', content = '' }) =>
    /^\d+$/u.test(phone_code) && longest(content) <= 160 ? `sms:+${phone_code}` : undefined,
};
