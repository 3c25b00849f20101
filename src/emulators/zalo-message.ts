import { z } from 'zod';
import type { Button } from './chat.ts';
import { accountOf, type ZaloAccount, type ZaloOa } from './zalo-account.ts';
import { readButton, wireButton } from './zalo-button.ts';
import { readAs } from './zalo-read.ts';
import { refusals } from './zalo-refusal.ts';
import type { Content } from './zalo-send.ts';
import type { ZaloUploads } from './zalo-uploads.ts';

const WINDOW_MS = 7 * 24 * 3_600_000;

/**
 * Checks a body of POST /v3.0/oa/message/cs and whether this person may be written to.
 * Sources: docs.zaloplatforms.com/docs/OA/tin-nhan/tin-tu-van/* and /OA/phu-luc/cau-truc-cua-tham-so-buttons.
 * Which code a too long text gets is documented nowhere (-210 is our choice), nor whether one who stopped following may
 * still be answered (our choice: -213 until they write again).
 */
export function checkMessage(
  oa: ZaloOa,
  uploads: ZaloUploads,
  body: unknown,
): { to: ZaloAccount; content: Content } {
  const { recipient, message } = readAs(messageBody, body);
  const to = accountOf(oa, recipient.user_id);
  const content = readContent(message, uploads);
  if (to.interactedAt === null || !to.chat.state.open) throw refusals.notFollowing();
  if (oa.now() - to.interactedAt > WINDOW_MS) throw refusals.windowClosed();
  return { to, content };
}

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
          buttons: z.array(wireButton).optional(),
          elements: z.array(z.record(z.string(), z.unknown())).optional(),
          token: z.string().optional(),
        }),
      })
      .optional(),
  }),
});

type Message = z.infer<typeof messageBody>['message'];

function readContent({ text = '', attachment }: Message, uploads: ZaloUploads): Content {
  // Counted in UTF-16 units, which are never fewer than code points: which of them Zalo counts is unknown.
  if (text.length > 2000) throw refusals.tooMuch();
  if (attachment === undefined) {
    if (text === '') throw refusals.invalid('text');
    return { kind: 'text', text, echo: 'text' };
  }
  const { template_type, buttons = [], elements = [], token = '' } = attachment.payload;
  if (attachment.type === 'file') {
    return { kind: 'text', text: `📎 ${uploads.find('file', token, 'token').name}`, echo: 'file' };
  }
  if (attachment.type !== 'template') throw refusals.unsupported();
  if (template_type === undefined) {
    if (text === '') throw refusals.invalid('text');
    if (buttons.length > 5) throw refusals.tooMuch();
    return { kind: 'text', text, buttons: buttons.map(readButton), echo: 'text' };
  }
  const [element] = elements;
  if (element === undefined || elements.length > 1) throw refusals.invalid('elements');
  if (template_type === 'media') return readMedia(text, element, uploads);
  if (template_type !== 'request_user_info') throw refusals.unsupported();
  const { title, subtitle, image_url } = element;
  if (typeof title !== 'string' || title.length > 100) throw refusals.invalid('title');
  if (typeof subtitle !== 'string' || subtitle.length > 500) throw refusals.invalid('subtitle');
  if (typeof image_url !== 'string') throw refusals.invalid('image_url');
  const share: Button = { title, does: 'share_contact', value: '' };
  return { kind: 'text', text: subtitle, buttons: [share], echo: 'template' };
}

/** A picture by its address or its upload, never both; a sticker's id is taken as it is (our choice). */
function readMedia(text: string, element: Record<string, unknown>, uploads: ZaloUploads): Content {
  const { media_type: media, url, attachment_id: id } = element;
  if (media !== 'image' && media !== 'gif' && media !== 'sticker') throw refusals.invalid('media_type');
  if ((url === undefined) === (id === undefined)) throw refusals.invalid('attachment_id');
  if (url !== undefined && !isWebAddress(url)) throw refusals.invalid('url');
  if (id !== undefined && media !== 'sticker') uploads.find(media, id, 'attachment_id');
  return media === 'sticker'
    ? { kind: 'sticker', text: text === '' ? '👋' : text, echo: media }
    : { kind: 'photo', text, echo: media, ...(typeof url === 'string' && { picture: url }) };
}

const isWebAddress = (url: unknown): boolean => typeof url === 'string' && /^https?:\/\/\S+$/u.test(url);
