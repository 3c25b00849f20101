import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAddressLimit } from '../../src/console/address-limit.ts';
import { confirmPassword } from '../../src/console/confirm-password.ts';
import { signIn, signInWithCode, type SignIn, type SignInContext } from '../../src/console/sign-in.ts';
import { newTotp, showTotp, totpStep } from '../../src/console/totp.ts';
import { createFieldCrypto } from '../../src/storage/field-crypto.ts';
import { forgetFailures } from '../../src/storage/sign-in-attempts.ts';
import { findVisitor } from '../../src/storage/staff-sessions.ts';
import { offerTotp, startTotp } from '../../src/storage/staff-totp.ts';
import { disableStaff, setPassword } from '../../src/storage/staff.ts';
import { makeDongNai, makeStaff, PASSWORD, unitOf } from '../support/a-staff.ts';
import { hasPostgres } from '../support/postgres.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { testLogger } from '../support/test-logger.ts';

const NOON = Date.UTC(2020, 3, 1, 5);
const MINUTE = 60_000;
const where = { address: '203.0.113.7', agent: 'Firefox' };
const refused: SignIn = { outcome: 'refused' };

describe.skipIf(!hasPostgres())('signing in', () => {
  let database: TestDatabase;
  let context: SignInContext;
  let unit: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    await makeDongNai(database.db);
    unit = (await unitOf(database.db)).id;
  });
  beforeEach(() => {
    const crypto = createFieldCrypto(randomBytes(32));
    context = { db: database.db, crypto, logger: testLogger(), limit: createAddressLimit() };
  });
  afterAll(() => database.drop());

  const tryIn = (username: string, password = PASSWORD, now = NOON) =>
    signIn(context, { username, password, ...where }, now);

  async function trail(subject: string): Promise<unknown[]> {
    const lines = await database.db
      .selectFrom('audit')
      .select(['action', 'detail', 'area_path'])
      .where((is) => is.or([is('subject_id', '=', subject), is('staff', '=', subject)]))
      .orderBy('id')
      .execute();
    return lines.map(({ action, detail }) => [action, ...Object.values(detail)].join(' '));
  }

  it('takes name and password, the name in any case, and opens a session', async () => {
    const { id, username } = await makeStaff(database.db, unit);
    const done = await tryIn(username.toUpperCase());
    expect(done.outcome).toBe('in');
    const token = done.outcome === 'in' ? done.token : '';
    expect(await findVisitor(database.db, token, NOON)).toMatchObject({ staff: id });
    expect(await trail(id)).toEqual(['signed_in']);
  });

  it('refuses a wrong password, an unknown name and a disabled account with the same answer', async () => {
    const one = await makeStaff(database.db, unit);
    const other = await makeStaff(database.db, unit);
    await disableStaff(database.db, other.id, NOON);
    expect(await tryIn(one.username, 'something else')).toEqual(refused);
    expect(await tryIn('nobody.here')).toEqual(refused);
    expect(await tryIn(other.username)).toEqual(refused);
    expect(await trail(one.id)).toEqual(['sign_in_failed password']);
    expect(await trail(other.id)).toEqual(['sign_in_failed disabled']);
  });

  it('locks an account at the fifth failure, for 15 minutes, and then twice as long each time', async () => {
    const { id, username } = await makeStaff(database.db, unit);
    for (let i = 0; i < 5; i++) expect(await tryIn(username, 'wrong')).toEqual(refused);
    expect(await tryIn(username)).toEqual(refused);
    expect(await tryIn(username, PASSWORD, NOON + 15 * MINUTE - 1)).toEqual(refused);
    expect(await tryIn(username, 'wrong', NOON + 15 * MINUTE)).toEqual(refused);
    expect(await tryIn(username, PASSWORD, NOON + 45 * MINUTE - 1)).toEqual(refused);
    expect((await tryIn(username, PASSWORD, NOON + 45 * MINUTE)).outcome).toBe('in');
    expect((await tryIn(username, 'wrong', NOON + 46 * MINUTE)).outcome).toBe('refused');
    expect((await tryIn(username, PASSWORD, NOON + 46 * MINUTE)).outcome).toBe('in');
    expect((await trail(id)).filter((line) => line === 'sign_in_failed locked')).toHaveLength(3);
  });

  it('looks at five passwords of many that come at once', async () => {
    const { username } = await makeStaff(database.db, unit);
    await Promise.all(Array.from({ length: 8 }, () => tryIn(username, 'wrong')));
    const row = await database.db
      .selectFrom('staff')
      .select(['failures', 'locked_until'])
      .where('username', '=', username)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ failures: 5, locked_until: new Date(NOON + 15 * MINUTE) });
  });

  it('opens a locked account for whoever was unlocked', async () => {
    const { id, username } = await makeStaff(database.db, unit);
    for (let i = 0; i < 5; i++) await tryIn(username, 'wrong');
    expect(await forgetFailures(database.db, id)).toBe(true);
    expect((await tryIn(username)).outcome).toBe('in');
    expect(await forgetFailures(database.db, id)).toBe(false);
  });

  it('keeps an address away that fails too often, whatever names it tries, and no other', async () => {
    context = { ...context, limit: createAddressLimit({ failures: 3, minutes: 15 }) };
    const { username } = await makeStaff(database.db, unit);
    for (let i = 0; i < 5; i++) expect((await tryIn(username)).outcome).toBe('in');
    for (let i = 0; i < 3; i++) expect(await tryIn(`nobody.${i}`)).toEqual(refused);
    expect(await tryIn(username)).toEqual({ outcome: 'slow' });
    const elsewhere = { ...where, address: '2001:db8::1' };
    expect((await signIn(context, { username, password: PASSWORD, ...elsewhere }, NOON)).outcome).toBe('in');
  });

  it('takes a whole IPv6 network for one address', async () => {
    const limit = createAddressLimit({ failures: 1, minutes: 15 });
    expect(await limit.take('2001:db8:1:2::7')).toBe(true);
    expect(await limit.take('2001:db8:1:2:3:4:5:6')).toBe(false);
    expect(await limit.take('2001:db8:1:3::7')).toBe(true);
    expect(await limit.take('::ffff:203.0.113.7')).toBe(true);
  });

  it('counts passwords that are asked for once more', async () => {
    const { id } = await makeStaff(database.db, unit);
    for (let i = 0; i < 4; i++) expect(await confirmPassword(database.db, id, 'wrong', NOON)).toBe(false);
    expect(await confirmPassword(database.db, id, PASSWORD, NOON)).toBe(true);
    expect(await confirmPassword(database.db, id, 'wrong', NOON)).toBe(false);
    expect(await confirmPassword(database.db, id, PASSWORD, NOON)).toBe(false);
  });

  describe('with one-time codes', () => {
    async function withCodes(): Promise<{ id: string; username: string; code: (now?: number) => string }> {
      const { id, username } = await makeStaff(database.db, unit);
      const sealed = newTotp(context.crypto, id);
      const { secret, qr } = await showTotp(context.crypto, { staff: id, sealed, username });
      expect(qr).toContain('<svg');
      const app = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) });
      const code = (now = NOON) => app.generate({ timestamp: now });
      await offerTotp(database.db, id, sealed);
      const step = totpStep(context.crypto, { staff: id, sealed }, code(NOON - MINUTE), NOON - MINUTE);
      await startTotp(database.db, { staff: id, step: step ?? 0 }, NOON - MINUTE);
      return { id, username, code };
    }

    async function firstStep(username: string, now = NOON): Promise<string> {
      const done = await tryIn(username, PASSWORD, now);
      if (done.outcome !== 'code') throw new Error(`No code was asked for: ${done.outcome}`);
      return done.pending;
    }

    const tryCode = (pending: string, code: string, now = NOON) =>
      signInWithCode(context, { pending, code, ...where }, now);

    it('asks for one after the password, and takes each code once', async () => {
      const { username, code } = await withCodes();
      const pending = await firstStep(username);
      const spaced = code().replace(/^.../, '$& ');
      expect((await tryCode(pending, spaced)).outcome).toBe('in');
      expect(await tryCode(pending, code())).toEqual(refused);
      expect(await tryCode(await firstStep(username), code())).toEqual(refused);
      expect((await tryCode(pending, code(NOON + 30_000), NOON + 30_000)).outcome).toBe('in');
      expect(await tryCode(pending, code(), NOON + 30_000)).toEqual(refused);
    });

    it('forgives a clock that is half a minute off, and no more', async () => {
      const { username, code } = await withCodes();
      const pending = await firstStep(username);
      expect(await tryCode(pending, code(NOON + MINUTE))).toEqual(refused);
      expect((await tryCode(pending, code(NOON + 30_000))).outcome).toBe('in');
    });

    it('locks after five wrong codes, though the password was right each time', async () => {
      const { username, code } = await withCodes();
      for (let i = 0; i < 5; i++) expect(await tryCode(await firstStep(username), '000000')).toEqual(refused);
      expect(await tryIn(username)).toEqual(refused);
      const later = NOON + 15 * MINUTE;
      const pending = await firstStep(username, later);
      expect((await tryCode(pending, code(later), later)).outcome).toBe('in');
    });

    it('lets five minutes pass between the two, and no new password', async () => {
      const { id, username, code } = await withCodes();
      const pending = await firstStep(username);
      const late = NOON + 5 * MINUTE + 1;
      expect(await tryCode(pending, code(late), late)).toEqual(refused);
      expect(await tryCode('v1.made-up', code())).toEqual(refused);
      await setPassword(database.db, id, '$argon2id$v=19$m=8,t=1,p=1$AAAA$AAAA');
      expect(await tryCode(pending, code())).toEqual(refused);
    });
  });
});
