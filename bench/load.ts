// A steady stream of messages, then a flood, against real serve and work processes with Redis and Postgres of their own:
// how long acknowledgements take, whether memory grows, whether each person's replies keep their order, and whether
// everybody who was told "received" is stored.
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { openDatabase } from '../src/storage/database.ts';
import { setUpInstallation } from '../tests/support/installation.ts';
import { administer, startPostgres } from '../tests/support/postgres.ts';
import { cpuOf } from './cpu-of.ts';
import { drawLoad, type MemoryPoint } from './load/draw-load.ts';
import { offerLoad, type Phase } from './load/offer-load.ts';
import { someCitizens } from './turns/citizens.ts';
import { startPlatform } from './turns/platform.ts';

const { values } = parseArgs({
  options: {
    phases: { type: 'string', default: '500x600,2000x60' },
    serves: { type: 'string', default: '2' },
    people: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    svg: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const phases: Phase[] = values.phases.split(',').map((phase) => {
  const [perSecond = NaN, seconds = NaN] = phase.split('x').map(Number);
  if (!(perSecond > 0 && seconds > 0))
    throw new Error('--phases is like 500x600,2000x60: messages/s x seconds');
  return { perSecond, seconds };
});
const warmUp: Phase = { perSecond: 300, seconds: 40 };

const citizens = someCitizens(Number(values.people), Number(values.seed));
const [postgres, platform] = await Promise.all([startPostgres(), startPlatform()]);
await administer(postgres.url('postgres'), 'create database load');
const db = openDatabase({ url: postgres.url('load') });
const installation = await setUpInstallation(
  () => Promise.resolve({ url: postgres.url('load'), db, drop: () => db.destroy() }),
  redisOfCompose(),
);
try {
  const secret = 'load-secret';
  const settings = {
    ...{ TELEGRAM_BOT_TOKEN: '123456:load-token-of-nobody', TELEGRAM_WEBHOOK_SECRET: secret },
    // Both are behind one address, as a bot has one webhook.
    ...{ TELEGRAM_API_ROOT: platform.root, PUBLIC_URL: 'http://127.0.0.1:1', NODE_ENV: 'production' },
    NODE_OPTIONS: process.env['BENCH_NODE_OPTIONS'] ?? '',
  };
  const serves = await Promise.all(
    Array.from({ length: Number(values.serves) }, () => installation.serve(settings)),
  );
  const work = await installation.work(settings);
  const pids = Object.fromEntries([
    ...serves.map(({ process }, i) => [`serve ${i + 1}`, process.pid ?? 0]),
    ['work', work.process.pid ?? 0],
  ]) as Record<string, number>;
  const all = {
    ...pids,
    ...{ redis: installation.redis.process.pid, postgres: postgres.process.pid },
  };
  const processors: Record<string, number>[] = [];
  const memory: MemoryPoint[] = [];
  const result = await offerLoad({
    ...{ ports: serves.map(({ port }) => port), path: '/webhooks/telegram', secret },
    ...{ citizens, warmUp, phases, seed: Number(values.seed) },
    onSecond({ second, count, p50, p99 }) {
      if (!values.json && second % 30 === 29)
        console.error(`${second + 1} s: ${count} answered, p50 ${p50.toFixed(1)}, p99 ${p99.toFixed(1)} ms`);
      const megabytes = Object.entries(pids).map(([name, pid]) => [name, residentMegabytes(pid)]);
      memory.push({ second, megabytes: Object.fromEntries(megabytes) as Record<string, number> });
    },
    onPhase() {
      const used = Object.entries(all).map(([name, pid]) => [name, cpuOf(pid)]);
      const { user, system } = process.cpuUsage();
      processors.push({
        ...(Object.fromEntries(used) as Record<string, number>),
        generator: (user + system) / 1e6,
      });
    },
  });
  const told = result.finished.length;
  const stored = await settledCount(told);
  let from = 0;
  const figures = phases.map(({ perSecond, seconds }) => {
    const { count, p50, p99, max } = result.curve.within(from, from + seconds);
    from += seconds;
    return { perSecond, seconds, answered: count, p50, p99, max };
  });
  const outcome = {
    ...{ phases: figures, refused: Object.fromEntries(result.refused), misordered: result.misordered },
    microsecondsPerMessage: phases.map((phase, i) => perMessage(phase, processors[i], processors[i + 1])),
    ...{ told, stored, memory: memoryGrowth(memory, phases[0]?.seconds ?? 0) },
    complaints: countComplaints([...serves, work].map((program) => program.output())),
  };
  // Gracefully, so that profiles are written.
  await Promise.all([...serves, work].map((program) => program.stop()));
  if (values.json) console.log(JSON.stringify(outcome));
  else {
    console.table(figures);
    console.log(outcome);
  }
  if (values.svg !== undefined) {
    const title = `${values.phases.replaceAll('x', ' messages/s for ').replaceAll(',', ' s, then ')} s`;
    writeFileSync(values.svg, drawLoad(result.curve.points(), memory, title));
  }
  const isSound = stored === told && result.misordered === 0 && result.refused.size === 0;
  process.exitCode = isSound ? 0 : 1;
} finally {
  await installation.close();
  platform.close();
  await postgres.stop();
}

/** What compose.yaml gives Redis beyond its own defaults. */
function redisOfCompose(): string[] {
  const compose = parse(readFileSync(new URL('../compose.yaml', import.meta.url), 'utf8')) as {
    services: { redis: { command: string[] } };
  };
  return compose.services.redis.command.slice(1);
}

/** How many declarations are stored, once all are or a minute has passed. */
async function settledCount(expected: number): Promise<number> {
  for (let waited = 0; ; waited += 500) {
    const { count } = await db
      .selectFrom('declarations')
      .select((of) => of.fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow();
    if (Number(count) >= expected || waited >= 60_000) return Number(count);
    await sleep(500);
  }
}

function residentMegabytes(pid: number): number {
  const pages = Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]);
  return Math.round((pages * 4096) / 1024 ** 2);
}

/** Processor time of each program, and of the whole, for one message offered. */
function perMessage(
  { perSecond, seconds }: Phase,
  before: Record<string, number> = {},
  after: Record<string, number> = {},
): Record<string, number> {
  const each = Object.entries(after).map(([name, used]): [string, number] => [
    name,
    Math.round(((used - (before[name] ?? 0)) * 1e6) / (perSecond * seconds)),
  ]);
  return Object.fromEntries([...each, ['all', each.reduce((sum, [, one]) => sum + one, 0)]]);
}

/** How often the programs wrote each warning or error into their logs. */
function countComplaints(logs: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [, level, event = '?', code = ''] of logs
    .join('')
    .matchAll(/"level":(40|50|60),.*?"event":"(\w+)"(?:.*?"errorName":"(\w+)")?/gu)) {
    const what = `${level} ${event} ${code}`;
    counts[what] = (counts[what] ?? 0) + 1;
  }
  return counts;
}

/** Megabytes in the second and in the last quarter of the steady phase, by process: flat memory has them alike. */
function memoryGrowth(points: readonly MemoryPoint[], steady: number) {
  const mean = (from: number, to: number, name: string) => {
    const some = points.filter(({ second }) => second >= from * steady && second < to * steady);
    return Math.round(some.reduce((sum, { megabytes }) => sum + (megabytes[name] ?? 0), 0) / some.length);
  };
  return Object.fromEntries(
    Object.keys(points[0]?.megabytes ?? {}).map((name) => [
      name,
      { secondQuarter: mean(0.25, 0.5, name), lastQuarter: mean(0.75, 1, name) },
    ]),
  );
}
