import { seeded } from '../../src/demo/seeded.ts';
import { broadcastChannels, type BroadcastChannel } from '../../src/broadcast/compose.ts';

/** Something that happens when so great a share of the people has been written to. */
export interface Fault {
  at: number;
  name: string;
  strike: () => Promise<unknown>;
}

/** How often what happens. */
export interface FaultCounts {
  seed: number;
  kills: number;
  storms: number;
  /** Seconds the platforms are away in the middle; 0: never. */
  outage: number;
  pauses: boolean;
}

export interface Strikes {
  /** @param random which process, from 0 to 1 */
  kill: (random: number) => Promise<unknown>;
  storm: (channel: BroadcastChannel, seconds: number) => void;
  outage: (seconds: number) => Promise<unknown>;
  pause: () => Promise<unknown>;
}

/** Spreads faults over a run, in the order in which they strike. The same seed gives the same ones. */
export function planFaults({ seed, kills, storms, outage, pauses }: FaultCounts, strikes: Strikes): Fault[] {
  const random = seeded(seed);
  const faults: Fault[] = [];
  for (let i = 0; i < kills; i++) {
    const which = random();
    const at = (i + random()) / (kills + 0.5);
    faults.push({ at, name: 'kill -9', strike: () => strikes.kill(which) });
  }
  for (let i = 0; i < storms; i++) {
    const seconds = 1 + Math.floor(random() * 4);
    const channel = broadcastChannels[i % broadcastChannels.length] ?? 'telegram';
    const strike = () => {
      strikes.storm(channel, seconds);
      return Promise.resolve();
    };
    faults.push({ at: (i + 0.7) / (storms + 1), name: `${seconds} s of 429 on ${channel}`, strike });
  }
  if (outage > 0)
    faults.push({ at: 0.5, name: `outage of ${outage} s`, strike: () => strikes.outage(outage) });
  if (pauses) faults.push({ at: 0.25, name: 'pause', strike: strikes.pause });
  return faults.sort((a, b) => a.at - b.at);
}
