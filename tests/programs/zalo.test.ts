import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFieldCrypto } from '../../src/storage/field-crypto.ts';
import { findZaloGrant } from '../../src/storage/zalo-grants.ts';
import { freePort } from '../support/binaries.ts';
import { startPlatforms, type Platforms } from '../support/platforms.ts';
import { hasPostgres } from '../support/postgres.ts';
import { startProgram } from '../support/program.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { waitFor } from '../support/wait-for.ts';

const folder = mkdtempSync(join(tmpdir(), 'ncovi-zalo-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs `npm run zalo` with these settings and no others; `answers` is asked with all it has written so far. */
async function zalo(
  args: string[],
  settings: Record<string, string>,
  answers: (output: string) => (string | Promise<string>)[] = () => [],
): Promise<{ code: number | null; output: string }> {
  const program = fileURLToPath(new URL('../../src/zalo.ts', import.meta.url));
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', HOME: folder, ...settings },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await Promise.race([
    ended,
    waitFor('the question', () => /(Address|shown\)): /.test(output), { timeout: 50_000 }),
  ]);
  for (const answer of answers(output)) child.stdin.write(`${await answer}\n`);
  child.stdin.end();
  return { code: await ended, output };
}

/** An administrator opens the link and agrees; gives the address the browser ends at. */
async function consent(output: string): Promise<string> {
  const link = /http\S+\/v4\/oa\/permission\S+/.exec(output)?.[0] ?? '';
  const answer = await fetch(link, { redirect: 'manual' });
  return answer.headers.get('location') ?? '';
}

describe('npm run zalo', () => {
  it('says what it can do, and takes no token from the command line', async () => {
    const settings = { ZALO_APP_ID: '1', ZALO_APP_SECRET: 's', ZALO_OA_ID: '2', ZALO_OA_SECRET_KEY: 'k' };
    const { code, output } = await zalo(['set-refresh-token', 'a-token'], settings);
    expect(code).toBe(1);
    expect(output).toContain('npm run zalo -- authorise [--redirect-uri https://…]');
    expect(output).toContain('never given on the command line');
    expect(output).not.toContain('a-token');
  });
});

