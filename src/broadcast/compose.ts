import { zaloBotLimits } from '../channels/zalo-bot.ts';
import { zaloOaLimits } from '../channels/zalo-oa.ts';
import { telegramLimits } from '../channels/telegram-keyboard.ts';
import type { Phrasebook } from '../dialogue/phrasebook.ts';
import type { Advisory } from '../storage/advisories.ts';

/** Channels advisories go out by. */
export const broadcastChannels = ['telegram', 'zalo-oa', 'zalo-bot'] as const;
export type BroadcastChannel = (typeof broadcastChannels)[number];

/** The language every advisory is written in, for whoever reads none of the others. */
export const FALLBACK_LANGUAGE = 'vi';

/** Longest message of each channel in characters; an advisory is always one message. */
export const longestMessage: Readonly<Record<BroadcastChannel, number>> = {
  telegram: telegramLimits.text,
  'zalo-oa': zaloOaLimits.text,
  'zalo-bot': zaloBotLimits.text,
};

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
