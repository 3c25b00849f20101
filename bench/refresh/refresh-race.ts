import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { seeded } from '../../src/demo/seeded.ts';
import { openDatabase, type Database } from '../../src/storage/database.ts';
import { createFieldCrypto } from '../../src/storage/field-crypto.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { findZaloGrant, storeAuthorised, type ZaloGrant } from '../../src/storage/zalo-grants.ts';
import { fastClock } from './fast-clock.ts';
import type { TokenProcessOptions, TokenProcessReport } from './token-process.ts';
import { watchedZalo, type WatchedZalo } from './watched-zalo.ts';

export interface RaceOptions {
  databaseUrl: string;
  expiries: number;
  processes: number;
  /** Real milliseconds in which an access token comes to its end. */
  lifeMs: number;
  /** Real milliseconds between two kills, on average; 0: nobody is killed at random. */
  killEvery: number;
  /** Kills of the very process Zalo is answering: what is lost by them cannot be kept by anybody. */
  aimed: number;
  seed: number;
  onProgress?: (expiries: number) => void;
}

export interface RaceResult {
  seconds: number;
  /** Access tokens that came to their end, by time or by a refresh. */
  expiries: number;
  refreshes: {
    asked: number;
    pairs: number;
    ahead: number;
    spent: number;
    refused: number;
    withoutAnswer: number;
  };
  /** Pairs that reached the database, of those refreshes brought. */
  stored: number;
  kills: { random: number; aimed: number };
  /** Lost: the pair died with the process Zalo had given it to. Every other loss is a fault of ours. */
  grantsLost: { withKilledProcess: number; otherwise: number; healedByThemselves: number };
  /** From the loss of a pair to the alarm, and from the new grant to the first call carried out, ms, each time. */
  alarmAfter: number[];
  healedAfter: number[];
  calls: number;
  failed: Record<string, number>;
}

/** Processes that live on one grant while it ends again and again, and while they are killed and come back. */
export async function refreshRace(options: RaceOptions): Promise<RaceResult> {
  const { databaseUrl, processes, lifeMs, seed } = options;
  const clock = { since: Date.now(), lifeMs };
  const now = fastClock(clock);
  const watched = await watchedZalo(now, lifeMs, seed);
  watched.zalo.faults.set({ reset: 0.002, fail: 0.002, bad_token: 0.0002 });
  const db = openDatabase({ url: databaseUrl }, { max: 2 });
  await migrate(db);
  const fieldKey = randomBytes(32);
  const { appId, appSecret, refreshToken } = watched.keys;
  const crew = createCrew({
    ...{ databaseUrl, fieldKey: fieldKey.toString('base64'), root: watched.root, appId, appSecret },
    ...{ seed: refreshToken, clock, callers: 4 },
  });
  for (let i = 0; i < processes; i++) crew.start();

  const began = Date.now();
  const result = newResult();
  const random = seeded(seed);
  const operator = createOperator({ watched, db, fieldKey, now, lifeMs, crew, result });
  let nextKill = began + options.killEvery;
  let nextAim = 0;
  const expiries = () => watched.answers.filter(({ outcome }) => outcome === 'pair').length - 1;
  while (expiries() < options.expiries) {
    await sleep(50);
    await operator.look();
    // Towards the end nobody is killed any more, so that whatever was lost has been found and mended.
    const mayKill = crew.isAtWork() && expiries() < options.expiries - 5;
    if (mayKill && options.killEvery > 0 && Date.now() > nextKill) {
      nextKill = Date.now() + options.killEvery * (0.5 + random());
      await crew.killOne(random());
      result.kills.random++;
    }
    if (mayKill && result.kills.aimed < options.aimed && expiries() > nextAim) {
      nextAim += Math.floor(options.expiries / options.aimed);
      result.kills.aimed++;
      watched.aim((pid) => crew.kill(pid));
    }
    options.onProgress?.(expiries());
  }
  watched.aim(null);
  await crew.end();
  await watched.close();
  const stored = ((await operator.grant())?.generation ?? 0) - result.healedAfter.length;
  await db.destroy();
  const count = (outcome: string) => watched.answers.filter((answer) => answer.outcome === outcome).length;
  const { calls, failed } = crew.report();
  return {
    ...result,
    ...{ calls, failed, expiries: expiries(), stored, seconds: (Date.now() - began) / 1_000 },
    refreshes: {
      ...{
        asked: watched.answers.length,
        pairs: count('pair'),
        spent: count('spent'),
        refused: count('refused'),
      },
      ahead: watched.answers.filter(({ outcome, ahead }) => outcome === 'pair' && ahead).length,
      withoutAnswer: count('none'),
    },
  };
}

