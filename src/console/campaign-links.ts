import type { Campaign } from '../storage/campaigns.ts';
import type { ConsoleContext } from './context.ts';

/** Where a campaign leads on each platform; null: a setting is missing. */
export function linksOf(
  { code }: Pick<Campaign, 'code'>,
  { telegramBot, zaloOa }: ConsoleContext['entrances'],
): { telegram: string | null; zalo: string | null } {
  return {
    telegram: telegramBot === null ? null : `https://t.me/${telegramBot}?start=${code}`,
    zalo: zaloOa === null ? null : `https://zalo.me/${zaloOa}`,
  };
}
