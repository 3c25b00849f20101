/** Buttons under a text message. */
import { checkPhone, checkText, checkUrl } from '../text/check-text.ts';
import { oaLimits } from './oa-limits.ts';

/**
 * - `query`: the press comes back as a `user_send_text` whose text is `payload`. Nothing tells it apart from typing.
 *   `hidden` keeps it out of the visible chat (oa.query.hide instead of oa.query.show).
 * - `url`, `phone`, `sms`: open something on the phone; no event comes back.
 */
export type OaButton =
  | { kind: 'query'; title: string; payload: string; hidden?: boolean }
  | { kind: 'url'; title: string; url: string }
  | { kind: 'phone'; title: string; phone: string }
  | { kind: 'sms'; title: string; phone: string; content: string };

export interface WireButton {
  title: string;
  type: 'oa.query.show' | 'oa.query.hide' | 'oa.open.url' | 'oa.open.phone' | 'oa.open.sms';
  payload: string | Record<string, string>;
}

/**
 * Source: docs.zaloplatforms.com/docs/OA/phu-luc/cau-truc-cua-tham-so-buttons.
 * @throws RangeError for more than five buttons or a part over its limit
 */
export function toWireButtons(buttons: readonly OaButton[]): WireButton[] {
  if (buttons.length > oaLimits.buttons) {
    throw new RangeError(`${buttons.length} buttons, the limit is ${oaLimits.buttons}`);
  }
  return buttons.map((button, index) => toWireButton(button, `buttons[${index}]`));
}

function toWireButton(button: OaButton, field: string): WireButton {
  const title = checkText(button.title, oaLimits.buttonTitle, `${field}.title`);
  switch (button.kind) {
    case 'query': {
      // Sent as it is, not composed: what comes back is compared with it.
      const { payload } = button;
      if (payload === '' || payload.length > oaLimits.queryPayload) {
        const { length } = payload;
        throw new RangeError(
          `${field}.payload has ${length} characters, allowed are 1 to ${oaLimits.queryPayload}`,
        );
      }
      return { title, type: button.hidden === true ? 'oa.query.hide' : 'oa.query.show', payload };
    }
    case 'url':
      return { title, type: 'oa.open.url', payload: { url: checkUrl(button.url, `${field}.url`) } };
    case 'phone':
      return {
        title,
        type: 'oa.open.phone',
        payload: { phone_code: checkPhone(button.phone, `${field}.phone`) },
      };
    case 'sms':
      return {
        title,
        type: 'oa.open.sms',
        payload: {
          content: checkText(button.content, oaLimits.smsContent, `${field}.content`),
          phone_code: checkPhone(button.phone, `${field}.phone`),
        },
      };
  }
}
