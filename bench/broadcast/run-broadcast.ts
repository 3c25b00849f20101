import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { openDatabase, type Database } from '../../src/storage/database.ts';
import { seeded } from '../../src/demo/seeded.ts';
import { setUpInstallation } from '../../tests/support/installation.ts';
import { administer, startPostgres } from '../../tests/support/postgres.ts';
import { startCountingPlatform, type CountingPlatform } from './counting-platform.ts';
import { approveAdvisory, chatsOf, fillSubscribers, hasLeft } from './fill-subscribers.ts';

export interface BroadcastRun {
  recipients: number;
  seed: number;
  kills: number;
  /** Seconds the platform is away in the middle; 0: never. */
  outage: number;
  storms: number;
  /** Most messages in any second. */
  rate: number;
  works: number;
  pauses: boolean;
  say: (line: string) => void;
}

export interface BroadcastResult {
  recipients: number;
  /** Taken by the platform. */
  delivered: number;
  /** Everybody whose end is written down, and fits what the platform saw. */
  explained: number;
  duplicates: number;
  maxPerSecond: number;
  limitPerSecond: number;
  peakRssMb: number;
  seconds: number;
  /** Taken in a second, from the first to the last, faults included. */
  perSecond: number;
  freezeSeconds: number;
  /** From the pause written down to the last message taken; null: nobody paused. */
  pauseMs: number | null;
  outcomes: Record<string, number>;
}

/** Something that happens when so great a share has been taken. */
interface Fault {
  at: number;
  name: string;
  strike: () => Promise<unknown>;
}

/** Sends one advisory to many people with real processes while things go wrong, and counts what arrived. */
export async function runBroadcast(run: BroadcastRun): Promise<BroadcastResult> {
  const { recipients, rate, works, say } = run;
  const gone = hasLeft(recipients);
  const [postgres, platform] = await Promise.all([
    startPostgres(),
    startCountingPlatform(chatsOf(recipients), gone),
  ]);
  await administer(postgres.url('postgres'), 'create database broadcast');
  const db = openDatabase({ url: postgres.url('broadcast') }, { queryTimeout: 0 });
  const installation = await setUpInstallation(() =>
    Promise.resolve({ url: postgres.url('broadcast'), db, drop: () => db.destroy() }),
  );
  const settings = {
    ...{ TELEGRAM_BOT_TOKEN: '123456:broadcast-token-of-nobody', TELEGRAM_WEBHOOK_SECRET: 'secret' },
    ...{ TELEGRAM_API_ROOT: platform.root, TELEGRAM_BROADCAST_RATE: String(rate), NODE_ENV: 'production' },
  };
  try {
    await fillSubscribers(db, recipients);
    say(`${recipients} people in ${chatsOf(recipients)} chats`);
    const running = await Promise.all(Array.from({ length: works }, () => installation.work(settings)));
    const id = await approveAdvisory(db);
    let starting = Promise.resolve();
    let peakRssMb = 0;
    let pauseMs: number | null = null;
    const watching = setInterval(() => {
      for (const { process } of running) peakRssMb = Math.max(peakRssMb, residentMegabytes(process.pid ?? 0));
    }, 500);
    const faults = planFaults(run, platform, {
      async kill(random) {
        const [victim] = running.splice(Math.floor(random * running.length), 1);
        await victim?.kill();
        starting = starting.then(async () => {
          running.push(await installation.work(settings));
        });
        // The others go on, unless there is none.
        if (running.length === 0) await starting;
      },
      async pause() {
        pauseMs = await pauseAWhile(db, id, platform);
        say(`paused in ${Math.round(pauseMs)} ms`);
      },
    });
    while (platform.figures().taken === 0) await sleep(20);
    const began = performance.now();
    const freezeSeconds = await freezeTime(db, id);
    say(`frozen in ${freezeSeconds.toFixed(1)} s`);
    let last = began;
    while (!(await isDone(db, id))) {
      await sleep(100);
      const { taken } = platform.figures();
      for (let due = faults[0]; due && taken >= due.at * recipients; due = faults[0]) {
        faults.shift();
        say(`${due.name} at ${taken}`);
        await due.strike();
      }
      if (performance.now() - last > 15_000) {
        last = performance.now();
        say(`${taken} taken after ${Math.round((last - began) / 1_000)} s`);
      }
    }
    await starting;
    clearInterval(watching);
    const { taken, duplicates, maxPerSecond, lastAt } = platform.figures();
    const seconds = Math.round(lastAt - began) / 1_000;
    const { explained, outcomes } = await explain(db, id, platform.taken);
    return {
      ...{
        recipients,
        delivered: taken - duplicates,
        explained,
        duplicates,
        maxPerSecond,
        limitPerSecond: rate,
      },
      ...{ peakRssMb, seconds, perSecond: Math.round(taken / seconds), freezeSeconds, pauseMs, outcomes },
    };
  } finally {
    await installation.close();
    platform.close();
    await postgres.stop();
  }
}

function planFaults(
  { seed, kills, outage, storms, pauses }: BroadcastRun,
  platform: CountingPlatform,
  { kill, pause }: { kill: (random: number) => Promise<void>; pause: () => Promise<void> },
): Fault[] {
  const random = seeded(seed);
  const faults: Fault[] = [];
  for (let i = 0; i < kills; i++) {
    const which = random();
    faults.push({ at: (i + random()) / (kills + 0.5), name: 'kill -9', strike: () => kill(which) });
  }
  for (let i = 0; i < storms; i++) {
    const wait = 1 + Math.floor(random() * 4);
    const strike = () => {
      platform.storm(50, wait);
      return Promise.resolve();
    };
    faults.push({ at: (i + 0.7) / (storms + 1), name: `429 storm, ${wait} s`, strike });
  }
  if (outage > 0) {
    faults.push({ at: 0.5, name: `outage of ${outage} s`, strike: () => platform.outage(outage) });
  }
  if (pauses) faults.push({ at: 0.25, name: 'pause', strike: pause });
  return faults.sort((a, b) => a.at - b.at);
}

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

/** Said to be sent: the platform took it. Not known: either. Anything else: it did not. */
async function explain(
  db: Database,
  id: string,
  taken: Uint8Array,
): Promise<{ explained: number; outcomes: Record<string, number> }> {
  const rows = await sql<{ chat: number; status: string; reason: string | null; fallback: string | null }>`
    select split_part(urn, ':', 2)::int as chat, status, reason from deliveries where advisory = ${id}`.execute(
    db,
  );
  const outcomes: Record<string, number> = {};
  let explained = 0;
  for (const { chat, status, reason } of rows.rows) {
    const name = reason === null ? status : `${status} ${reason}`;
    outcomes[name] = (outcomes[name] ?? 0) + 1;
    const wasTaken = (taken[chat] ?? 0) > 0;
    const isOpen = status === 'waiting' || status === 'sending';
    if (!isOpen && (status === 'unknown' || wasTaken === (status === 'sent'))) explained++;
  }
  return { explained, outcomes };
}

function residentMegabytes(pid: number): number {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]);
    return Math.round((pages * 4096) / 1024 ** 2);
  } catch {
    // It was just killed.
    return 0;
  }
}
