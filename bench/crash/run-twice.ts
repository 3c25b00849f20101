import { QueueEvents } from 'bullmq';
import { Redis } from 'ioredis';
import { openBacking } from '../../src/pipeline/queue-backing.ts';

export interface Twice {
  /** Declarations a worker was done with a second time. */
  count(): number;
  close(): Promise<void>;
}

/** Adds some of the declarations that come into the queue a second time, under another id. */
export async function runJobsTwice(redisUrl: string, random: () => number): Promise<Twice> {
  const ignore = () => undefined;
  const backing = openBacking({ redis: redisUrl }, undefined, ignore);
  const queue = await backing.openQueue('declarations');
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
  connection.on('error', ignore);
  const events = new QueueEvents('declarations', { connection, prefix: queue.opts.prefix ?? '' });
  events.on('error', ignore);
  queue.on('error', ignore);
  const done = new Set<string>();
  const again = async (id: string): Promise<void> => {
    const job = await queue.getJob(id);
    // Stored and forgotten already: the next one then.
    if (job === undefined) return;
    const { attempts, backoff } = job.opts;
    await queue.add(job.name, job.data, {
      ...{ jobId: `${AGAIN}${id}`, removeOnComplete: true, attempts: attempts ?? 1 },
      ...(backoff === undefined ? {} : { backoff }),
    });
  };
  events.on('added', ({ jobId }) => {
    // When Redis goes away in between, this one is not run twice.
    if (!jobId.startsWith(AGAIN) && random() < SHARE) again(jobId).catch(ignore);
  });
  events.on('completed', ({ jobId }) => {
    if (jobId.startsWith(AGAIN)) done.add(jobId);
  });
  return {
    count: () => done.size,
    async close() {
      await events.close();
      await queue.close();
      await backing.close();
      connection.disconnect();
    },
  };
}

const AGAIN = 'again-';
const SHARE = 0.3;
