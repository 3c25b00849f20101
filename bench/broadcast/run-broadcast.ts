import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { broadcastChannels, type BroadcastChannel } from '../../src/broadcast/compose.ts';
import { openDatabase, type Database } from '../../src/storage/database.ts';
import { setUpInstallation } from '../../tests/support/installation.ts';
import { administer, startPostgres } from '../../tests/support/postgres.ts';
import { chatsOf, ratesFor } from './chats.ts';
import { startCountingPlatform, type CountingPlatform } from './counting-platform.ts';
import { startCrew, type Crew, type Memory } from './crew.ts';
import { explain, type Explained } from './explain.ts';
import { approveAdvisory, fillSubscribers } from './fill-subscribers.ts';
import { planFaults, type Fault, type FaultCounts } from './plan-faults.ts';
import { watchOutage, type Outage } from './watch-outage.ts';

export interface BroadcastRun extends FaultCounts {
  recipients: number;
  /** Most messages in any second over all channels; each has its share. Null: no limit that is ever reached. */
  rate: number | null;
  works: number;
  /** Postgres has every commit on the disk before it answers. */
  durable: boolean;
  say: (line: string) => void;
}

export interface BroadcastResult extends Explained, Memory {
  recipients: number;
  /** Taken by the platforms. */
  delivered: number;
  duplicates: number;
  /** Messages that would have cost something nobody had agreed to. */
  unpaid: number;
  /** Of the channel that came nearest to its limit. */
  maxPerSecond: number;
  limitPerSecond: number;
  channels: Record<BroadcastChannel, { asked: number; maxPerSecond: number; limitPerSecond: number }>;
  seconds: number;
  /** Taken in a second, from the first to the last, faults included. */
  perSecond: number;
  freezeSeconds: number;
  /** From the pause written down to the last message taken; null: nobody paused. */
  pauseMs: number | null;
  outage: Outage | null;
}

/** More than is ever reached. */
const LIFTED = 10_000;

/** Sends one advisory to many people with real processes while things go wrong, and counts what arrived. */
export async function runBroadcast(run: BroadcastRun): Promise<BroadcastResult> {
  const { recipients, rate, works, durable, say } = run;
  const limits = rate === null ? { telegram: LIFTED, 'zalo-oa': LIFTED, 'zalo-bot': LIFTED } : ratesFor(rate);
  const [postgres, platform] = await Promise.all([
    startPostgres({ durable }),
    startCountingPlatform(recipients),
  ]);
  await administer(postgres.url('postgres'), 'create database broadcast');
  const db = openDatabase({ url: postgres.url('broadcast') }, { queryTimeout: 0 });
  const installation = await setUpInstallation(() =>
    Promise.resolve({ url: postgres.url('broadcast'), db, drop: () => db.destroy() }),
  );
  try {
    await fillSubscribers(db, recipients);
    say(`${recipients} people in ${chatsOf(recipients)} chats`);
    const crew = await startCrew(installation, works, settingsFor(platform.root, limits));
    const id = await approveAdvisory(db);
    let pauseMs: number | null = null;
    let outage: (() => Outage) | null = null;
    const faults = planFaults(run, {
      kill: (random) => crew.killOne(random),
      storm(channel, seconds) {
        platform.storm(channel, seconds);
      },
      async outage(seconds) {
        outage = await watchOutage(platform, crew, seconds, say);
      },
      async pause() {
        pauseMs = await pauseAWhile(db, id, platform);
        say(`paused in ${Math.round(pauseMs)} ms`);
      },
    });
    const began = await sendAll({ db, id, platform, crew, faults, recipients, say });
    const { taken, duplicates, unpaid, lastAt } = platform.figures();
    const seconds = Math.round(lastAt - began) / 1_000;
    const channels = paceOf(platform, limits);
    const [nearest] = Object.values(channels).sort((a, b) => nearness(b) - nearness(a));
    const { explained, outcomes, unknownTaken } = await explain(db, id, recipients, platform.taken);
    return {
      ...{ recipients, delivered: taken - duplicates, explained, duplicates, unpaid },
      maxPerSecond: nearest?.maxPerSecond ?? 0,
      limitPerSecond: nearest?.limitPerSecond ?? 0,
      ...{ ...crew.memory(), seconds, perSecond: Math.round(taken / seconds), channels },
      ...{ freezeSeconds: await freezeTime(db, id), pauseMs, outage: endOf(outage) },
      ...{ outcomes, unknownTaken },
    };
  } finally {
    await installation.close();
    platform.close();
    await postgres.stop();
  }
}

