import { zaloWindowsSince } from '../channels/zalo-window.ts';
import type { Advisory } from '../storage/advisories.ts';
import type { Scoped } from '../storage/as-staff.ts';
import { countAudience } from '../storage/freeze-audience.ts';
import { broadcastChannels, type BroadcastChannel } from './compose.ts';
import { secondsFor, type Rates } from './rates.ts';

/** How many an advisory reaches. Null: fewer than five, and who is asking may not see so small a number. */
export interface AudiencePreview {
  channels: {
    channel: BroadcastChannel;
    free: number | null;
    /** The platform takes money: sent only where the advisory says so. */
    billed: number | null;
    /** The platform takes an approved template alone, for money: sent only where one was chosen. */
    template: number | null;
    /** The platform takes nothing for them alone, but they follow the account: its article, if one goes with it, reaches them. */
    article: number | null;
    /** The platform takes nothing until they write again. */
    closed: number | null;
    /** How long sending takes, at least. */
    seconds: number;
  }[];
  /** Meant, but they left. */
  stopped: number | null;
  /** Meant, but they did not ask for this topic. */
  unsubscribed: number | null;
  /** Meant, but reached by the unit about this topic already. */
  told: number | null;
}

/** Channels whose platform counts how long ago a person was heard. */
const windowed: readonly BroadcastChannel[] = ['zalo-oa'];

/** Who an advisory as it is stored would reach at this moment, and how long that takes. */
export async function previewAudience(
  tx: Scoped,
  advisory: Pick<Advisory, 'id' | 'billed' | 'template' | 'rate'>,
  rates: Rates,
  now: Date,
): Promise<AudiencePreview> {
  const windows = { channels: windowed, ...zaloWindowsSince(now.getTime()) };
  const { reached, stopped, unsubscribed, told } = await countAudience(tx, advisory.id, windows);
  const channels = broadcastChannels.flatMap((channel) => {
    const own = reached.filter((one) => one.channel === channel);
    if (own.length === 0) return [];
    const of = (name: string): number | null => {
      const found = own.find((one) => one.class === name);
      return found === undefined ? 0 : found.persons;
    };
    const [free, billed, template] = [of('free'), of('billed'), of('template')];
    const [article, closed] = [of('article'), of('closed')];
    const sends =
      (free ?? 0) + (advisory.billed ? (billed ?? 0) : 0) + (advisory.template ? (template ?? 0) : 0);
    const rate = Math.min(rates[channel], advisory.rate ?? Infinity);
    return [{ channel, free, billed, template, article, closed, seconds: secondsFor(sends, rate) }];
  });
  return { channels, stopped, unsubscribed, told };
}
