import { z } from 'zod';
import type { Button } from './chat.ts';
import { refusals } from './zalo-refusal.ts';

export const wireButton = z.object({ title: z.string().min(1), type: z.string(), payload: z.unknown() });

/** One button as the phone shows it. Source: docs.zaloplatforms.com/docs/OA/phu-luc/cau-truc-cua-tham-so-buttons */
export function readButton({ title, type, payload }: z.infer<typeof wireButton>): Button {
  if (title.length > 100) throw refusals.tooMuch();
  if (type === 'oa.query.show' || type === 'oa.query.hide') {
    if (typeof payload !== 'string' || payload === '') throw refusals.invalid('payload');
    if (payload.length > 1000) throw refusals.tooMuch();
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
    /^\d+$/u.test(phone_code) && content.length <= 160 ? `sms:+${phone_code}` : undefined,
};
