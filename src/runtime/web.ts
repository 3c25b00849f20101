// What a program listens with: webhooks, health and metrics on one port.
// Must not know how a message is worked on.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { webhooks } from '../channels/webhooks.ts';
import type { Config } from '../config.ts';
import { faultOf, shortUrn } from '../pipeline/fault.ts';
import { traced, WEBHOOK_SPAN } from '../pipeline/trace.ts';
import { servePictures } from './pictures.ts';
import { StartError } from './run.ts';
import type { Intake } from './open-intake.ts';
import type { Runtime } from './open-runtime.ts';
import { countOutside } from '../storage/partitions.ts';

/** Builds the server of a program that takes messages: /webhooks/<channel>, and what createWatch has. */
export async function createWeb(
  runtime: Runtime,
  intake: Intake,
  { trustedProxies }: Pick<Config, 'trustedProxies'>,
): Promise<FastifyInstance> {
  const { metrics, channels } = runtime;
  const app = createWatch(runtime, trustedProxies);
  app.addHook('onResponse', (request, reply, done) => {
    const channel = /^\/webhooks\/([a-z-]+)$/.exec(request.routeOptions.url ?? '')?.[1];
    if (channel !== undefined)
      metrics.acks.observe({ channel, status: reply.statusCode }, reply.elapsedTime / 1000);
    done();
  });
  await app.register(webhooks, {
    channels: [...channels.all.values()],
    converse: (channel, message, request) =>
      traced(
        `${WEBHOOK_SPAN} ${channel}`,
        () => ({ inbound: message.id, contact: shortUrn(message.urn) }),
        () => intake.accept(channel, message, request),
      ),
    onDropped: (channel, reason) => {
      metrics.dropped.inc({ channel, reason });
    },
    onSeen: (seen) => {
      intake.noteSeen(seen);
    },
  });
  servePictures(app, runtime.db);
  // Where a consent at Zalo ends. What stands in its address is pasted into `npm run zalo -- authorise`.
  app.get('/zalo/callback', (_request, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .send('Copy the address of this page and paste it where `npm run zalo -- authorise` waits for it.\n'),
  );
  return app;
}

/**
 * Builds a server that says how a program is: /healthz (this process runs), /readyz (all it needs answers; 503 names
 * what is away), /metrics (Prometheus).
 */
export function createWatch(runtime: Runtime, trustedProxies: string[] = []): FastifyInstance {
  const { metrics } = runtime;
  const logger: FastifyBaseLogger = runtime.logger;
  const app = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    // One name for a request in the logs of all processes.
    genReqId: () => randomUUID(),
    // A logger of its own costs every request more than all else that is logged; what is logged names its request itself.
    childLoggerFactory: (parent) => parent,
    // Whoever else says where a request comes from may be making it up.
    trustProxy: trustedProxies.length > 0 && trustedProxies,
    forceCloseConnections: 'idle',
    // A platform that sends its body slower than this is none.
    requestTimeout: 15_000,
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 5_000 },
  });
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const parts = await runtime.health();
    const away = Object.values(parts).includes('away');
    return reply.code(away ? 503 : 200).send({ status: away ? 'away' : 'ready', parts });
  });
  app.get('/metrics', async (_request, reply) => {
    await Promise.all([countJobs(runtime), countStrays(runtime)]);
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  return app;
}

/** Listens. @throws StartError when the port is taken */
export async function listen(
  app: FastifyInstance,
  { host, port }: Pick<Config, 'host' | 'port'>,
): Promise<void> {
  await app.listen({ host, port }).catch((error: unknown) => explainPort(error, host, port));
}

/** Finds out at once, before anything else is opened. @throws StartError when the port is taken */
export async function checkPort({ host, port }: Config): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  }).catch((error: unknown) => explainPort(error, host, port));
  await new Promise((resolve) => server.close(resolve));
}

function explainPort(error: unknown, host: string, port: number): never {
  const { errorCode } = faultOf(error);
  if (errorCode === 'EADDRINUSE') {
    throw new StartError(`port ${port} is taken by another program. Set PORT to a free one.`);
  }
  if (errorCode === 'EACCES') throw new StartError(`this account may not listen on port ${port}. Set PORT.`);
  if (errorCode === 'EADDRNOTAVAIL') throw new StartError(`HOST ${host} is no address of this machine.`);
  throw error;
}

async function countStrays({ db, metrics }: Runtime): Promise<void> {
  await countOutside(db).then(
    (count) => {
      metrics.outside.set(count);
    },
    () => undefined,
  );
}

async function countJobs({ queues, metrics }: Runtime): Promise<void> {
  // Figures of a queue that is out of reach are left out, not invented; the others are not to wait for them.
  const late = sleep(2_000, {}, { ref: false });
  const [counts, ages] = await Promise.all([
    Promise.race([queues.counts().catch(() => ({})), late]),
    Promise.race([queues.ages().catch(() => ({})), late]),
  ]);
  metrics.queued.reset();
  metrics.queueAge.reset();
  for (const [queue, age] of Object.entries(ages)) metrics.queueAge.set({ queue }, age / 1000);
  for (const [queue, states] of Object.entries(counts)) {
    for (const [state, count] of Object.entries(states)) metrics.queued.set({ queue, state }, count);
  }
}
