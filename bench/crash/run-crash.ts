import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Person } from '../../src/emulators/person.ts';
import { createRedisSessions } from '../../src/pipeline/sessions-redis.ts';
import { openDatabase } from '../../src/storage/database.ts';
import { setUpInstallation } from '../../tests/support/installation.ts';
import { startPlatforms } from '../../tests/support/platforms.ts';
import { administer, startPostgres } from '../../tests/support/postgres.ts';
import { seeded } from '../../src/demo/seeded.ts';
import { startStallingProxy } from '../../tests/support/stalling-proxy.ts';
import type { CitizenReport } from '../citizens/report.ts';
import { runCitizens } from '../citizens/run-citizens.ts';
import { checkCrash, type Verdict } from './check-crash.ts';
import { startFront } from './front.ts';
import { describeFault, planFaults } from './plan-faults.ts';
import { runJobsTwice } from './run-twice.ts';
import { sabotage, type House } from './sabotage.ts';

export interface Crash {
  dialogues: number;
  faults: number;
  seed: number;
  /** People who declare at the same time. */
  parallel: number;
  /** Seconds a part is away at most. */
  longest: number;
  say?: (line: string) => void;
}

export interface CrashResult extends Verdict {
  dialogues: number;
  faults: number;
  /** Requests of platforms, how many were made again, and how many declarations were worked on twice. */
  webhooks: number;
  redelivered: number;
  ranTwice: number;
  outcomes: Partial<Record<CitizenReport['outcome'], number>>;
  /** Seconds from the first person to the last, and how many of them a fault lasted. */
  seconds: number;
  secondsOfFaults: number;
}

/** The share of webhooks delivered again, how often at most, and within how many ms. */
const AGAIN = { share: 0.1, most: 5, within: 10_000 };
/** Webhook requests of one person on average: by them it is known how far a run is. */
const REQUESTS = 22;
/** How long people read at most, in ms: without it they would keep the processor busier than it can bear. */
const THINK = 1_000;
/** With a run that does not get on for so long, the next fault comes all the same, in ms. */
const IMPATIENCE = 20_000;

/**
 * People declare on emulated platforms with two serve, two work, Redis and Postgres as processes of their own, while
 * these are killed, restarted and cut off. Then counts what there is.
 */
