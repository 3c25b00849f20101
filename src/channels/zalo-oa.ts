// Zalo Official Account: signed webhook in, consulting messages (message/cs) out, over zalo-api-client.
// Must not know flows, sessions, storage, tokens or what any message means.
import { oaLimits, parseOaEvent, verifyOaSignature, type OaMessages } from 'zalo-api-client';
import { accountOf, type MsgOut } from '../dialogue/message.ts';
import type {
  ArticleBroadcasts,
  Channel,
  ChannelLimits,
  Received,
  ReplyWindow,
  TemplateMessages,
  WebhookRequest,
} from './channel.ts';
import { numberedChoices } from './numbered-choices.ts';
import { readOaEvent } from './read-oa-event.ts';
import { SendError } from './send-error.ts';
import { splitText } from './split-text.ts';
import { orFailure } from './zalo-failure.ts';
import { zaloWindow } from './zalo-window.ts';

export interface ZaloOaSettings {
  appId: string;
  oaId: string;
  /** "OA Secret Key" of the console's Webhook page; not the App Secret. */
  oaSecretKey: string;
  client: Pick<OaMessages, 'sendText' | 'sendMedia'>;
  templates?: TemplateMessages;
  articles?: ArticleBroadcasts;
  /** The clock, in epoch milliseconds. */
  now?: () => number;
}

export const zaloOaLimits: ChannelLimits = {
  text: oaLimits.text,
  caption: oaLimits.text,
  buttons: oaLimits.buttons,
  buttonTitle: oaLimits.buttonTitle,
};

/** The Zalo OA channel. Makes no call until something is sent. Source: docs.zaloplatforms.com/docs/OA. */
export function createZaloOaChannel(settings: ZaloOaSettings): Channel {
  const { client, now = Date.now } = settings;
  const window = (heardAt: number): ReplyWindow => zaloWindow(heardAt, now());
  return {
    name: 'zalo-oa',
    limits: zaloOaLimits,
    proof: ['x-zevent-signature'],
    receive: (request) => receive(request, settings, request.receivedAt ?? now()),
    window,
    ...(settings.templates && { templates: settings.templates }),
    ...(settings.articles && { articles: settings.articles }),
    send: async (urn, message, heardAt) => {
      if (heardAt !== undefined && window(heardAt) === 'closed') {
        throw new SendError('window-closed', 'zalo: nothing heard of the person for 7 days');
      }
      const ids: string[] = [];
      const { picture } = message;
      for (const [index, call] of zaloOaCalls(accountOf(urn), message).entries()) {
        const sent =
          picture !== undefined && index === 0
            ? client.sendMedia({ ...call, media: 'image', source: { url: picture } })
            : client.sendText(call);
        ids.push((await orFailure(sent)).messageId);
      }
      return ids;
    },
  };
}

/**
 * Zalo redelivers for less than two hours; a signed body older than a day is a recording played back, and the inbound
 * ids that would give it away may be forgotten by then.
 */
const longestRedelivery = 24 * 60 * 60 * 1000;

/**
 * Always 200: the console's check of the address sends what is not signed and needs a 200, and a body that is refused
 * today will not be better when it is sent again. Source: docs.zaloplatforms.com/docs/OA/webhook/tong-quan.
 */
function receive({ headers, body }: WebhookRequest, settings: ZaloOaSettings, now: number): Received {
  // The documentation signs with the app id; accounts whose events are signed with the OA id have been reported.
  const signature = verifyOaSignature(body, headers['x-zevent-signature'], settings);
  if (!signature.ok) return drop('bad-signature');
  const parsed = parseOaEvent(body);
  if (!parsed.ok) return drop('unreadable');
  const read = readOaEvent(parsed.event, settings.oaId);
  if (typeof read === 'string') return drop(read);
  const isSeen = 'ids' in read;
  if (now - (isSeen ? read.at : read.sentAt) > longestRedelivery) return drop('stale');
  return isSeen ? { status: 200, messages: [], seen: read } : { status: 200, messages: [read] };
}

const drop = (dropped: string): Received => ({ status: 200, messages: [], dropped });

/**
 * The calls one message takes, the first with its picture, the buttons under the last. Presses are hidden (oa.query.hide), so that the
 * chat does not show payloads. Zalo has no share-my-phone button, so numbers are typed.
 */
function zaloOaCalls(userId: string, message: MsgOut): Parameters<OaMessages['sendText']>[0][] {
  const { text, choices, commands } = numberedChoices(message, zaloOaLimits);
  const parts = splitText(text, zaloOaLimits.text);
  if (parts.length === 0) throw new SendError('refused', 'zalo: blank text');
  const buttons = [...choices, ...commands].map((button) => ({
    kind: 'query' as const,
    hidden: true,
    ...button,
  }));
  return parts.map((part, index) => ({
    userId,
    text: part,
    ...(buttons.length > 0 && index === parts.length - 1 ? { buttons } : {}),
  }));
}
