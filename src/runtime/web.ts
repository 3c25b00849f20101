// What a program listens with: webhooks, health and metrics on one port.
// Must not know how a message is worked on.
import { createServer } from 'node:net';
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { webhooks } from '../channels/webhooks.ts';
import type { Config } from '../config.ts';
import { faultOf } from '../pipeline/fault.ts';
import { StartError } from './run.ts';
import type { Runtime } from './open-runtime.ts';

/**
 * Builds the server: /webhooks/<channel>, /healthz (this process runs), /readyz (all it needs answers; 503 names what
 * is away), /metrics (Prometheus).
 */
export async function createWeb(runtime: Runtime): Promise<FastifyInstance> {
  const { metrics, channels, converse } = runtime;
  const logger: FastifyBaseLogger = runtime.logger;
  const app = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: 'idle',
    // A platform that sends its body slower than this is none.
    requestTimeout: 15_000,
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 5_000 },
  });
  await app.register(webhooks, {
    channels: [...channels.all.values()],
    converse: (channel, message) => converse.converse(channel, message),
    onDropped: (channel, reason) => {
      metrics.dropped.inc({ channel, reason });
    },
  });
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const parts = await runtime.health();
    const away = Object.values(parts).includes('away');
    return reply.code(away ? 503 : 200).send({ status: away ? 'away' : 'ready', parts });
  });
  app.get('/metrics', async (_request, reply) => {
    await countJobs(runtime);
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  return app;
}

/** Listens. @throws StartError when the port is taken */
export async function listen(app: FastifyInstance, { host, port }: Config): Promise<void> {
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

async function countJobs({ queues, metrics }: Runtime): Promise<void> {
  // Figures of a queue that is out of reach are left out, not invented.
  const counts = await queues.counts().catch(() => ({}));
  metrics.queued.reset();
  for (const [queue, states] of Object.entries(counts)) {
    for (const [state, count] of Object.entries(states)) metrics.queued.set({ queue, state }, count);
  }
}
