import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFailed } from 'vitest';
import { openDatabase } from '../../src/storage/database.ts';
import { declarationsOf } from '../../src/storage/declarations.ts';
import { freePort } from '../support/binaries.ts';
import { declare } from '../support/declare.ts';
import { startPlatforms, type Platforms } from '../support/platforms.ts';
import { ended, startProgram, type ProgramUnderTest } from '../support/program.ts';
import { waitFor } from '../support/wait-for.ts';

describe('npm start with its own database and real accounts', () => {
  const data = mkdtempSync(join(tmpdir(), 'ncovi-start-'));
  let port: number;
  let platforms: Platforms;
  let program: ProgramUnderTest;
  let settings: Record<string, string>;

  beforeAll(async () => {
    port = await freePort();
    platforms = await startPlatforms((channel) => `http://127.0.0.1:${port}/webhooks/${channel}`, {
      polled: true,
    });
    settings = { ...platforms.settings, PORT: String(port), DATA_DIR: data };
    program = startProgram('start', settings);
    await program.ready(90_000);
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
  });
  afterAll(async () => {
    await program.kill();
    await platforms.close();
    rmSync(data, { recursive: true, force: true });
  });

  it('takes declarations from both bots by polling and one from Zalo by webhook, and stores them', async () => {
    onTestFailed(() => {
      console.log(program.output());
    });
    const people = [
      platforms.telegram.person({ firstName: 'Hoa', languageCode: 'vi' }),
      platforms.zalo.person(),
      platforms.zaloBot.person(),
    ];
    const receipts = await Promise.all(people.map((person) => declare(person)));
    const db = openDatabase({ socketFolder: join(data, 'run') });
    for (const [i, { urn }] of people.entries()) {
      await waitFor('the row', async () => (await declarationsOf(db, urn, 5)).length > 0);
      const rows = await declarationsOf(db, urn, 5);
      expect(rows.map((row) => row.receipt)).toEqual([receipts[i]]);
      expect(rows[0]).toMatchObject({ name: 'Nguyễn Thị Hoa', area_path: ['75', '731', '26008'] });
    }
    await db.destroy();
  });

  it('mounts no emulator beside real accounts', async () => {
    for (const path of ['/try/', '/emulators/telegram/', '/emulators/zalo/v4/oa/permission']) {
      expect((await fetch(`http://127.0.0.1:${port}${path}`)).status).toBe(404);
    }
  });

  it('counts what it does, and logs no words, names or numbers', async () => {
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect(metrics).toMatch(/ncovi_inbound_total\{channel="telegram"\} \d+/);
    expect(metrics).toMatch(/ncovi_declarations_stored_total\{level="0"\} 3/);
    const log = program.output();
    expect(log).toContain('declaration_stored');
    for (const secret of [
      'Nguyễn',
      'Hoa',
      '912345678',
      '0912',
      platforms.settings['TELEGRAM_BOT_TOKEN'] ?? '',
      platforms.settings['ZALO_BOT_TOKEN'] ?? '',
    ]) {
      expect(log).not.toContain(secret);
    }
  });

  it('keeps its key to itself', () => {
    expect(statSync(join(data, 'field-key')).mode & 0o777).toBe(0o600);
    expect(statSync(join(data, 'run')).mode & 0o777).toBe(0o700);
  });

  it('refuses a second start on the same folder, in a sentence', async () => {
    const second = startProgram('start', { ...settings, PORT: String(await freePort()) });
    expect(await ended(second)).toBe(1);
    expect(second.output()).toBe(
      `ncovi-chat cannot start: another ncovi-chat uses the folder ${data}. ` +
        'Stop it first, or set DATA_DIR to another folder.\n',
    );
    await second.stop();
  });

  it('ends in peace, and remembers at the next start', async () => {
    expect(await program.stop()).toBe(0);
    expect(program.output()).toContain('"event":"stopped"');
    program = startProgram('start', settings);
    await program.ready();
    const db = openDatabase({ socketFolder: join(data, 'run') });
    const { rows } = await db
      .selectFrom('declarations')
      .select(({ fn }) => fn.countAll<string>().as('rows'))
      .executeTakeFirstOrThrow();
    expect(rows).toBe('3');
    await db.destroy();
  });
});

describe('a program that cannot start', () => {
  const data = mkdtempSync(join(tmpdir(), 'ncovi-cannot-'));
  afterAll(() => {
    rmSync(data, { recursive: true, force: true });
  });

  it('says which settings are missing or wrong, and nothing else', async () => {
    const program = startProgram('serve', { PORT: 'x', DATABASE_URL: 'postgres://u:p4ssw0rd@h/d' });
    expect(await ended(program)).toBe(1);
    expect(program.output()).toMatch(/^ncovi-chat cannot start: 3 settings are missing or wrong\./);
    expect(program.output()).toContain('PORT must be a port number from 0 to 65535.');
    expect(program.output()).toContain('REDIS_URL must be set for npm run serve');
    expect(program.output()).toContain('FIELD_KEY must be set together with DATABASE_URL');
    expect(program.output()).not.toMatch(/p4ssw0rd|\bat .*:\d+/);
    await program.stop();
  });

  it('says that its port is taken', async () => {
    const server = createServer();
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const program = startProgram('start', { PORT: String(port), DATA_DIR: data });
    expect(await ended(program)).toBe(1);
    expect(program.output()).toContain(`port ${port} is taken by another program. Set PORT to a free one.`);
    server.close();
    await program.stop();
  });
});
