import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadAreaMap } from '../../src/assets/areas.ts';
import { verifyPassword } from '../../src/console/password.ts';
import { makeDemoAccounts, retireDemoAccounts } from '../../src/runtime/demo-accounts.ts';
import { storeAreas } from '../../src/storage/areas.ts';
import { takeAttempt } from '../../src/storage/sign-in-attempts.ts';
import { findVisitor, openSession } from '../../src/storage/staff-sessions.ts';
import { findStaffNamed } from '../../src/storage/staff.ts';
import { hasPostgres } from '../support/postgres.ts';
import { ended, startProgram } from '../support/program.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

describe.skipIf(!hasPostgres())('npm run staff', () => {
  let database: TestDatabase;
  let settings: Record<string, string>;
  beforeAll(async () => {
    database = await createTestDatabase();
    settings = { DATABASE_URL: database.url, FIELD_KEY: randomBytes(32).toString('base64') };
  });
  afterAll(() => database.drop());

  async function staff(...args: string[]): Promise<{ code: number; output: string }> {
    const program = startProgram('staff', settings, args);
    const code = await ended(program);
    await program.stop();
    return { code, output: program.output() };
  }

  const stored = async (username: string) =>
    database.db.selectFrom('staff').selectAll().where('username', '=', username).executeTakeFirstOrThrow();
  const trail = async () =>
    (await database.db.selectFrom('audit').select('action').orderBy('id').execute()).map(
      ({ action }) => action,
    );
  const add = ['add', '--username', 'tram.tanhiep', '--name', 'Ngô Thị Mai', '--role', 'officer'];

  it('says what it can do', async () => {
    const wrong = [[], ['add'], ['list', 'x', 'y'], ['list', '--role', 'admin']];
    for (const { code, output } of await Promise.all(wrong.map((args) => staff(...args)))) {
      expect(code).toBe(2);
      expect(output).toContain('npm run staff -- add --username');
    }
  });

  it('makes the units of a province, once', async () => {
    const early = await staff(...add, '--unit', 'station', '--area', '26008');
    expect(early).toMatchObject({ code: 1, output: expect.stringContaining('units --make') as string });
    expect((await staff('units', '--make', '03')).code).toBe(1);
    expect(await staff('units', '--make', '75')).toMatchObject({ code: 0 });
    expect((await staff('units', '--make', '75')).output).toContain('0 made.');
    expect((await staff('units')).output).toContain('Trung tâm Y tế Thành phố Biên Hòa');
  });

  it('adds an account where it makes sense, and shows a password it made up once', async () => {
    const wrong = await staff(
      'add',
      '--username',
      'A b',
      '--name',
      'x',
      '--role',
      'officer',
      '--unit',
      'cdc',
      '--area',
      '75',
    );
    expect(wrong.code).toBe(1);
    const outside = ['--role', 'officer', '--unit', 'communications', '--area', '75'];
    expect((await staff('add', '--username', 'sotttt', '--name', 'x', ...outside)).code).toBe(1);

    const { code, output } = await staff(...add, '--unit', 'station', '--area', '26008');
    expect(code).toBe(0);
    const password = /shown this once: ([a-z2-9-]{19})/.exec(output)?.[1] ?? '';
    expect(await verifyPassword(password, (await stored('tram.tanhiep')).password)).toBe(true);
    expect((await staff(...add, '--unit', 'station', '--area', '26008')).code).toBe(1);
    const { output: listed } = await staff('list');
    expect(listed).toMatch(
      /^tram\.tanhiep\tofficer\tactive\t-\tnever\tNgô Thị Mai\tTrạm y tế Phường Tân Hiệp$/m,
    );
    expect(await trail()).toEqual(['units_made', 'staff_added']);
  });

  it('disables, enables, unlocks, and gives a new password that ends all sessions', async () => {
    const { db } = database;
    const { id } = (await findStaffNamed(db, 'tram.tanhiep')) ?? { id: '' };
    const now = Date.now();
    const session = await openSession(db, { staff: id, address: '::1', agent: '' }, now);
    for (let i = 0; i < 5; i++) await takeAttempt(db, { staff: id }, now);
    expect((await staff('list')).output).toContain('locked');
    expect(await staff('unlock', 'tram.tanhiep')).toMatchObject({ code: 0 });
    expect((await stored('tram.tanhiep')).locked_until).toBeNull();

    const before = (await stored('tram.tanhiep')).password;
    const { output } = await staff('password', 'tram.tanhiep');
    const after = (await stored('tram.tanhiep')).password;
    expect(after).not.toBe(before);
    expect(await verifyPassword(/once: ([a-z2-9-]{19})/.exec(output)?.[1] ?? '', after)).toBe(true);
    expect(await findVisitor(db, session, Date.now())).toBeNull();

    expect((await staff('disable', 'tram.tanhiep')).code).toBe(0);
    expect((await staff('disable', 'tram.tanhiep')).output).toContain('Nothing to do');
    expect((await stored('tram.tanhiep')).disabled_at).not.toBeNull();
    expect((await staff('enable', 'tram.tanhiep')).code).toBe(0);
    expect((await staff('reset-totp', 'tram.tanhiep')).output).toContain('Nothing to do');
    expect((await staff('disable', 'nobody')).code).toBe(1);
    const done = ['staff_unlocked', 'password_reset', 'staff_disabled', 'staff_enabled'];
    expect((await trail()).slice(-4)).toEqual(done);
  });
});

