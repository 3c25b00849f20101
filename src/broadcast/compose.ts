import type { ChannelLimits } from '../channels/channel.ts';
import { zaloBotLimits } from '../channels/zalo-bot.ts';
import { zaloOaLimits } from '../channels/zalo-oa.ts';
import { splitText } from '../channels/split-text.ts';
import { telegramLimits } from '../channels/telegram-keyboard.ts';
import type { MsgOut } from '../dialogue/message.ts';
import type { Phrasebook } from '../dialogue/phrasebook.ts';
import type { Advisory } from '../storage/advisories.ts';

/** Channels advisories go out by. */
export const broadcastChannels = ['telegram', 'zalo-oa', 'zalo-bot'] as const;
export type BroadcastChannel = (typeof broadcastChannels)[number];

/** The language every advisory is written in, for whoever reads none of the others. */
export const FALLBACK_LANGUAGE = 'vi';

const limits: Readonly<Record<BroadcastChannel, ChannelLimits>> = {
  telegram: telegramLimits,
  'zalo-oa': zaloOaLimits,
  'zalo-bot': zaloBotLimits,
};

/** Longest message of a channel in characters, which is less under a picture; an advisory is always one message. */
export const longestMessage = (
  channel: BroadcastChannel,
  { picture }: Pick<Advisory, 'picture'> = { picture: null },
): number => (picture === null ? limits[channel].text : limits[channel].caption);

/** Channels whose platform says what was read; Telegram and the Zalo Bot Platform tell no bot. */
export const readIsTold: ReadonlySet<string> = new Set<BroadcastChannel>(['zalo-oa']);

/** What somebody with this language is sent: the text, the link, and how to receive no more. */
export function composeAdvisory(
  phrasebook: Pick<Phrasebook, 'say'>,
  { texts, link }: Pick<Advisory, 'texts' | 'link'>,
  language: string,
): string {
  const own = texts[language]?.trim() ? language : FALLBACK_LANGUAGE;
  const text = (texts[own] ?? '').trim();
  return [text, link.trim(), phrasebook.say(own, 'common:advisory.stop')].filter(Boolean).join('\n\n');
}

/**
 * What a platform is given beside the text: the address it fetches the picture from. Whoever saved it where no platform
 * could fetch it cannot submit it.
 */
export const pictureOf = ({ picture }: Pick<Advisory, 'picture'>): Pick<MsgOut, 'picture'> =>
  picture?.url == null ? {} : { picture: picture.url };

/** The messages a longer text becomes on a channel. */
export const messagesOn = (channel: BroadcastChannel, text: string): string[] =>
  splitText(text, limits[channel].text);