describe.skipIf(!hasPostgres())('npm run zalo with a database (needs initdb and postgres)', () => {
  let platforms: Platforms;
  let database: TestDatabase;
  let settings: Record<string, string>;
  let seed: string;
  beforeAll(async () => {
    platforms = await startPlatforms(() => 'http://127.0.0.1:9/');
    database = await createTestDatabase();
    const { ZALO_REFRESH_TOKEN = '', ...others } = platforms.settings;
    seed = ZALO_REFRESH_TOKEN;
    settings = {
      ...Object.fromEntries(Object.entries(others).filter(([name]) => name.startsWith('ZALO_'))),
      DATABASE_URL: database.url,
      FIELD_KEY: randomBytes(32).toString('base64'),
      PUBLIC_URL: 'https://khaibao.example.vn',
    };
  });
  afterAll(async () => {
    await platforms.close();
    await database.drop();
  });

  const stored = () =>
    findZaloGrant(
      database.db,
      settings['ZALO_APP_ID'] ?? '',
      createFieldCrypto(Buffer.from(settings['FIELD_KEY'] ?? '', 'base64')),
    );

  it('tells that there is no grant', async () => {
    const { code, output } = await zalo(['status'], settings);
    expect(code).toBe(1);
    expect(output).toContain('Grant: none');
    expect(output).toContain('npm run zalo -- authorise');
  });

  it('stores nothing when the consent is for another account', async () => {
    const other = { ...settings, ZALO_OA_ID: '4711' };
    const { code, output } = await zalo(['authorise'], other, (said) => [consent(said)]);
    expect(code).toBe(1);
    expect(output).toContain('but ZALO_OA_ID is 4711');
    const token = await zalo(['set-refresh-token'], other, () => [seed]);
    expect(token.code).toBe(1);
    expect(token.output).toContain('but ZALO_OA_ID is 4711. Nothing was changed.');
    expect(await stored()).toBeNull();
  });

  it('gets a grant by consent, and asks again while something else is pasted', async () => {
    const { code, output } = await zalo(['authorise'], settings, (said) => [
      'no address',
      'https://khaibao.example.vn/zalo/callback?oa_id=1',
      'https://oauth.zaloapp.com/v4/permission/error?error_code=-14003',
      'https://khaibao.example.vn/zalo/callback?code=abc&oa_id=1&state=of-another-link',
      consent(said),
    ]);
    expect(output).toContain('redirect_uri=https%3A%2F%2Fkhaibao.example.vn%2Fzalo%2Fcallback');
    for (const sentence of [
      'This is no address.',
      'This address has no code= in it.',
      'the callback URL saved on developers.zalo.me is not https://khaibao.example.vn/zalo/callback',
      'This address comes from another link.',
      `Done. This installation speaks for the Official Account ${settings['ZALO_OA_ID'] ?? ''}, NCOVI.`,
    ]) {
      expect(output).toContain(sentence);
    }
    expect(code).toBe(0);
    const grant = await stored();
    expect(platforms.zalo.tokens.check(grant?.accessToken ?? '')).toBe('good');
    expect(output).not.toContain(grant?.accessToken);
    expect(output).not.toContain(grant?.refreshToken);
    const status = await zalo(['status'], settings);
    expect(status.output).toContain('Grant: good');
    expect(status.output).not.toContain(grant?.accessToken);
    expect(status.code).toBe(0);
  });

  it('says what to do when Zalo does not take what it is given', async () => {
    const code = await zalo(['authorise'], settings, () => ['A-code-that-Zalo-never-gave-anybody']);
    expect(code.output).toContain('good once, for ten minutes; run this again');
    const token = await zalo(['set-refresh-token'], settings, () => [seed]);
    expect(token.output).toContain('Take a new refresh token from the API Explorer.');
    expect(token.output).not.toContain(seed);
    expect((await stored())?.generation).toBe(1);
  });

  it('names another key and a database without tables', async () => {
    const otherKey = { ...settings, FIELD_KEY: randomBytes(32).toString('base64') };
    expect((await zalo(['status'], otherKey)).output).toContain('sealed under another FIELD_KEY');
    const empty = { ...settings, DATABASE_URL: database.url.replace(/[^/]*$/, 'template1') };
    expect((await zalo(['status'], empty)).output).toContain('Run npm run migrate first.');
  });
});

describe('npm run zalo beside npm start', () => {
  it('mends the grant in its database while it runs', async () => {
    const platforms = await startPlatforms(() => 'http://127.0.0.1:9/');
    const isNeeded = (name: string) => name.startsWith('ZALO_') && name !== 'ZALO_REFRESH_TOKEN';
    const zaloSettings = Object.fromEntries(
      Object.entries(platforms.settings).filter(([name]) => isNeeded(name)),
    );
    const dataDir = mkdtempSync(join(tmpdir(), 'ncovi-data-'));
    const settings = { ...zaloSettings, DATA_DIR: dataDir, PORT: String(await freePort()) };
    const start = startProgram('start', settings);
    await start.ready(150_000);
    await waitFor('the alarm', () => start.output().includes('"event":"zalo_grant_none"'), {
      timeout: 60_000,
    });
    const uri = ['--redirect-uri', 'http://127.0.0.1/callback'];
    const { output, code } = await zalo(['authorise', ...uri], settings, (said) => [consent(said)]);
    expect(output).toContain('Done.');
    expect(code).toBe(0);
    expect((await zalo(['status'], settings)).output).toContain('Grant: good');
    expect(await start.stop()).toBe(0);
    await platforms.close();
    rmSync(dataDir, { recursive: true, force: true });
  }, 300_000);
});
