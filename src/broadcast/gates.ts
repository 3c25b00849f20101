import type { Logger } from 'pino';
import type { UnderWay } from '../storage/advisories-under-way.ts';
import { broadcastChannels, type BroadcastChannel } from './compose.ts';
import type { Rates } from './rates.ts';
import { openGate, type GatePlace, type SendGate } from './send-gate.ts';
import { planSends, sustained } from './send-plan.ts';

/** The gate of every channel, and of every advisory that is to go slower. */
export interface Gates {
  /** Waits for the turn of one message. @returns false when `still` said so first */
  pass(advisory: UnderWay, channel: BroadcastChannel, still: () => boolean): Promise<boolean>;
  /** A platform asked for quiet. */
  close(channel: BroadcastChannel, seconds: number): Promise<void>;
  /** Milliseconds until it may be tried again. */
  closedFor(channel: BroadcastChannel): number;
  /** Messages a second that go through in the long run. */
  sustained(channel: BroadcastChannel, rate: number | null): number;
}

export function openGates(rates: Rates, place: GatePlace, logger: Logger): Gates {
  const ofChannels = new Map<BroadcastChannel, SendGate>(
    broadcastChannels.map((channel) => [channel, openGate(channel, rates[channel], place, logger)]),
  );
  /** By advisory and channel; another rate is another gate. */
  const slower = new Map<string, { rate: number; gate: SendGate }>();

  function slowerGate({ id, rate }: UnderWay, channel: BroadcastChannel): SendGate | null {
    if (rate === null || rate >= rates[channel]) return null;
    const name = `${channel}:${id}`;
    const known = slower.get(name);
    if (known?.rate === rate) return known.gate;
    const gate = openGate(name, rate, place, logger);
    slower.set(name, { rate, gate });
    return gate;
  }

  return {
    async pass(advisory, channel, still) {
      const slow = slowerGate(advisory, channel);
      if (slow !== null && !(await slow.pass(still))) return false;
      // The platform's own limit comes last, so that nothing stands between it and the call.
      return (await ofChannels.get(channel)?.pass(still)) === true;
    },
    async close(channel, seconds) {
      await ofChannels.get(channel)?.close(seconds);
    },
    closedFor: (channel) => ofChannels.get(channel)?.closedFor() ?? 0,
    sustained: (channel, rate) => sustained(planSends(Math.min(rates[channel], rate ?? Infinity))),
  };
}