describe.skipIf(!hasPostgres())('accounts to try the console with', () => {
  let database: TestDatabase;
  const dataDir = mkdtempSync(join(tmpdir(), 'ncovi-demo-'));
  const config = { dataDir, adminVersion: '2020', homeArea: '75' } as const;
  beforeAll(async () => {
    database = await createTestDatabase();
    await storeAreas(database.db, '2020', loadAreaMap('2020'));
  });
  afterAll(async () => {
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('are made once, with passwords nobody else may read', async () => {
    const { db } = database;
    const made = await makeDemoAccounts(db, config);
    expect(made?.map(({ role, unit }) => [role, unit.kind])).toEqual([
      ['admin', 'cdc'],
      ['officer', 'cdc'],
      ['officer', 'station'],
      ['communications', 'communications'],
    ]);
    expect(statSync(join(dataDir, 'demo-accounts')).mode & 0o777).toBe(0o600);
    expect(await makeDemoAccounts(db, config)).toEqual(made);
    expect(await makeDemoAccounts(db, { ...config, homeArea: '03' })).toBeNull();
    for (const { username, password } of made ?? []) {
      const row = await takeAttempt(db, { username }, Date.now());
      expect(await verifyPassword(password, row?.password ?? null)).toBe(true);
    }
  });

  it('get new passwords when the file is gone, are disabled beside real accounts, and come back', async () => {
    const { db } = database;
    const before = await makeDemoAccounts(db, config);
    rmSync(join(dataDir, 'demo-accounts'));
    const [admin] = (await makeDemoAccounts(db, config)) ?? [];
    expect(admin?.password).not.toBe(before?.[0]?.password);
    const row = await takeAttempt(db, { username: 'demo.admin' }, Date.now());
    expect(await verifyPassword(admin?.password ?? '', row?.password ?? null)).toBe(true);
    await retireDemoAccounts(db);
    expect((await findStaffNamed(db, 'demo.admin'))?.disabledAt).not.toBeNull();
    await makeDemoAccounts(db, config);
    expect((await findStaffNamed(db, 'demo.admin'))?.disabledAt).toBeNull();
    writeFileSync(join(dataDir, 'demo-accounts'), 'nonsense');
    await expect(makeDemoAccounts(db, config)).rejects.toThrow('Remove it');
  });
});