const settingsFor = (root: string, limits: Record<BroadcastChannel, number>) => ({
  ...{ TELEGRAM_BOT_TOKEN: '123456:broadcast-token-of-nobody', TELEGRAM_API_ROOT: root },
  ...{ TELEGRAM_WEBHOOK_SECRET: 'hook-of-nobody', TELEGRAM_BROADCAST_RATE: String(limits.telegram) },
  ...{ ZALO_APP_ID: '360846524940903967', ZALO_APP_SECRET: 'app-of-nobody', ZALO_OPENAPI_ROOT: root },
  ...{ ZALO_OA_ID: '388613280878808645', ZALO_OA_SECRET_KEY: 'account-of-nobody', ZALO_OAUTH_ROOT: root },
  ...{ ZALO_REFRESH_TOKEN: 'grant-of-nobody', ZALO_OA_BROADCAST_RATE: String(limits['zalo-oa']) },
  ...{ ZALO_BOT_TOKEN: '12345689:bot-of-nobody', ZALO_BOT_API_ROOT: `${root}/zalo-bot` },
  ...{ ZALO_BOT_WEBHOOK_SECRET: 'hook-of-no-bot', ZALO_BOT_BROADCAST_RATE: String(limits['zalo-bot']) },
  NODE_ENV: 'production',
});

interface Sending {
  db: Database;
  id: string;
  platform: CountingPlatform;
  crew: Crew;
  faults: Fault[];
  recipients: number;
  say: (line: string) => void;
}

/** Until the advisory is done; faults strike on the way. @returns when the first message was taken */
async function sendAll({ db, id, platform, crew, faults, recipients, say }: Sending): Promise<number> {
  while (platform.figures().taken === 0) await sleep(20);
  const began = performance.now();
  let last = began;
  while (!(await isDone(db, id))) {
    await sleep(100);
    const { taken } = platform.figures();
    const tried = Object.values(platform.pace).reduce((sum, { asked }) => sum + asked, 0);
    for (let due = faults[0]; due && tried >= due.at * recipients * WRITTEN_TO; due = faults[0]) {
      faults.shift();
      say(`${due.name} at ${taken}`);
      await due.strike();
    }
    if (performance.now() - last > 15_000) {
      last = performance.now();
      say(`${taken} taken after ${Math.round((last - began) / 1_000)} s`);
    }
  }
  await crew.whole();
  return began;
}

/** The share of people whose chats take something: the others are seen to without a call. */
const WRITTEN_TO = 0.9;

function paceOf(platform: CountingPlatform, limits: Record<BroadcastChannel, number>) {
  return Object.fromEntries(
    broadcastChannels.map((channel) => {
      const { asked, maxPerSecond } = platform.pace[channel];
      return [channel, { asked, maxPerSecond, limitPerSecond: limits[channel] }];
    }),
  ) as BroadcastResult['channels'];
}

const nearness = (of: { maxPerSecond: number; limitPerSecond: number }): number =>
  of.maxPerSecond / of.limitPerSecond;

/** Through a function, since it is set in one that runs later. */
const endOf = (outage: (() => Outage) | null): Outage | null => outage?.() ?? null;

async function pauseAWhile(db: Database, id: string, platform: CountingPlatform): Promise<number> {
  const setStatus = (status: string) =>
    sql`update advisories set status = ${status} where id = ${id}`.execute(db);
  await setStatus('paused');
  const paused = performance.now();
  await sleep(4_000);
  const { lastAt } = platform.figures();
  await setStatus('sending');
  return Math.max(0, lastAt - paused);
}

async function isDone(db: Database, id: string): Promise<boolean> {
  const { status } = await db
    .selectFrom('advisories')
    .select('status')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (status === 'halted') throw new Error('the advisory was halted');
  return status === 'done';
}

async function freezeTime(db: Database, id: string): Promise<number> {
  const found = await sql<{ seconds: string }>`
    select extract(epoch from a.started_at - e.at) as seconds from advisories a
    join advisory_events e on e.advisory = a.id and e.kind = 'freezing' where a.id = ${id}`.execute(db);
  return Number(found.rows[0]?.seconds);
}
