import fastify, { type FastifyInstance } from 'fastify';

/** An emulator on a port of its own, for tests: gives its root and a way to end it. */
export async function serveAlone(
  emulator: { plugin: (app: FastifyInstance) => Promise<void> },
  port = 0,
): Promise<{ root: string; close: () => Promise<void> }> {
  const app = fastify({ forceCloseConnections: true });
  await app.register(emulator.plugin);
  const root = await app.listen({ host: '127.0.0.1', port });
  return { root, close: () => app.close() };
}
