/** Messages to one user in the consulting window (message/cs). */
import { checkId, checkText, checkUrl } from '../text/check-text.ts';
import { toWireButtons } from './buttons.ts';
import type { OaButton } from './buttons.ts';
import type { OaCall } from './oa-call.ts';
import { oaLimits } from './oa-limits.ts';
import { sentMessage } from './sent-message.ts';
import type { SentMessage } from './sent-message.ts';

export interface TextMessage {
  userId: string;
  /** Up to 2,000 characters. */
  text: string;
  /** Up to five. */
  buttons?: readonly OaButton[];
  /** Answers this message visibly. The field's name follows the PHP SDK; the Java sample has another. */
  quoteMessageId?: string;
}

export interface MediaMessage {
  userId: string;
  media: 'image' | 'gif' | 'sticker';
  /** A public URL, or what uploadImage or uploadGif returned (for stickers: the sticker's id). */
  source: { url: string } | { attachmentId: string };
  text?: string;
  /** Pixels; for gifs. */
  width?: number;
  height?: number;
}

export interface RequestInfoMessage {
  userId: string;
  /** Up to 100 characters. */
  title: string;
  /** Up to 500 characters. */
  subtitle: string;
  imageUrl: string;
}

export interface OaMessages {
  /** Text with or without buttons. */
  sendText(message: TextMessage): Promise<SentMessage>;
  sendMedia(message: MediaMessage): Promise<SentMessage>;
  /** A file uploaded with uploadFile. */
  sendFile(message: { userId: string; token: string }): Promise<SentMessage>;
  /** Asks the user to share name, phone and address; the answer is the event `user_submit_info`. */
  requestUserInfo(message: RequestInfoMessage): Promise<SentMessage>;
}

/**
 * Accepted up to 7 days after the user's last interaction (-230 after that), free for 48 hours, by day and night.
 * Source: docs.zaloplatforms.com/docs/OA/tin-nhan/tin-tu-van/gui-tin-tu-van-dang-van-ban and its sibling pages. The form
 * of text with buttons (no template_type) is second-hand.
 */
export function oaMessages(call: OaCall): OaMessages {
  const send = (userId: string, message: unknown) =>
    call({
      path: '/v3.0/oa/message/cs',
      json: { recipient: { user_id: checkId(userId, 'userId') }, message },
      answer: sentMessage,
    });

  // async, so that a refused argument is a rejected promise like every other failure.
  return {
    sendText: async ({ userId, text, buttons = [], quoteMessageId }) =>
      send(userId, {
        text: checkText(text, oaLimits.text, 'text'),
        ...(buttons.length === 0
          ? {}
          : { attachment: { type: 'template', payload: { buttons: toWireButtons(buttons) } } }),
        ...(quoteMessageId === undefined
          ? {}
          : { quote_message_id: checkId(quoteMessageId, 'quoteMessageId') }),
      }),
    sendMedia: async ({ userId, media, source, text, width, height }) => {
      const element = {
        media_type: media,
        ...('url' in source
          ? { url: checkUrl(source.url, 'source.url') }
          : { attachment_id: checkId(source.attachmentId, 'source.attachmentId') }),
        ...(width === undefined ? {} : { width }),
        ...(height === undefined ? {} : { height }),
      };
      return send(userId, {
        ...(text === undefined ? {} : { text: checkText(text, oaLimits.text, 'text') }),
        ...template('media', element),
      });
    },
    sendFile: async ({ userId, token }) =>
      send(userId, { attachment: { type: 'file', payload: { token: checkId(token, 'token') } } }),
    requestUserInfo: async ({ userId, title, subtitle, imageUrl }) =>
      send(
        userId,
        template('request_user_info', {
          title: checkText(title, oaLimits.requestInfoTitle, 'title'),
          subtitle: checkText(subtitle, oaLimits.requestInfoSubtitle, 'subtitle'),
          image_url: checkUrl(imageUrl, 'imageUrl'),
        }),
      ),
  };
}

function template(templateType: string, element: unknown) {
  return {
    attachment: { type: 'template', payload: { template_type: templateType, elements: [element] } },
  };
}
