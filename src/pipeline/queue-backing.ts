import {
  createPostgresBackend,
  Queue,
  withBackend,
  Worker,
  type BackendClasses,
  type PostgresConnectionOptions,
  type PostgresQueueBackend,
  type Processor,
  type Telemetry,
  type WorkerOptions,
} from 'bullmq';
import { connectionOptions, type DatabaseAddress } from '../storage/database.ts';
import type { QueueName } from './jobs.ts';
import { connectRedis, type RedisConnection } from './redis.ts';

/** Where jobs wait. `embedded`: a database in this process, which notifications do not reach us from. */
export type QueuePlace = { redis: string } | { postgres: DatabaseAddress; embedded: boolean };

type OnPostgres = BackendClasses<PostgresQueueBackend, PostgresConnectionOptions>;
/** On either backend: BullMQ's classes carry the backend in their type, and neither is the other. */
export type OpenQueue = Queue | InstanceType<OnPostgres['Queue']>;
export type OpenWorker = Worker | InstanceType<OnPostgres['Worker']>;

/** BullMQ over one of its two backends: makes queues and workers, and closes what it opened for them. */
export interface QueueBacking {
  openQueue(name: QueueName): Promise<OpenQueue>;
  openWorker(name: QueueName, process: Processor, options: Partial<WorkerOptions>): OpenWorker;
  close(): Promise<void>;
}

/** Opens the backing; with Postgres its tables are made or brought up to date first. */
export function openBacking(
  place: QueuePlace,
  telemetry: Telemetry | undefined,
  onError: (error: Error) => void,
): QueueBacking {
  const told = telemetry === undefined ? {} : { telemetry };
  return 'redis' in place ? overRedis(place.redis, told, onError) : overPostgres(place, told);
}

/** The braces keep all keys of all queues in one slot of a Redis Cluster. */
const PREFIX = '{ncovi}';

interface Told {
  telemetry?: Telemetry;
}

function overRedis(address: string, told: Told, onError: (error: Error) => void): QueueBacking {
  // Whoever adds a job is answering somebody: fail at once, so that the platform is told to come again.
  const adding = connectRedis(address, {
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    commandTimeout: 5_000,
  });
  adding.on('error', onError);
  let working: RedisConnection | undefined;
  // Workers wait for Redis as long as it takes. The connection is not left for BullMQ to begin: were its first try in vain,
  // the worker would never make another.
  const connectWorkers = (): RedisConnection => {
    const connection = connectRedis(address, { maxRetriesPerRequest: null });
    connection.on('error', onError);
    return connection;
  };
  return {
    async openQueue(name): Promise<Queue> {
      if (adding.status !== 'ready') {
        await new Promise<void>((resolve) => {
          adding.once('ready', resolve);
        });
      }
      // Asking for the version can fail, and the queue would then be of no use for ever; workers ask for it.
      return new Queue(name, { ...told, connection: adding, prefix: PREFIX, skipVersionCheck: true });
    },
    openWorker(name, process, options): Worker {
      working ??= connectWorkers();
      return new Worker(name, process, { ...told, ...options, connection: working, prefix: PREFIX });
    },
    close() {
      adding.disconnect();
      working?.disconnect();
      return Promise.resolve();
    },
  };
}

function overPostgres(
  { postgres, embedded }: { postgres: DatabaseAddress; embedded: boolean },
  told: Told,
): QueueBacking {
  // One session serves all connections of the embedded database, so a schema of its own cannot be set per connection.
  const connection = { ...connectionOptions(postgres), max: 3, schema: embedded ? 'public' : 'bullmq' };
  const backend: typeof createPostgresBackend = (...args) => {
    const made = createPostgresBackend(...args);
    // Without notifications a worker that sleeps until the next delayed job would miss the jobs added meanwhile.
    if (embedded) Object.defineProperty(made, 'maximumBlockTimeout', { value: EMBEDDED_POLL_SECONDS });
    return made;
  };
  const classes = withBackend(backend);
  const drainDelay = embedded ? EMBEDDED_POLL_SECONDS : 5;
  let migrated: Promise<unknown> | undefined;
  return {
    async openQueue(name) {
      const first = migrated === undefined;
      await migrated;
      const queue = new classes.Queue(name, { ...told, connection: { ...connection, migrate: first } });
      migrated ??= queue.waitUntilReady();
      await migrated;
      return queue;
    },
    openWorker: (name, process, options) =>
      new classes.Worker(name, process, { ...told, ...options, drainDelay, connection }),
    close: () => Promise.resolve(),
  };
}

const EMBEDDED_POLL_SECONDS = 0.5;
