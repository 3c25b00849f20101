import { pino } from 'pino';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ChannelName, MsgIn } from '../../src/dialogue/message.ts';
import { createMetrics } from '../../src/pipeline/metrics.ts';
import { limitSenders } from '../../src/pipeline/sender-limit.ts';
import { waitFor } from '../support/wait-for.ts';
import { aChannel, type TestChannel } from './a-channel.ts';
import { newUrn, says } from './a-dialogue.ts';

describe('messages of one person beyond the limit', () => {
  let telegram: TestChannel;
  let zalo: TestChannel;
  let worked: MsgIn[];
  let take: (name: ChannelName, message: MsgIn) => Promise<{ inline: object | null }>;
  const metrics = createMetrics();
  const open = (seconds: number) => {
    telegram = aChannel('telegram');
    zalo = aChannel('zalo-oa');
    worked = [];
    const converse = (_name: ChannelName, message: MsgIn) => {
      worked.push(message);
      return Promise.resolve({ inline: { worked: worked.length } });
    };
    take = limitSenders(converse, {
      channels: new Map([telegram, zalo].map((channel) => [channel.name, channel])),
      notice: 'Xin chờ một phút.',
      ...{ metrics, logger: pino({ level: 'silent' }), limit: { messages: 3, seconds } },
    });
  };
  beforeEach(() => {
    open(60);
  });

  it('are not worked on and counted; the person is told once, in the response; others are not delayed', async () => {
    const flooder = newUrn();
    const answers = [];
    for (let n = 0; n < 6; n++) answers.push((await take('telegram', says(flooder, 'x'))).inline);
    expect(answers).toEqual([
      ...[1, 2, 3].map((worked) => ({ worked })),
      { inline: 'Xin chờ một phút.' },
      ...[null, null],
    ]);
    expect((await take('telegram', says(newUrn(), 'x'))).inline).toEqual({ worked: 4 });
    expect(telegram.sent).toEqual([]);
    const counted = await metrics.dropped.get();
    expect(counted.values).toMatchObject([{ labels: { channel: 'telegram', reason: 'flood' }, value: 3 }]);
  });

  it('are told of by one send where the response takes nothing', async () => {
    const flooder = newUrn('zalo-oa');
    for (let n = 0; n < 6; n++) await take('zalo-oa', says(flooder, 'x'));
    expect(zalo.sent).toMatchObject([{ urn: flooder, text: 'Xin chờ một phút.' }]);
  });

  it('are worked on again in the next window', async () => {
    open(1);
    const urn = newUrn();
    for (let n = 0; n < 6; n++) await take('telegram', says(urn, 'x'));
    await waitFor('the next window', async () => {
      await take('telegram', says(urn, 'again'));
      return worked.length > 3;
    });
  });

  it('are heard all the same when they say that the person left', async () => {
    const urn = newUrn();
    for (let n = 0; n < 6; n++) await take('telegram', says(urn, 'x'));
    await take('telegram', { ...says(urn, ''), content: { type: 'stop' } });
    expect(worked.at(-1)?.content.type).toBe('stop');
  });
});
