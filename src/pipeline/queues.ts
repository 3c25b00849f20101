import { setTimeout as sleep } from 'node:timers/promises';
import { DelayedError, UnrecoverableError, type Job, type Telemetry } from 'bullmq';
import type { Logger } from 'pino';
import { SendError } from '../channels/send-error.ts';
import { cleanJson } from '../storage/clean-json.ts';
import { faultOf } from './fault.ts';
import { Hopeless, jobs, NotYet, queueNames, type Handlers, type JobName, type Payload } from './jobs.ts';
import type { QueueName } from './jobs.ts';
import {
  openBacking,
  type OpenQueue,
  type OpenWorker,
  type QueueBacking,
  type QueuePlace,
} from './queue-backing.ts';

/** The queues of one process. */
export interface Queues {
  /**
   * Adds a job; one with this id that is there already stays as it is. Rejects when the queue is out of reach.
   *
   * @param delay milliseconds before it is worked on
   */
  add<N extends JobName>(name: N, payload: Payload<N>, id: string, delay?: number): Promise<void>;
  /** Whether a job is still going to be worked on: it waits, is being worked on, or waits for its next attempt. */
  isLive(name: JobName, id: string): Promise<boolean>;
  /** Lets a job that waits for its time be worked on now; does nothing to any other. */
  hurry(name: JobName, id: string): Promise<void>;
  /** Starts working on all queues in this process. */
  work(handlers: Handlers): void;
  /** How many jobs are in which state, by queue; also tells that the queues can be reached. */
  counts(): Promise<Record<QueueName, Record<string, number>>>;
  /** Milliseconds the longest waiting job of each queue has been waiting for its turn or another attempt; 0: none does. */
  ages(): Promise<Record<QueueName, number>>;
  /** Milliseconds the oldest job that conversations wait for, and nobody has begun yet, has been due; 0: none. */
  backlog(): Promise<number>;
  /** Finishes the jobs in hand, then closes. */
  close(): Promise<void>;
}

/**
 * Opens the queues on Redis or on Postgres. Rejects when Postgres cannot be reached; Redis is waited for.
 *
 * @param telemetry carries traces from whoever adds a job to whoever works on it
 */
export async function openQueues(place: QueuePlace, logger: Logger, telemetry?: Telemetry): Promise<Queues> {
  const complain = (error: Error) => {
    logger.warn({ event: 'queue_error', ...faultOf(error) });
  };
  const backing = openBacking(place, telemetry, complain);
  const queues = new Map<QueueName, OpenQueue>();
  for (const name of queueNames) {
    const queue = await backing.openQueue(name);
    queue.on('error', complain);
    queues.set(name, queue);
  }
  const workers: RunningWorker[] = [];
  const queueOf = (name: JobName): OpenQueue => {
    const queue = queues.get(jobs[name].queue);
    if (queue === undefined) throw new Error(`No queue for ${name}`);
    return queue;
  };
  return {
    async add(name, payload, id, delay = 0) {
      const data: unknown = jobs[name].schema.parse(cleanJson(payload));
      await queueOf(name).add(name, data, {
        jobId: jobId(id),
        delay,
        attempts: jobs[name].attempts,
        backoff: { type: 'growing' },
        // Kept nowhere longer than needed: jobs carry what people said.
        removeOnComplete: true,
        // A declaration that failed stays until a human has seen to it; a reply nobody could deliver does not. A lane may
        // be begun again at once.
        removeOnFail: name === 'declaration' ? false : name === 'broadcast' || { age: KEEP_FAILED },
        stackTraceLimit: 0,
      });
    },
    async isLive(name, id) {
      const job = (await queueOf(name).getJob(jobId(id))) as Job | undefined;
      return job !== undefined && !['completed', 'failed', 'unknown'].includes(await job.getState());
    },
    async hurry(name, id) {
      const job = (await queueOf(name).getJob(jobId(id))) as Job | undefined;
      if (job !== undefined && (await job.isDelayed())) await promote(job);
    },
    work(handlers) {
      for (const name of queueNames) workers.push(openWorker(backing, name, handlers, logger));
    },
    async counts() {
      const states = ['waiting', 'active', 'delayed', 'failed'] as const;
      const counted = queueNames.map(async (name) => [name, await queues.get(name)?.getJobCounts(...states)]);
      return Object.fromEntries(await Promise.all(counted)) as Record<QueueName, Record<string, number>>;
    },
    async ages() {
      const ages = queueNames.map(async (name) => [name, await ageOf(queues.get(name))]);
      return Object.fromEntries(await Promise.all(ages)) as Record<QueueName, number>;
    },
    async backlog() {
      const dues = await Promise.all([...conversational].map((name) => firstDue(queues.get(name))));
      return Math.max(0, Date.now() - Math.min(...dues));
    },
    async close() {
      await Promise.all(workers.map(closeWorker));
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      await backing.close();
    },
  };
}

/** Delayed jobs count when they were tried before: others wait because they are meant to. */
async function ageOf(queue: OpenQueue | undefined): Promise<number> {
  const [waiting = [], delayed = []] = [await queue?.getWaiting(0, 0), await queue?.getDelayed(0, 0)];
  const since = [...waiting, ...delayed.filter((job) => job.attemptsMade > 0)].map((job) => job.timestamp);
  return since.length === 0 ? 0 : Math.max(0, Date.now() - Math.min(...since));
}

/** Queues somebody who writes to us waits for. */
const conversational: ReadonlySet<QueueName> = new Set(['declarations', 'deliveries']);

