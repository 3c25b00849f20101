import { afterQuietHours } from '../dialogue/remind.ts';
import type { Phrasebook } from '../dialogue/phrasebook.ts';
import type { Advisory } from '../storage/advisories.ts';
import { takesArticle } from './article.ts';
import {
  broadcastChannels,
  composeAdvisory,
  FALLBACK_LANGUAGE,
  longestMessage,
  type BroadcastChannel,
} from './compose.ts';

/** What keeps an advisory from being submitted; the words are in locales, under `advisory.fault`. */
export type SubmitFault =
  | { code: 'no_title' }
  /** Everybody has to be able to read it in Vietnamese at least. */
  | { code: 'no_text' }
  /** As one message, with the link and how to stop, it is longer than the strictest channel takes. */
  | { code: 'too_long'; language: string; length: number; most: number; channel: BroadcastChannel }
  /** What is in the picture, for whoever cannot see it. */
  | { code: 'no_alt' }
  /** PUBLIC_URL was not set when it was chosen, so no platform can fetch the picture. */
  | { code: 'picture_unreachable' }
  | { code: 'bad_link' }
  | { code: 'expired' }
  | { code: 'starts_after_expiry' }
  /** Between its start and its end there are quiet hours only, and it is not urgent. */
  | { code: 'quiet_until_expiry' }
  /** The audience lies outside the unit's own area. */
  | { code: 'outside_area' }
  /** The article would go to people the advisory is not for. */
  | { code: 'article_narrow' };

/** Least time there has to be for sending. */
const LEAST = 10 * 60_000;

/** All that is still wrong with a draft; none: it can be submitted. */
export function submitFaults(
  advisory: Advisory,
  { phrasebook, timeZone, now }: { phrasebook: Pick<Phrasebook, 'say'>; timeZone: string; now: Date },
): SubmitFault[] {
  const { title, texts, link, picture, audience } = advisory;
  const faults: SubmitFault[] = [];
  if (title.trim() === '') faults.push({ code: 'no_title' });
  if (!texts[FALLBACK_LANGUAGE]?.trim()) faults.push({ code: 'no_text' });
  const channels = audience.channels?.length ? audience.channels : broadcastChannels;
  const [strictest] = channels
    .map((channel) => ({ channel, most: longestMessage(channel, advisory) }))
    .toSorted((a, b) => a.most - b.most);
  for (const language of Object.keys(texts)) {
    const { length } = composeAdvisory(phrasebook, advisory, language);
    if (strictest !== undefined && length > strictest.most)
      faults.push({ code: 'too_long', language, length, ...strictest });
  }
  if (picture?.alt === '') faults.push({ code: 'no_alt' });
  if (picture?.url === null) faults.push({ code: 'picture_unreachable' });
  if (link.trim() !== '' && !isWebLink(link.trim())) faults.push({ code: 'bad_link' });
  const time = timeFault(advisory, timeZone, now);
  if (time !== null) faults.push(time);
  const own = advisory.area_path;
  if (audience.area.length > 0 && own.some((code, depth) => audience.area[depth] !== code)) {
    faults.push({ code: 'outside_area' });
  }
  if (advisory.article !== null && !takesArticle(advisory)) faults.push({ code: 'article_narrow' });
  return faults;
}

function timeFault(
  { expires_at: expires, scheduled_at: scheduled, urgency }: Advisory,
  timeZone: string,
  now: Date,
): SubmitFault | null {
  if (expires <= now) return { code: 'expired' };
  const start = Math.max(now.getTime(), scheduled?.getTime() ?? 0);
  if (start >= expires.getTime()) return { code: 'starts_after_expiry' };
  const begins = urgency === 'urgent' ? start : afterQuietHours(start, timeZone);
  return begins + LEAST > expires.getTime() ? { code: 'quiet_until_expiry' } : null;
}

const isWebLink = (link: string): boolean =>
  URL.canParse(link) && ['https:', 'http:'].includes(new URL(link).protocol) && !/\s/.test(link);
