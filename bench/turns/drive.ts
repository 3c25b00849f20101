import { createHistogram, performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { cpuOf } from '../cpu-of.ts';
import { turnsOfCitizen, type Citizen, type Deed } from './citizens.ts';
import type { Platform } from './platform.ts';
import { updateOf } from './update-of.ts';
import { openConnection, type Connection } from './wire.ts';

export interface Load {
  port: number;
  /** The server's process. */
  pid: number;
  path: string;
  secret: string;
  /** Where replies come: in the webhook's response, or as calls of the platform. */
  replies: 'inline' | 'api';
  citizens: readonly Citizen[];
  connections: number;
  /** Turns before the measuring begins, so that what is measured is compiled code. */
  warmUp: number;
  /** Seconds that are measured. */
  seconds: number;
}

export interface Outcome {
  turnsPerSecond: number;
  /** Milliseconds from the webhook request to its response and the reply, whichever is later. */
  p50: number;
  p99: number;
  /** Turns for each second of processor time the server used: other work on the machine changes it little. */
  turnsPerCpuSecond: number;
  /** All turns, warming up included; each was answered by one reply. */
  turns: number;
  /** Ids of people whose declaration was sent, and how far the others got (answers given). */
  finished: number[];
  unfinished: Map<number, number>;
  /** Share of one core the generator used, and of its time its event loop was busy; 1 is all. */
  generatorCpu: number;
  generatorBusy: number;
}

/** Ids of people; none is used twice in a run. */
let nextId = 500_000_000;

/** Has as many people declare as fit into the time, one per connection at a time, each as fast as they are answered. */
export async function drive(load: Load, platform: Platform): Promise<Outcome> {
  const latencies = createHistogram();
  const finished: number[] = [];
  const unfinished = new Map<number, number>();
  let [turns, counted, measuring, running] = [0, 0, false, true];
  const headers = `X-Telegram-Bot-Api-Secret-Token: ${load.secret}\r\n`;

  const work = Array.from({ length: load.connections }, async () => {
    const connection = await openConnection(load.port);
    while (running) {
      const id = nextId++;
      const citizen = load.citizens[id % load.citizens.length] as Citizen;
      let heard = '';
      let step = 0;
      for (; step < turnsOfCitizen && isOn(); step++) {
        const began = performance.now();
        heard = await turn(connection, id, citizen[step] as Deed, heard);
        turns++;
        if (!measuring) continue;
        counted++;
        latencies.record(Math.max(1, Math.round((performance.now() - began) * 1000)));
      }
      if (step < turnsOfCitizen) unfinished.set(id, step);
      else finished.push(id);
    }
    connection.close();
  });
  const isOn = (): boolean => running;

  async function turn(connection: Connection, id: number, deed: Deed, heard: string): Promise<string> {
    const reply = load.replies === 'api' ? platform.nextMessage(id) : null;
    const response = await connection.post(load.path, headers, updateOf(id, deed, heard));
    if (response.status !== 200) throw new Error(`the webhook answered ${response.status}: ${response.body}`);
    if (reply) return reply;
    if (!response.body.includes('"text":')) throw new Error(`no reply in the response: ${response.body}`);
    return response.body;
  }

  const failed = Promise.race([Promise.all(work), stalled(() => turns)]);
  while (turns < load.warmUp) await Promise.race([sleep(20), failed]);
  const began = performance.now();
  const [cpu, loop, served] = [process.cpuUsage(), performance.eventLoopUtilization(), cpuOf(load.pid)];
  measuring = true;
  await Promise.race([sleep(load.seconds * 1000), failed]);
  measuring = false;
  const elapsed = performance.now() - began;
  const used = process.cpuUsage(cpu);
  const servedWith = cpuOf(load.pid) - served;
  const busy = performance.eventLoopUtilization(loop).utilization;
  running = false;
  await failed;
  return {
    turnsPerSecond: counted / (elapsed / 1000),
    turnsPerCpuSecond: counted / servedWith,
    p50: latencies.percentile(50) / 1000,
    p99: latencies.percentile(99) / 1000,
    ...{ turns, finished, unfinished },
    generatorCpu: (used.user + used.system) / 1000 / elapsed,
    generatorBusy: busy,
  };
}

/** Rejects when nothing moves any more: a reply that never came would otherwise hold the run for ever. */
async function stalled(progress: () => number): Promise<never> {
  for (let before = -1; progress() !== before;) {
    before = progress();
    await sleep(10_000, undefined, { ref: false });
  }
  throw new Error('no turn was finished for ten seconds');
}
