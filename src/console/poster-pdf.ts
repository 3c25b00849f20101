import type { DialogueAssets } from '../dialogue/assets.ts';
import type { Campaign } from '../storage/campaigns.ts';
import { advisoryWords } from './advisory-words.ts';
import { placeName } from './area-of.ts';
import { linkedPlatforms, linksOf, posterText } from './campaign-links.ts';
import type { ConsoleContext } from './context.ts';
import { inThread } from './in-thread.ts';

/** What stands on one poster, as words. */
export interface Poster {
  /** From the narrowest place to the widest. */
  place: string[];
  head: string;
  text: string;
  codes: PosterCode[];
  /** A number to call in large letters, and what stands beside it. */
  call: { before: string; number: string; after: string };
  foot: string[];
}

export interface PosterCode {
  title: string;
  link: string;
  how: string;
  /** What has to be typed, in large letters; none: nothing. */
  type: string | null;
}

/**
 * Posters of campaigns as a PDF, one A4 page each, in the order given. In Vietnamese, whoever prints them: they hang
 * where people live. Takes about a second, in a thread of its own.
 *
 * @param campaigns at least one, and a link must lead to each (`linksOf`)
 */
export async function posterPdf(
  { assets, entrances, words }: Pick<ConsoleContext, 'assets' | 'entrances' | 'words'>,
  campaigns: readonly Campaign[],
): Promise<Buffer> {
  const inWords = words('vi');
  const t = advisoryWords(inWords);
  const posterOf = (campaign: Campaign): Poster => {
    const links = linksOf(campaign, entrances);
    const { code, area_path: path } = campaign;
    const place = path.length === 0 ? inWords.t('country') : placeName(path, assets);
    const { health, emergency } = assets.hotlines;
    const channels = linkedPlatforms(links);
    return {
      place: place.split(', '),
      // No word alone on the last line.
      head: t('campaign.poster_head').replace(/ (\S+)$/, '\u00a0$1'),
      text: posterText(inWords, channels),
      codes: channels.flatMap((channel) => {
        const link = links[channel];
        if (link === null) return [];
        const type = channel === 'zalo' ? `#${code}` : null;
        return [{ title: t(`campaign.${channel}`), link, how: t(`campaign.${channel}_scan`), type }];
      }),
      call: {
        before: t('campaign.poster_call'),
        number: localLine(path, assets) ?? health,
        after: t('campaign.poster_emergency', { emergency }),
      },
      foot: [t('campaign.poster_privacy'), `${campaign.name} · #${code}`],
    };
  };
  const posters = campaigns.map(posterOf);
  return inThread('./poster-worker.ts', { title: t('campaign.poster_head'), posters });
}

/** The line of the narrowest area that has one. */
const localLine = (path: readonly string[], { hotlines }: DialogueAssets): string | undefined =>
  path.toReversed().flatMap((code) => hotlines.local[code] ?? [])[0];
