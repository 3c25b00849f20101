// Turns per second, webhook in, reply out, session in Redis: ours, Telegraf, grammY, and the limit of what is possible.
// Prints a table, or with --json one object. Every side has Redis of its own; rounds go through all sides in turn, and
// the median of the rounds counts, because other work of the machine must not fall on one side alone.
import { parseArgs } from 'node:util';
import { startPostgres } from '../tests/support/postgres.ts';
import { startRedis } from '../tests/support/redis.ts';
import { openDatabase } from '../src/storage/database.ts';
import { migrate } from '../src/storage/migrate.ts';
import { someCitizens } from './turns/citizens.ts';
import { drive, type Outcome } from './turns/drive.ts';
import { persisted } from './turns/persisted.ts';
import { startPlatform } from './turns/platform.ts';
import { report } from './turns/report.ts';
import { secret, sides, startSide, type Side, type SideName } from './turns/sides.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '8' },
    'warm-up': { type: 'string', default: '5000' },
    rounds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '32' },
    people: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const chosen = sides.filter(({ name }) => values.only === undefined || name.startsWith(values.only));
if (chosen.length === 0) throw new Error(`--only is one of ${sides.map(({ name }) => name).join(', ')}`);

const citizens = someCitizens(Number(values.people), Number(values.seed));
const postgres = await startPostgres();
const databaseUrl = postgres.url('postgres');
const outcomes = new Map<SideName, Outcome[]>(chosen.map(({ name }) => [name, []]));
try {
  const db = openDatabase({ url: databaseUrl });
  await migrate(db);
  await db.destroy();
  for (let round = 1; round <= Number(values.rounds); round++) {
    for (const side of chosen) {
      const outcome = await measure(side);
      outcomes.get(side.name)?.push(outcome);
      console.error(`round ${round} ${side.name}: ${outcome.turnsPerSecond.toFixed(0)} turns/s`);
    }
  }
} finally {
  await postgres.stop();
}
report(outcomes, values.json);

async function measure(side: Side): Promise<Outcome> {
  const [redis, platform] = await Promise.all([startRedis(), startPlatform()]);
  const running = await startSide(side, { redisUrl: redis.url, databaseUrl, apiRoot: platform.root });
  try {
    const outcome = await drive(
      {
        ...{
          port: running.port,
          pid: running.process.pid ?? 0,
          path: side.path,
          secret,
          replies: side.replies,
          citizens,
          warmUp: Number(values['warm-up']),
        },
        ...{ connections: Number(values.connections), seconds: Number(values.seconds) },
      },
      platform,
    );
    const faults = await persisted(side.name, redis.url, outcome);
    if (faults.length > 0)
      throw new Error(`${side.name} did not keep what it was told:\n${faults.join('\n')}`);
    return outcome;
  } finally {
    await running.stop();
    platform.close();
    await redis.stop();
  }
}