export async function runCrash(crash: Crash): Promise<CrashResult> {
  const { dialogues, seed, parallel, longest, say = () => undefined } = crash;
  const random = seeded(seed);
  const data = await mkdtemp(join(tmpdir(), 'ncovi-crash-'));
  const postgres = await startPostgres({ durable: true });
  const installation = await setUpInstallation(() => makeDatabase(postgres.url('postgres')));
  const database = new URL(installation.database.url);
  const proxies = {
    redis: await startStallingProxy(installation.redis.port),
    postgres: await startStallingProxy(postgres.port),
  };
  database.port = String(proxies.postgres.port);
  const house: House = { installation, postgres, proxies, settings: {}, serve: [], work: [] };
  const front = await startFront(
    () => house.serve.map(({ port }) => port),
    () => {
      if (random() >= AGAIN.share) return [];
      return Array.from({ length: 1 + Math.floor(random() * AGAIN.most) }, () => random() * AGAIN.within);
    },
  );
  const platforms = await startPlatforms((channel) => `${front.root}/webhooks/${channel}`, {
    ...{ mostPeople: dialogues + 10, callsPerMinute: 1_000_000 },
  });
  const emulators: Record<string, { find: (id: string) => Person | undefined }> = {
    ...{ telegram: platforms.telegram, 'zalo-oa': platforms.zalo, 'zalo-bot': platforms.zaloBot },
  };
  house.settings = {
    ...platforms.settings,
    ...{ PUBLIC_URL: front.root, DATA_DIR: data },
    ...{ REDIS_URL: `redis://127.0.0.1:${proxies.redis.port}`, DATABASE_URL: database.href },
  };
  const twice = await runJobsTwice(installation.redis.url, random);
  const redis = new Redis(installation.redis.url);
  redis.on('error', () => undefined);
  try {
    house.serve = await Promise.all([1, 2].map(() => installation.serve(house.settings)));
    house.work = await Promise.all([1, 2].map(() => installation.work(house.settings)));
    const began = Date.now();
    const tell = (line: string) => {
      say(`${((Date.now() - began) / 1_000).toFixed(0).padStart(5)} s  ${line}`);
    };
    let done = 0;
    const people = runCitizens({
      ...{ seed, parallel, count: dialogues, behaviour: { stops: 0.2 } },
      platforms: {
        telegram: ({ name }) => platforms.telegram.person({ firstName: name, languageCode: 'vi' }),
        'zalo-oa': ({ name }) => platforms.zalo.person({ name }),
        'zalo-bot': ({ name }) => platforms.zaloBot.person({ name }),
      },
      patience: { askAgain: 30_000, giveUp: 120_000 + 2_000 * longest, think: THINK },
      onDone: () => {
        done++;
        if (done % Math.ceil(dialogues / 10) === 0) tell(`${done} of ${dialogues} people are done`);
      },
    });
    const violations: string[] = [];
    const moments = seeded(seed + 1);
    const faults = planFaults(seed, crash.faults, longest);
    let secondsOfFaults = 0;
    for (const [i, fault] of faults.entries()) {
      const due = ((i + moments()) / faults.length) * dialogues * REQUESTS * 0.9;
      const since = Date.now();
      while (front.requests() < due && done < dialogues && Date.now() - since < IMPATIENCE) await sleep(50);
      if (done === dialogues) violations.push(`fault ${i + 1} struck when everybody was done`);
      const broken = Date.now();
      violations.push(...(await sabotage(house, fault)));
      secondsOfFaults += (Date.now() - broken) / 1_000;
      tell(`fault ${i + 1}: ${describeFault(fault)}`);
    }
    const reports = await people;
    const seconds = (Date.now() - began) / 1_000;
    tell('all people are done');
    await front.quiet();
    const verdict = await checkCrash({
      ...{ reports, db: installation.database.db, store: createRedisSessions(redis) },
      find: ({ channel, urn }) => emulators[channel]?.find(urn.slice(urn.indexOf(':') + 1)),
    });
    tell('all is counted');
    const ends = await Promise.all([...house.serve, ...house.work].map((program) => program.stop()));
    for (const code of ends) if (code !== 0) violations.push(`a program ended with ${code ?? 'a signal'}`);
    // What did not happen proves nothing.
    if (front.redelivered() === 0) violations.push('no webhook was delivered again');
    for (const channel of Object.keys(emulators)) {
      const isProven = reports.some((one) => one.channel === channel && one.outcome === 'declared');
      if (!isProven) violations.push(`nobody declared on ${channel}`);
    }
    if (twice.count() === 0) violations.push('no job ran twice');
    return {
      ...verdict,
      ...{ dialogues, faults: faults.length, seconds, secondsOfFaults },
      ...{ webhooks: front.requests(), redelivered: front.redelivered(), ranTwice: twice.count() },
      outcomes: countBy(reports),
      violations: [...verdict.violations, ...violations],
    };
  } finally {
    redis.disconnect();
    await twice.close();
    await installation.close();
    await platforms.close();
    await front.close();
    await Promise.all([proxies.redis.close(), proxies.postgres.close()]);
    await postgres.stop();
    await rm(data, { recursive: true, force: true });
  }
}

function countBy(reports: readonly CitizenReport[]): CrashResult['outcomes'] {
  const groups = Map.groupBy(reports, ({ outcome }) => outcome);
  return Object.fromEntries([...groups].map(([outcome, all]) => [outcome, all.length]));
}

async function makeDatabase(server: string) {
  await administer(server, 'create database crash');
  const url = server.replace(/\/[^/]*$/, '/crash');
  const db = openDatabase({ url }, { onError: () => undefined });
  return { url, db, drop: () => db.destroy() };
}
