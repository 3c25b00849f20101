import { createRequire } from 'node:module';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import folder from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const require = createRequire(import.meta.url);
/** What pages load, each from the package it comes with. */
const kept = [
  require.resolve('@tabler/core/dist/css/tabler.min.css'),
  require.resolve('htmx.org/dist/htmx.min.js'),
];

/** Style sheets and scripts: ours from the folder files/, Tabler's and htmx's from their packages. */
export async function files(app: FastifyInstance): Promise<void> {
  await app.register(folder, {
    root: fileURLToPath(new URL('./files/', import.meta.url)),
    maxAge: '1h',
    immutable: false,
  });
  for (const file of kept) {
    app.get(`/${basename(file)}`, (_request, reply) => reply.sendFile(basename(file), dirname(file)));
  }
}