/** When the first job that waits for its first attempt was due, epoch ms; Infinity: none does. */
async function firstDue(queue: OpenQueue | undefined): Promise<number> {
  const waiting = (await queue?.getWaiting(0, 9)) ?? [];
  const untried = waiting.filter(({ attemptsMade }) => attemptsMade === 0);
  return Math.min(...untried.map(({ timestamp, opts }) => timestamp + (opts.delay ?? 0)));
}

/** BullMQ uses ':' for itself. */
const jobId = (id: string): string => id.replaceAll(':', '.');

interface RunningWorker {
  worker: OpenWorker;
  /** Jobs being worked on at this moment. */
  inHand: Set<Promise<void>>;
}

function openWorker(
  backing: QueueBacking,
  name: QueueName,
  handlers: Handlers,
  logger: Logger,
): RunningWorker {
  const inHand = new Set<Promise<void>>();
  const process = async (job: Job, token?: string): Promise<void> => {
    const work = workOn(job, token, handlers);
    inHand.add(work);
    await work.finally(() => inHand.delete(work));
  };
  const worker = backing.openWorker(name, process, {
    concurrency: concurrency[name],
    // A lane whose process died is taken over soon; two at once would do no harm.
    ...(name === 'broadcasts' && { lockDuration: 10_000, stalledInterval: 5_000 }),
    // Workers that die over and over while holding a job are not the job's fault.
    maxStalledCount: 100,
    settings: { backoffStrategy: (attempt, _type, error) => backoff(attempt, error) },
  });
  worker.on('error', (error) => {
    logger.warn({ event: 'worker_error', queue: name, ...faultOf(error) });
  });
  worker.on('failed', (job, error) => {
    const final = job?.finishedOn !== undefined;
    const about = { event: 'job_failed', job: job?.id, name: job?.name, attempt: job?.attemptsMade, final };
    logger[final ? 'error' : 'warn']({ ...about, reason: error.message });
  });
  return { worker, inHand };
}

/**
 * Takes no more jobs and finishes those in hand, for four seconds at most: a job that waits for Postgres while it is
 * away would wait longer. BullMQ's own closing can hang when Redis went away shortly before, so it gets two seconds
 * after the last job. What it then has not written down is done again by another worker.
 */
async function closeWorker({ worker, inHand }: RunningWorker): Promise<void> {
  const done = async () => {
    while (inHand.size > 0) await Promise.allSettled(inHand);
  };
  const handled = async () => {
    await Promise.race([done(), sleep(4_000, undefined, { ref: false })]);
    await sleep(2_000, undefined, { ref: false });
    return false;
  };
  const closed = await Promise.race([worker.close().then(() => true), handled()]);
  if (!closed) await Promise.race([worker.disconnect().catch(() => undefined), sleep(500)]);
}

/** Jobs in hand at once. Declarations are stored in batches: enough of them to fill one while another is written. */
const concurrency: Record<QueueName, number> = {
  declarations: 500,
  deliveries: 16,
  broadcasts: 16,
};

/** Seconds a failed delivery is kept to be looked at. */
const KEEP_FAILED = 7 * 24 * 3600;

async function workOn(job: Job, token: string | undefined, handlers: Handlers): Promise<void> {
  try {
    await dispatch(job, handlers);
  } catch (error) {
    if (error instanceof NotYet) {
      await job.moveToDelayed(Date.now() + error.waitMs, token);
      if (await error.isTurn()) await promote(job);
      throw new DelayedError();
    }
    const { errorName, errorCode } = faultOf(error);
    const said = error instanceof Hopeless ? error.message : [errorName, errorCode].filter(Boolean).join(' ');
    if (error instanceof Hopeless) throw new UnrecoverableError(said);
    throw new Retry(said, error instanceof SendError ? error.retryAfter : undefined);
  }
}

/** It may have begun, or been finished by somebody else, since we looked. */
async function promote(job: Job): Promise<void> {
  await job.promote().catch(() => undefined);
}

async function dispatch(job: Job, handlers: Handlers): Promise<void> {
  const name = job.name as JobName;
  if (!Object.hasOwn(jobs, name)) throw new Hopeless('no job of this name');
  const parsed = jobs[name].schema.safeParse(job.data);
  if (!parsed.success) {
    const paths = parsed.error.issues.map((issue) => issue.path.join('.') || '(all of it)');
    throw new Hopeless(`not what a job of this name carries: ${paths.join(', ')}`);
  }
  const handle = handlers[name] as (payload: unknown, attempt: { last: boolean }) => Promise<void>;
  await handle(parsed.data, { last: job.attemptsMade + 1 >= (job.opts.attempts ?? 1) });
}

/** What goes into the queue about a failed attempt: no words of anybody, no stack. */
class Retry extends Error {
  override name = 'Retry' as const;
  readonly retryAfter: number | undefined;

  constructor(message: string, retryAfter: number | undefined) {
    super(message);
    this.retryAfter = retryAfter;
  }
}

/** Milliseconds until the next attempt: 1 s, 2 s, 4 s … 60 s, each up to a quarter less; or what the platform asked. */
function backoff(attempt: number, error: Error | undefined): number {
  if (error instanceof Retry && error.retryAfter !== undefined) return Math.ceil(error.retryAfter * 1_000);
  const wait = Math.min(60_000, 1_000 * 2 ** Math.min(attempt - 1, 10));
  return Math.round(wait * (1 - Math.random() / 4));
}
