import type { Channel } from '../channels/channel.ts';
import { SendError, type SendFailure } from '../channels/send-error.ts';
import { deriveId } from '../dialogue/derive-id.ts';
import { channelOf, type ChannelName } from '../dialogue/message.ts';
import type { Phrasebook } from '../dialogue/phrasebook.ts';
import type { Advisory } from '../storage/advisories.ts';
import type { StaffChat } from '../storage/staff-chats.ts';
import { composeAdvisory, FALLBACK_LANGUAGE, pictureOf } from './compose.ts';

/** What became of a test; the words are in locales, under `test.outcome`. `unknown`: it may have arrived. */
export type TestOutcome = 'sent' | 'unknown' | 'billed' | SendFailure;

/** Sends an advisory to a chat of whoever tries it, in every language it is written in. Counts as no delivery. */
export type TestSend = (
  advisory: Pick<Advisory, 'id' | 'texts' | 'link' | 'picture'>,
  to: StaffChat,
) => Promise<TestOutcome>;

export interface TestSendOptions {
  channels: ReadonlyMap<ChannelName, Channel>;
  phrasebook: Pick<Phrasebook, 'say'>;
  /** When a chat was heard last, epoch ms; undefined: not known. */
  heardAt: (urn: StaffChat['urn']) => Promise<number | undefined>;
}

/** Nothing is sent where the platform would charge for it. */
export function createTestSend({ channels, phrasebook, heardAt }: TestSendOptions): TestSend {
  return async (advisory, { urn, boundAt }) => {
    const channel = channels.get(channelOf(urn));
    if (channel === undefined) return 'misconfigured';
    const heard = (await heardAt(urn)) ?? boundAt.getTime();
    if (channel.window?.(heard) === 'billed') return 'billed';
    try {
      const others = Object.keys(advisory.texts).filter((language) => language !== FALLBACK_LANGUAGE);
      for (const language of [FALLBACK_LANGUAGE, ...others]) {
        const text = [
          phrasebook.say(language, 'common:advisory.test'),
          composeAdvisory(phrasebook, advisory, language),
        ].join('\n\n');
        const id = deriveId('advisory-test', advisory.id, urn, language);
        await channel.send(urn, { id, text, quickReplies: [], ...pictureOf(advisory) }, heard);
      }
      return 'sent';
    } catch (error) {
      if (!(error instanceof SendError)) throw error;
      return error.maybeSent ? 'unknown' : error.code;
    }
  };
}
