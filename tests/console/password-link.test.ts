import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PASSWORD_LINK_LIMIT } from '../../src/storage/password-links.ts';
import { openTestConsole, textOf, type Browser, type TestConsole } from '../support/console-browser.ts';
import { makeDongNai, makeStaff, PASSWORD, unitOf } from '../support/a-staff.ts';
import { markWords } from '../support/kept-logs.ts';
import { hasPostgres } from '../support/postgres.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

type Account = Awaited<ReturnType<typeof makeStaff>>;
const NEW = 'cầu Hóa An bắc qua sông';

describe.skipIf(!hasPostgres())('a forgotten password (needs initdb and postgres)', () => {
  let database: TestDatabase;
  let opened: TestConsole;
  let admin: Account;
  let officer: Account;
  let browser: Browser;
  beforeAll(async () => {
    database = await createTestDatabase();
    await makeDongNai(database.db);
    markWords('secret', NEW);
  });
  beforeEach(async () => {
    const { db } = database;
    opened = await openTestConsole(db, { publicUrl: 'https://khaibao.example.vn' });
    admin = await makeStaff(db, (await unitOf(db, 'district_centre', '731')).id, { role: 'admin' });
    officer = await makeStaff(db, (await unitOf(db)).id);
    browser = await opened.signIn(admin.username);
  });
  afterAll(() => database.drop());

  const reset = (whom: Account, by: Browser = browser) => by.send(`/console/staff/${whom.id}/reset-password`);
  async function linkFor(whom: Account, by: Browser = browser): Promise<string> {
    const made = await reset(whom, by);
    const link =
      /https:\/\/khaibao\.example\.vn(\/console\/new-password\/[\w-]{43})"/.exec(made.body)?.[1] ?? '';
    markWords('secret', link.slice(-43));
    return link;
  }
  const guest = (address = '198.51.100.20') => opened.browser(address);
  const signIn = async (password: string) =>
    (await guest('198.51.100.21').send('/console/sign-in', { username: officer.username, password }))
      .statusCode;
  const audit = (subject: string) =>
    database.db
      .selectFrom('audit')
      .select(['action', 'staff'])
      .where('subject_id', '=', subject)
      .where('action', 'like', 'password%')
      .orderBy('id')
      .execute();

  it('is set anew by a link of the admin: old sessions end, the old password too, and both are in the trail', async () => {
    const theirs = await opened.signIn(officer.username);
    const link = await linkFor(officer);
    expect((await theirs.get('/console/account')).statusCode).toBe(303);
    expect((await browser.get('/console/staff')).body).not.toContain(link);
    const page = textOf(await guest().get(link));
    expect(page).toContain(`Chào ${officer.name}`);
    expect(page).toContain(officer.username);
    // Until the new one is set the old one holds.
    const between = await opened.signIn(officer.username);
    const done = await guest().send(link, { password: NEW });
    expect(done.headers['location']).toBe('/console/sign-in');
    expect((await between.get('/console/account')).statusCode).toBe(303);
    expect([await signIn(PASSWORD), await signIn(NEW)]).toEqual([401, 303]);
    expect(await audit(officer.id)).toEqual([
      { action: 'password_link_made', staff: admin.id },
      { action: 'password_set_by_link', staff: officer.id },
    ]);
    const trail = textOf(await browser.get(`/console/audit?subject=${officer.id}`));
    expect(trail).toContain('Tạo đường dẫn đặt lại mật khẩu');
    expect(trail).toContain('Đặt mật khẩu mới bằng đường dẫn');
  });

  it('is not set by what no password may be', async () => {
    const link = await linkFor(officer);
    for (const password of ['ngắn', `${officer.username} ${officer.username}`, 'a'.repeat(200)]) {
      const answer = await guest().send(link, { password });
      expect(answer.statusCode).toBe(422);
      expect(answer.body).toContain('id="password-error"');
    }
    expect((await guest().send(link, {})).statusCode).toBe(400);
    expect((await guest().post(link, { password: NEW })).statusCode).toBe(403);
    expect(await signIn(PASSWORD)).toBe(303);
  });

  it('is not set by a link that was used, is too old, guessed, or came before another', async () => {
    const used = await linkFor(officer);
    await guest().send(used, { password: NEW });
    const first = await linkFor(officer);
    const second = await linkFor(officer);
    const refused = [used, first, '/console/new-password/x', `/console/new-password/${'A'.repeat(43)}`];
    for (const link of refused) {
      expect((await guest().get(link)).statusCode).toBe(404);
      expect((await guest().send(link, { password: PASSWORD })).statusCode).toBe(404);
    }
    opened.at += PASSWORD_LINK_LIMIT;
    expect((await guest().get(second)).statusCode).toBe(404);
  });

  it('is not set once the account, or who made the link, is disabled, or the password was changed otherwise', async () => {
    const { db } = database;
    const colleague = await opened.signIn(
      (await makeStaff(db, (await unitOf(db, 'district_centre', '731')).id, { role: 'admin' })).username,
    );
    const ofDisabled = await linkFor(officer);
    await browser.send(`/console/staff/${officer.id}/disable`);
    expect((await guest().get(ofDisabled)).statusCode).toBe(404);
    await browser.send(`/console/staff/${officer.id}/enable`);
    expect((await guest().get(ofDisabled)).statusCode).toBe(404);

    const changed = await linkFor(officer);
    const theirs = await opened.signIn(officer.username);
    await theirs.send('/console/account/password', { current: PASSWORD, password: NEW });
    expect(await signIn(NEW)).toBe(303);
    expect((await guest().get(changed)).statusCode).toBe(404);

    const byDisabled = await linkFor(officer);
    await colleague.send(`/console/staff/${admin.id}/disable`);
    expect((await guest().get(byDisabled)).statusCode).toBe(404);
  });

  it('is reset by admins alone, for accounts of their units, never their own or a disabled one', async () => {
    const { db } = database;
    const stranger = await makeStaff(db, (await unitOf(db, 'district_centre', '732')).id, { role: 'admin' });
    expect((await reset(officer, await opened.signIn(stranger.username))).statusCode).toBe(404);
    expect((await reset(stranger)).statusCode).toBe(404);
    expect((await browser.send('/console/staff/x/reset-password')).statusCode).toBe(404);
    expect((await reset(admin)).statusCode).toBe(409);
    const viewer = await makeStaff(db, (await unitOf(db, 'district_centre', '731')).id);
    expect((await reset(officer, await opened.signIn(viewer.username))).statusCode).toBe(403);
    expect((await reset(officer, opened.browser())).statusCode).toBe(303);
    await browser.send(`/console/staff/${officer.id}/disable`);
    expect((await reset(officer)).statusCode).toBe(409);
    expect((await browser.post(`/console/staff/${officer.id}/reset-password`, {})).statusCode).toBe(403);
    const links = await db
      .selectFrom('password_links')
      .select('id')
      .where('staff', '=', officer.id)
      .execute();
    expect(links).toEqual([]);
  });

  it('gives nobody a way to see people: an office of sums resets no health account below it', async () => {
    const { db } = database;
    const office = await unitOf(db, 'communications', '75');
    const station = await db
      .insertInto('units')
      .values({
        ...{ name: 'Trạm thử', kind: 'station', parent: office.id, phone: null, twin: true },
        ...{ area_version: '2020', area_path: ['75', '731', '26011'] },
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const below = await makeStaff(db, station.id);
    const press = await opened.signIn((await makeStaff(db, office.id, { role: 'admin' })).username);
    expect((await reset(below, press)).statusCode).toBe(403);
    expect((await press.get('/console/staff')).body).not.toContain(`${below.id}/reset-password`);
    const speaker = await makeStaff(db, office.id, { role: 'communications' });
    expect((await reset(speaker, press)).statusCode).toBe(200);
  });

  it('does not take the one-time code away', async () => {
    const { db } = database;
    await db
      .updateTable('staff')
      .set({ totp: 'sealed', totp_since: new Date(0) })
      .where('id', '=', officer.id)
      .execute();
    await guest().send(await linkFor(officer), { password: NEW });
    const answer = await guest().send('/console/sign-in', { username: officer.username, password: NEW });
    expect(answer.headers['location']).toBe('/console/sign-in/code');
  });

  it('is kept from whoever guesses links', async () => {
    const guesser = guest('198.51.100.22');
    const codes = [];
    for (let i = 0; i < 32; i++) codes.push((await guesser.get(`/console/new-password/${i}`)).statusCode);
    expect(codes.slice(0, 30)).toEqual(Array(30).fill(404));
    expect(codes.slice(30)).toEqual([429, 429]);
  });
});
