import { broadcastChannels, type BroadcastChannel } from '../../src/broadcast/compose.ts';
import { oaLimits } from 'zalo-api-client';

// Who is where. Chats 1 to `people` are people's first ones, the others second ones; a chat's number says all about it.

/** One in so many people has a second chat. */
export const SECOND = 10;
/** Of either kind of chats, one in so many has blocked us: some people can be reached in their other chat, some not. */
const LEFT = 100;

/** By the number of a chat: the channel it is on. */
export const CHANNELS: readonly BroadcastChannel[] = [
  ...(['telegram', 'telegram', 'telegram', 'telegram'] as const),
  ...(['zalo-oa', 'zalo-oa', 'zalo-bot'] as const),
];
/** By the number of a chat with the Official Account: hours since its person wrote. Free, billed and closed. */
export const OA_HOURS = [0, 5, 10, 20, 30, 36, 40, 72, 100, 400];

export const chatsOf = (people: number): number => people + Math.floor(people / SECOND);
export const hasLeft = (people: number) => (chat: number) =>
  chat <= people ? chat % LEFT === 51 : (chat - people) % LEFT === 5;

export const channelOf = (chat: number): BroadcastChannel => CHANNELS[chat % CHANNELS.length] ?? 'telegram';

/** What the Official Account may still do in a chat of it. */
export function windowOf(chat: number): 'free' | 'billed' | 'closed' {
  const hours = OA_HOURS[Math.floor(chat / CHANNELS.length) % OA_HOURS.length] ?? 0;
  if (hours <= oaLimits.freeReplyHours) return 'free';
  return hours <= oaLimits.replyDays * 24 ? 'billed' : 'closed';
}

/** The rate of each channel when all of them together are to have this one: a channel's share of the chats. */
export function ratesFor(together: number): Record<BroadcastChannel, number> {
  const share = (channel: string) => CHANNELS.filter((one) => one === channel).length / CHANNELS.length;
  return Object.fromEntries(
    broadcastChannels.map((channel) => [channel, Math.max(1, Math.round(together * share(channel)))]),
  ) as Record<BroadcastChannel, number>;
}