type Found = Pick<RaceResult, 'kills' | 'grantsLost' | 'alarmAfter' | 'healedAfter'>;
const newResult = (): Found => ({
  kills: { random: 0, aimed: 0 },
  grantsLost: { withKilledProcess: 0, otherwise: 0, healedByThemselves: 0 },
  alarmAfter: [],
  healedAfter: [],
});

/** Watches the state of the grant as the console would, finds out why it was lost, and authorises again. */
function createOperator(parts: {
  watched: WatchedZalo;
  db: Database;
  fieldKey: Buffer;
  now: () => number;
  lifeMs: number;
  crew: Crew;
  result: Found;
}) {
  const { watched, db, fieldKey, now, crew, result } = parts;
  const crypto = createFieldCrypto(fieldKey);
  const { appId } = watched.keys;
  const grant = (): Promise<ZaloGrant | null> => findZaloGrant(db, appId, crypto);

  async function look(): Promise<void> {
    const found = await grant();
    if (found?.state !== 'lost') return;
    const last = watched.answers.findLast(({ outcome }) => outcome === 'pair');
    const diedWithIt =
      last !== undefined && crew.isKilled(last.pid) && last.refreshToken !== found.refreshToken;
    if (!diedWithIt && (await healsByItself())) {
      result.grantsLost.healedByThemselves++;
      return;
    }
    result.grantsLost[diedWithIt ? 'withKilledProcess' : 'otherwise']++;
    result.alarmAfter.push(Date.now() - (last?.at ?? 0));
    const given = watched.zalo.tokens.grant();
    const at = now();
    const pair = {
      ...{ accessToken: given.access_token, refreshToken: given.refresh_token },
      ...{ refreshedAt: at, expiresAt: at + Number(given.expires_in) * 1_000 },
    };
    await storeAuthorised(db, appId, crypto, { pair, seed: null });
    const mended = Date.now();
    while (watched.lastCall() < mended && Date.now() - mended < 60_000) await sleep(5);
    result.healedAfter.push(Date.now() - mended);
  }

  /** A process that was only slow brings the pair after all. */
  async function healsByItself(): Promise<boolean> {
    for (let waited = 0; waited < 10_000; waited += 100) {
      await sleep(100);
      if ((await grant())?.state === 'good') return true;
    }
    return false;
  }
  return { grant, look };
}

/** The processes; whoever is killed is replaced at once. */
function createCrew(options: TokenProcessOptions) {
  const alive = new Set<ChildProcess>();
  const killed = new Set<number>();
  const reports = new Map<number, TokenProcessReport>();
  const program = fileURLToPath(new URL('./token-process.ts', import.meta.url));

  function start(): void {
    const child = fork(program, [JSON.stringify(options)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    alive.add(child);
    child.on('message', (report) => reports.set(child.pid ?? 0, report as TokenProcessReport));
  }
  async function kill(pid: number): Promise<void> {
    const child = [...alive].find((one) => one.pid === pid);
    if (child === undefined) return;
    alive.delete(child);
    killed.add(pid);
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    start();
  }
  return {
    ...{ start, kill },
    killOne: (random: number) => kill([...alive][Math.floor(random * alive.size)]?.pid ?? 0),
    /** Everybody has come up and used a token. */
    isAtWork: () => [...alive].every(({ pid = 0 }) => (reports.get(pid)?.calls ?? 0) > 0),
    isKilled: (pid: number) => killed.has(pid),
    async end(): Promise<void> {
      await Promise.all(
        [...alive].map(async (child) => {
          child.send('end');
          await once(child, 'exit');
          if (child.exitCode !== 0) throw new Error(`A process ended with ${String(child.exitCode)}`);
        }),
      );
    },
    report(): TokenProcessReport {
      const total: TokenProcessReport = { calls: 0, failed: {} };
      for (const { calls, failed } of reports.values()) {
        total.calls += calls;
        for (const [why, count] of Object.entries(failed))
          total.failed[why] = (total.failed[why] ?? 0) + count;
      }
      return total;
    },
  };
}
type Crew = ReturnType<typeof createCrew>;
