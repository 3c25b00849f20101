import type { Campaign } from '../storage/campaigns.ts';
import { advisoryWords } from './advisory-words.ts';
import type { ConsoleContext } from './context.ts';
import type { Words } from './words.ts';

/** Where a campaign leads on each platform; null: a setting is missing. */
export interface CampaignLinks {
  zalo: string | null;
  telegram: string | null;
}

/** Opens a bot and has it told a code. Source: core.telegram.org/bots/features#deep-linking. */
export const startLink = (bot: string, code: string): string => `https://t.me/${bot}?start=${code}`;

export function linksOf(
  { code }: Pick<Campaign, 'code'>,
  { telegramBot, zaloOa }: ConsoleContext['entrances'],
): CampaignLinks {
  return {
    zalo: zaloOa === null ? null : `https://zalo.me/${zaloOa}`,
    telegram: telegramBot === null ? null : startLink(telegramBot, code),
  };
}

/** The platforms a campaign leads to, in the order posters show them. */
export const linkedPlatforms = (links: CampaignLinks): (keyof CampaignLinks)[] =>
  (['zalo', 'telegram'] as const).filter((platform) => links[platform] !== null);

/** What a poster says below its head, with the names of these platforms. */
export function posterText(words: Words, platforms: readonly (keyof CampaignLinks)[]): string {
  const t = advisoryWords(words);
  const apps = platforms.map((platform) => t(`campaign.${platform}`)).join(t('campaign.poster_or'));
  return t('campaign.poster_text', { apps });
}
