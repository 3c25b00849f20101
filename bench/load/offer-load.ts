import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { turnsOfCitizen, type Citizen, type Deed } from '../turns/citizens.ts';
import { updateOf } from '../turns/update-of.ts';
import { openConnection, type Connection } from '../turns/wire.ts';
import { seeded } from '../../src/demo/seeded.ts';
import { createCurve, type Curve, type Point } from './curve.ts';

/** So many messages a second for so long. */
export interface Phase {
  perSecond: number;
  seconds: number;
}

export interface LoadOptions {
  /** Ports of the servers; people write to each in turn, a message here and the next one there. */
  ports: readonly number[];
  path: string;
  secret: string;
  citizens: readonly Citizen[];
  /** Before the measuring, so that what is measured is compiled code, and people are at every question. */
  warmUp: Phase;
  phases: readonly Phase[];
  seed: number;
  /** Told once a second, of the last one that is over. */
  onSecond?: (point: Point) => void;
  /** Told where a phase begins, and at the end of the last one. */
  onPhase?: () => void;
}

export interface LoadResult {
  curve: Curve;
  /** Ids of people who were told that their declaration was received, in the warming up too. */
  finished: number[];
  /** Answers that were not 200, by status; 0 is a connection that broke. */
  refused: Map<number, number>;
  /** Replies that were not to the message just sent: an earlier question, or one from further on. */
  misordered: number;
}

interface Walker {
  id: number;
  citizen: Citizen;
  step: number;
  heard: string;
  /** Number of the last question heard. */
  question: number;
}

/** Ids of people; none is used twice in a run. */
let nextId = 700_000_000;

/** Connections kept open to each server, as Telegram's `max_connections` allows. */
const CONNECTIONS = 100;

/**
 * Offers messages at a steady rate, whatever becomes of the ones before: what waits for a connection waits on the clock,
 * so a slow server cannot hide behind a polite generator. Times are from the moment a message was due.
 */
export async function offerLoad(options: LoadOptions): Promise<LoadResult> {
  const { ports, path, secret, citizens, warmUp, phases, seed, onSecond, onPhase } = options;
  const random = seeded(seed);
  const headers = `X-Telegram-Bot-Api-Secret-Token: ${secret}\r\n`;
  const refused = new Map<number, number>();
  const finished: number[] = [];
  const resting: Walker[] = [];
  let [misordered, inFlight, sent] = [0, 0, 0];

  const pools = await Promise.all(
    ports.map(async (port) => ({
      free: await Promise.all(Array.from({ length: CONNECTIONS }, () => openConnection(port))),
      waiting: [] as ((connection: Connection) => void)[],
    })),
  );
  let [curve, isMeasured] = [createCurve(), false];
  const newcomer = (): Walker => {
    const id = nextId++;
    return { id, citizen: citizens[id % citizens.length] as Citizen, step: 0, heard: '', question: 0 };
  };

  async function say(walker: Walker, due: number): Promise<void> {
    const pool = pools[sent++ % pools.length] as (typeof pools)[number];
    const connection =
      pool.free.pop() ?? (await new Promise<Connection>((resolve) => pool.waiting.push(resolve)));
    const update = updateOf(walker.id, walker.citizen[walker.step] as Deed, walker.heard);
    try {
      const { status, body } = await connection.post(path, headers, update);
      if (isMeasured) curve.note(due, performance.now() - due);
      if (status === 200) hear(walker, body);
      else refuse(status);
    } catch {
      refuse(0);
    } finally {
      const next = pool.waiting.shift();
      if (next) next(connection);
      else pool.free.push(connection);
    }
  }

  function refuse(status: number): void {
    refused.set(status, (refused.get(status) ?? 0) + 1);
  }

  /**
   * People think for a second on average, some for longer: all at the same pace would end all at once, every twelve
   * seconds.
   */
  function nextWalker(perSecond: number): Walker {
    if (resting.length <= perSecond) return newcomer();
    const at = Math.floor(random() * resting.length);
    const last = resting.pop() as Walker;
    if (at === resting.length) return last;
    const [one] = resting.splice(at, 1, last);
    return one as Walker;
  }

  function hear(walker: Walker, body: string): void {
    const question = Number(/#kb\.[0-9a-f]{8}\.(\d+)\./u.exec(body)?.[1] ?? walker.question + 1);
    const isLast = walker.step === turnsOfCitizen - 1;
    if (!body.includes('"text":') || (!isLast && question !== walker.question + 1)) misordered++;
    walker.question = question;
    walker.heard = body;
    walker.step++;
    if (isLast) finished.push(walker.id);
    else resting.push(walker);
  }

  let second = 0;
  for (const phase of [warmUp, ...phases]) {
    const { perSecond, seconds } = phase;
    const began = performance.now();
    if (phase !== warmUp && !isMeasured) [curve, isMeasured] = [createCurve(), true];
    if (isMeasured) onPhase?.();
    for (let count = 0; count < perSecond * seconds;) {
      const elapsed = performance.now() - began;
      for (const due = Math.min(perSecond * seconds, (elapsed / 1000) * perSecond); count < due; count++) {
        inFlight++;
        void say(nextWalker(perSecond), began + (count / perSecond) * 1000).finally(() => inFlight--);
      }
      for (; second < curve.seconds() - 1; second++) onSecond?.(curve.at(second));
      await sleep(2);
    }
  }
  onPhase?.();
  for (let waited = 0; inFlight > 0 && waited < 60_000; waited += 50) await sleep(50);
  for (const { free } of pools) for (const connection of free) connection.close();
  return { curve, finished, refused, misordered };
}
