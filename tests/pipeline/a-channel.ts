import type { Channel } from '../../src/channels/channel.ts';
import { SendError } from '../../src/channels/send-error.ts';
import type { MsgIn, MsgOut, Urn } from '../../src/dialogue/message.ts';

export interface TestChannel extends Channel {
  /** Texts delivered by calls of the platform, in order. */
  sent: { urn: Urn; text: string; heardAt?: number | undefined }[];
  acknowledged: string[];
  /** Asked before each send; throwing is failing, waiting is being slow. */
  before: (urn: Urn, message: MsgOut) => void | Promise<void>;
}

/** A platform in the test's hands: it notes what it is sent, and fails as it is told. */
export function aChannel(name: 'telegram' | 'zalo-oa'): TestChannel {
  const channel: TestChannel = {
    name,
    ...(name === 'zalo-oa' ? { proof: ['x-proof'] } : {}),
    limits: { text: 4096, caption: 1024, buttons: 10, buttonTitle: 64 },
    sent: [],
    acknowledged: [],
    before: () => undefined,
    receive({ headers, body }) {
      if (headers['x-proof'] !== 'genuine') return { status: 200, messages: [], dropped: 'bad-proof' };
      return { status: 200, messages: [JSON.parse(body.toString()) as MsgIn] };
    },
    async send(urn, message, heardAt) {
      await channel.before(urn, message);
      channel.sent.push({ urn, text: message.text, heardAt });
      return [`${urn.replace(':', '-')}-${channel.sent.length}`];
    },
    acknowledge(_urn, receipt) {
      channel.acknowledged.push(receipt);
      return Promise.reject(new SendError('unavailable', 'test'));
    },
  };
  if (name === 'telegram') channel.inline = (_urn, message) => ({ inline: message.text });
  return channel;
}
