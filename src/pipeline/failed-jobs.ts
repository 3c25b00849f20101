import type { Job } from 'bullmq';
import { queueNames, type QueueName } from './jobs.ts';
import { openBacking, type OpenQueue, type QueuePlace } from './queue-backing.ts';

/** A job nobody tries any more. */
export interface FailedJob {
  queue: QueueName;
  id: string;
  name: string;
  attempts: number;
  /** Epoch ms. */
  addedAt: number;
  failedAt: number;
  /** Names and codes, no words of anybody. */
  reason: string;
  /** What it carries: what a person said. */
  payload: unknown;
}

/** Where failed jobs are kept until a human has seen to them. */
export interface FailedJobs {
  /** Oldest failure first. */
  list(): Promise<FailedJob[]>;
  find(id: string): Promise<FailedJob | null>;
  /** Puts it back into its queue with all its attempts. False: no failed job has this id. */
  retry(id: string): Promise<boolean>;
  close(): Promise<void>;
}

/** Opens the queues without working on them. Waits for Redis; rejects when Postgres cannot be reached. */
export async function openFailedJobs(
  place: QueuePlace,
  onError: (error: Error) => void,
): Promise<FailedJobs> {
  const backing = openBacking(place, undefined, onError);
  const queues: [QueueName, OpenQueue][] = [];
  for (const name of queueNames) queues.push([name, await backing.openQueue(name)]);
  for (const [, queue] of queues) queue.on('error', onError);

  async function findJob(id: string): Promise<{ queue: QueueName; job: Job } | null> {
    for (const [name, queue] of queues) {
      const job = (await queue.getJob(id)) as Job | undefined;
      if (job !== undefined && (await job.isFailed())) return { queue: name, job };
    }
    return null;
  }

  return {
    async list() {
      const found = await Promise.all(
        queues.map(async ([name, queue]) => {
          const jobs = (await queue.getFailed(0, -1)) as Job[];
          return jobs.map((job) => describe(name, job));
        }),
      );
      return found.flat().sort((a, b) => a.failedAt - b.failedAt);
    },
    async find(id) {
      const found = await findJob(id);
      return found && describe(found.queue, found.job);
    },
    async retry(id) {
      const found = await findJob(id);
      if (found === null) return false;
      await found.job.retry('failed', { resetAttemptsMade: true, resetAttemptsStarted: true });
      return true;
    },
    async close() {
      await Promise.all(queues.map(([, queue]) => queue.close()));
      await backing.close();
    },
  };
}

function describe(queue: QueueName, job: Job): FailedJob {
  return {
    queue,
    id: job.id ?? '',
    name: job.name,
    attempts: job.attemptsMade,
    addedAt: job.timestamp,
    failedAt: job.finishedOn ?? 0,
    reason: job.failedReason,
    payload: job.data as unknown,
  };
}
