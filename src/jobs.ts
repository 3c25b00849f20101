// Shows jobs that failed for good, and puts them back into their queue once what was wrong is mended.
// Must not print what people said unless it is asked to.
import { parseArgs } from 'node:util';
import type { Config } from './config.ts';
import { faultOf } from './pipeline/fault.ts';
import { openFailedJobs, type FailedJob, type FailedJobs } from './pipeline/failed-jobs.ts';
import { joinEmbedded } from './runtime/embedded.ts';
import { createLogger } from './runtime/open-runtime.ts';
import { run, StartError } from './runtime/run.ts';

const USAGE = `npm run jobs -- list                    all jobs that failed for good, oldest first
npm run jobs -- show <id> [--payload]   one of them; with --payload also what the person said
npm run jobs -- retry <id|all>          back into their queue, with all their attempts
Exit code 1: no such job. 2: not understood.`;

/** How long Redis or Postgres may take to answer, in ms. */
const PATIENCE = 10_000;

const wish = wishOf(process.argv.slice(2));
if (wish === null) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  await run('jobs', (config) => seeTo(config, wish));
}

interface Wish {
  command: 'list' | 'show' | 'retry';
  id: string;
  payload: boolean;
}

function wishOf(args: string[]): Wish | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { payload: { type: 'boolean', default: false } },
    });
    const [command, id, ...more] = positionals;
    if (more.length > 0) return null;
    if (command === 'list' && id === undefined) return { command, id: '', ...values };
    if ((command === 'show' || command === 'retry') && id !== undefined) return { command, id, ...values };
    return null;
  } catch {
    return null;
  }
}

async function seeTo(config: Config, { command, id, payload }: Wish): Promise<null> {
  const logger = createLogger(config.logLevel);
  const { redisUrl, databaseUrl } = config;
  const embedded = redisUrl === null && databaseUrl === null ? await joinEmbedded(config.dataDir) : null;
  const address = embedded?.address ?? { url: databaseUrl ?? '' };
  const place = redisUrl === null ? { postgres: address, embedded: embedded !== null } : { redis: redisUrl };
  const late = new Promise<never>((_resolve, reject) => {
    setTimeout(() => {
      reject(
        new StartError('the queues do not answer. Check REDIS_URL, or DATABASE_URL where there is none.'),
      );
    }, PATIENCE).unref();
  });
  const opening = openFailedJobs(place, (error) => {
    logger.debug({ event: 'queue_error', ...faultOf(error) });
  });
  const jobs = await Promise.race([opening, late]);
  if (command === 'list') show(await jobs.list());
  else if (command === 'retry') await retry(jobs, id);
  else await showOne(jobs, id, payload);
  await jobs.close();
  await embedded?.close();
  return null;
}

function show(jobs: FailedJob[]): void {
  for (const { failedAt, queue, name, id, attempts, reason } of jobs) {
    console.log([iso(failedAt), queue, name, id, `${attempts} attempts`, reason].join('\t'));
  }
  console.error(jobs.length === 0 ? 'No job has failed for good.' : `${jobs.length} failed.`);
}

async function showOne(jobs: FailedJobs, id: string, payload: boolean): Promise<void> {
  const job = await jobs.find(id);
  if (job === null) {
    notThere(id);
    return;
  }
  const { payload: carried, ...about } = job;
  const shown = { ...about, addedAt: iso(job.addedAt), failedAt: iso(job.failedAt) };
  console.log(JSON.stringify(payload ? { ...shown, payload: carried } : shown, null, 2));
}

async function retry(jobs: FailedJobs, id: string): Promise<void> {
  const ids = id === 'all' ? (await jobs.list()).map((job) => job.id) : [id];
  let count = 0;
  for (const one of ids) if (await jobs.retry(one)) count++;
  if (count === 0 && id !== 'all') notThere(id);
  else console.log(`${count} back in their queue.`);
}

function notThere(id: string): void {
  console.error(`No failed job has the id ${id}. "npm run jobs -- list" shows all.`);
  process.exitCode = 1;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
