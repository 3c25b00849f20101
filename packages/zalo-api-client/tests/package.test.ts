import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as source from '../src/index.ts';

const here = join(import.meta.dirname, '..');
const require = createRequire(import.meta.url);
let folder: string;
let consumer: string;

/** What `npm publish ./dist` would send, installed by npm in a folder of its own. No network. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zalo-api-client-'));
  const dist = join(folder, 'dist');
  execFileSync(process.execPath, [join(here, 'build.ts'), dist]);
  const npm = (cwd: string, ...args: string[]) =>
    execFileSync('npm', [...args, '--offline', '--ignore-scripts'], { cwd, stdio: 'pipe' });
  const zod = dirname(require.resolve('zod/package.json'));
  npm(folder, 'pack', dist, zod, '--pack-destination', folder);
  consumer = join(folder, 'consumer');
  const modules = join(consumer, 'node_modules');
  mkdirSync(consumer);
  const tarballs = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  npm(consumer, 'install', '--no-audit', '--no-fund', ...tarballs.map((name) => join(folder, name)));
  symlinkSync(dirname(dirname(require.resolve('@types/node/package.json'))), join(modules, '@types'));
}, 180_000);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('the tarball holds JavaScript with its declarations, the examples, and no test or workspace field', () => {
  const root = join(consumer, 'node_modules/zalo-api-client');
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(root, join(parentPath, name)));
  const modules = readdirSync(join(here, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -3));
  const examples = readdirSync(join(here, 'examples')).filter((file) => file.endsWith('.ts'));
  expect(files.sort()).toEqual(
    [
      ...['LICENSE', 'README.md', 'package.json'],
      ...modules.flatMap((module) => [`${module}.js`, `${module}.d.ts`]),
      ...examples.map((file) => `examples/${file}`),
    ].sort(),
  );
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
  expect(manifest).toMatchObject({
    name: 'zalo-api-client',
    license: 'MIT',
    type: 'module',
    exports: { '.': { types: './index.d.ts', default: './index.js' } },
    dependencies: { zod: expect.any(String) as string },
  });
  for (const field of ['private', 'scripts', 'files', 'devDependencies', 'peerDependencies'])
    expect(manifest).not.toHaveProperty(field);
  expect(Object.keys(manifest['dependencies'] as object)).toEqual(['zod']);
});

test('plain Node imports it and finds what the source exports', () => {
  writeFileSync(
    join(consumer, 'run.mjs'),
    `import * as zalo from 'zalo-api-client';
     const body = '{"event_name":"follow","oa_id":"1","follower":{"id":246845883529197922},"timestamp":"1"}';
     const keys = { appId: '1', oaSecretKey: 's' };
     const verdict = zalo.verifyOaSignature(Buffer.from(body), zalo.signOaBody(body, keys), keys);
     const { event } = zalo.parseOaEvent(body);
     process.stdout.write(JSON.stringify([Object.keys(zalo).sort(), verdict.ok, event.follower.id]));`,
  );
  const output = execFileSync(process.execPath, ['run.mjs'], { cwd: consumer, encoding: 'utf8' });
  expect(JSON.parse(output)).toEqual([Object.keys(source).sort(), true, '246845883529197922']);
});

test('the README speaks of every export and every method', () => {
  const readme = readFileSync(join(here, 'README.md'), 'utf8');
  const methods = [
    source.createOaClient({ accessToken: () => 'x' }),
    source.createOauthClient({ appId: '1', appSecret: 's' }),
    source.createBotClient({ token: '1:x' }),
  ].flatMap((client) => Object.keys(client));
  expect(methods.length).toBeGreaterThan(30);
  const names = [...Object.keys(source), ...methods];
  expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(readme))).toEqual([]);
});

/** What the pieces of the README take for granted. */
const granted = `
  import { readFile } from 'node:fs/promises';
  declare const request: import('node:http').IncomingMessage;
  declare const tokens: { current(): string }, stored: { refreshToken: string };
  declare const appId: string, appSecret: string, oaSecretKey: string, secretToken: string, token: string;
  declare const redirectUri: string, code: string, userId: string, templateId: string;
  declare const templateData: Record<string, string>;
  declare const rawBody: Buffer;
  declare const oa: import('zalo-api-client').OaClient, bot: import('zalo-api-client').BotClient;
  declare function handle(update: import('zalo-api-client').BotKnownUpdate): Promise<void>;
  declare function tryAgainLater(): Promise<void>;`;

/** Each piece of code in the README as a module: its imports, what it takes for granted, and the rest as a function. */
function readmeModules(): string[] {
  const readme = readFileSync(join(here, 'README.md'), 'utf8');
  return Array.from(readme.matchAll(/```ts\n([^]*?)```/g), ([, code = '']) => {
    const imports = code.split('\n').filter((line) => line.startsWith('import '));
    const rest = code.split('\n').filter((line) => !line.startsWith('import '));
    return [...imports, granted, 'export async function piece() {', ...rest, '}'].join('\n');
  });
}

test('a consumer, the examples and the README type-check against the declarations', () => {
  writeFileSync(
    join(consumer, 'use.mts'),
    `import { createOaClient, parseOaEvent, ZaloApiError, type OaEvent, type SentMessage } from 'zalo-api-client';
     export const send = (): Promise<SentMessage> =>
       createOaClient({ accessToken: () => 'x' }).sendText({ userId: '1', text: 'a' });
     export function textOf(event: OaEvent): string | undefined {
       return event.known && event.event_name === 'user_send_text' ? event.message.text : undefined;
     }
     const result = parseOaEvent('');
     export const reason: string = result.ok ? result.event.event_name : result.reason;
     export const isGone = (error: unknown) => error instanceof ZaloApiError && error.action === 'stop_contact';
     // @ts-expect-error a text message has a text
     void createOaClient({ accessToken: () => 'x' }).sendText({ userId: '1' });`,
  );
  for (const file of readdirSync(join(here, 'examples')).filter((name) => name.endsWith('.ts'))) {
    cpSync(join(here, 'examples', file), join(consumer, file.replace('.ts', '.mts')));
  }
  const pieces = readmeModules();
  expect(pieces.length).toBeGreaterThan(9);
  for (const [nth, code] of pieces.entries()) writeFileSync(join(consumer, `readme-${nth}.mts`), code);
  const tsc = require.resolve('typescript/lib/tsc.js');
  const flags = [
    '--noEmit',
    '--strict',
    '--module',
    'nodenext',
    '--target',
    'es2024',
    '--types',
    'node',
    '--skipLibCheck',
  ];
  const files = readdirSync(consumer).filter((name) => name.endsWith('.mts'));
  const run = () =>
    execFileSync(process.execPath, [tsc, ...flags, ...files], { cwd: consumer, encoding: 'utf8' });
  expect(run()).toBe('');
}, 180_000);
