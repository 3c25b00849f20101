import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { INVITATION_LIMIT } from '../../src/storage/invitations.ts';
import { findStaff, findStaffNamed } from '../../src/storage/staff.ts';
import type { Unit } from '../../src/storage/units.ts';
import { openTestConsole, textOf, type Browser, type TestConsole } from '../support/console-browser.ts';
import { makeDongNai, makeStaff, PASSWORD, unitOf } from '../support/a-staff.ts';
import { markWords } from '../support/kept-logs.ts';
import { hasPostgres } from '../support/postgres.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const GUEST = 'Phạm Quốc Khánh';

describe.skipIf(!hasPostgres())("an admin's accounts and units", () => {
  let database: TestDatabase;
  let opened: TestConsole;
  let centre: Unit;
  let station: Unit;
  let elsewhere: Unit;
  let admin: Awaited<ReturnType<typeof makeStaff>>;
  let browser: Browser;
  beforeAll(async () => {
    database = await createTestDatabase();
    await makeDongNai(database.db);
    centre = await unitOf(database.db, 'district_centre', '731');
    station = await unitOf(database.db);
    elsewhere = await unitOf(database.db, 'district_centre', '732');
    markWords('name', GUEST);
  });
  beforeEach(async () => {
    opened = await openTestConsole(database.db, { publicUrl: 'https://khaibao.example.vn' });
    admin = await makeStaff(database.db, centre.id, { role: 'admin' });
    browser = await opened.signIn(admin.username);
  });
  afterAll(() => database.drop());

  const invite = (fields: Record<string, string> = {}) =>
    browser.send('/console/staff/invite', { unit: station.id, name: GUEST, role: 'officer', ...fields });

  async function linkOf(fields?: Record<string, string>): Promise<string> {
    const made = await invite(fields);
    const link =
      /https:\/\/khaibao\.example\.vn(\/console\/invitation\/[\w-]{43})/.exec(made.body)?.[1] ?? '';
    markWords('secret', link.slice(-43));
    return link;
  }

  let count = 0;
  const freshName = () => `khanh.pham.${count++}`;

  it('are seen by admins only', async () => {
    const officer = await opened.signIn((await makeStaff(database.db, centre.id)).username);
    for (const page of ['/staff', '/staff/invite', '/units', '/audit']) {
      expect((await officer.get(`/console${page}`)).statusCode, page).toBe(403);
      expect((await opened.browser().get(`/console${page}`)).statusCode, page).toBe(303);
    }
    expect((await officer.send('/console/staff/invite', { unit: centre.id })).statusCode).toBe(403);
  });

  it('come by invitation: a link that makes one account of this name, role and unit', async () => {
    const link = await linkOf();
    expect((await browser.get('/console/staff')).body).not.toContain(link);
    const guest = opened.browser('198.51.100.9');
    expect(textOf(await guest.get(link))).toContain(`Chào ${GUEST}`);
    const username = freshName();
    const wrong = await guest.send(link, { username: 'Khánh', password: 'ngắn' });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toContain('id="username-error"');
    expect(wrong.body).toContain('id="password-error"');
    const taken = await guest.send(link, { username: admin.username, password: PASSWORD });
    expect(textOf(taken)).toContain('đã có người dùng');
    // What the form does not have is not taken from it.
    const forged = { username, password: PASSWORD, role: 'admin', unit: centre.id, name: 'Somebody' };
    const done = await guest.send(link, forged);
    expect(done.headers['location']).toBe('/console/');
    expect((await guest.get('/console/account')).statusCode).toBe(200);
    const made = await findStaffNamed(database.db, username);
    expect(made).toMatchObject({ name: GUEST, role: 'officer', unit: { id: station.id } });

    expect((await opened.browser().get(link)).statusCode).toBe(404);
    const second = { username: freshName(), password: PASSWORD };
    expect((await guest.send(link, second)).statusCode).toBe(404);
    expect(await findStaffNamed(database.db, second.username)).toBeNull();
  });

  it('do not come by a link that is too old, revoked, guessed, or of somebody who was disabled', async () => {
    const guest = opened.browser('198.51.100.10');
    const [old, revoked] = [await linkOf(), await linkOf({ name: 'Vũ Hà' })];
    const page = await browser.get('/console/staff');
    const row = page.body.split('<tr>').find((one) => one.includes('Vũ Hà')) ?? '';
    const revoke = /\/console\/staff\/invitations\/[0-9a-f-]+\/revoke/.exec(row)?.[0] ?? '';
    const stranger = await opened.signIn(
      (await makeStaff(database.db, elsewhere.id, { role: 'admin' })).username,
    );
    expect((await stranger.send(revoke)).statusCode).toBe(404);
    expect((await browser.send(revoke)).statusCode).toBe(303);
    expect((await guest.get(revoked)).statusCode).toBe(404);
    expect((await guest.get(`/console/invitation/${'A'.repeat(43)}`)).statusCode).toBe(404);
    expect((await guest.get('/console/invitation/x')).statusCode).toBe(404);
    opened.at += INVITATION_LIMIT;
    expect((await guest.get(old)).statusCode).toBe(404);

    browser = await opened.signIn(admin.username);
    const last = await linkOf();
    const other = await makeStaff(database.db, centre.id, { role: 'admin' });
    const colleague = await opened.signIn(other.username);
    expect((await colleague.send(`/console/staff/${admin.id}/disable`)).statusCode).toBe(303);
    expect((await guest.get(last)).statusCode).toBe(404);
  });

  it('are kept from whoever guesses links', async () => {
    const guesser = opened.browser('198.51.100.11');
    const codes = [];
    for (let i = 0; i < 32; i++) codes.push((await guesser.get(`/console/invitation/${i}`)).statusCode);
    expect(codes.slice(0, 30)).toEqual(Array(30).fill(404));
    expect(codes.slice(30)).toEqual([429, 429]);
  });

  it('lie in the units of the admin, and no role goes beyond what a unit has', async () => {
    const cdc = await unitOf(database.db, 'cdc', '75');
    const communications = await unitOf(database.db, 'communications', '75');
    for (const unit of [elsewhere, cdc, communications])
      expect((await invite({ unit: unit.id })).statusCode).toBe(404);
    expect((await invite({ role: 'root' })).statusCode).toBe(400);
    expect((await invite({ unit: 'x' })).statusCode).toBe(400);
    expect((await invite({ name: ' ' })).statusCode).toBe(422);

    const speaker = await makeStaff(database.db, communications.id, { role: 'admin' });
    browser = await opened.signIn(speaker.username);
    expect((await invite({ unit: communications.id, role: 'officer' })).statusCode).toBe(403);
    expect((await invite({ unit: communications.id, role: 'communications' })).statusCode).toBe(200);
    expect((await invite({ unit: station.id, role: 'viewer' })).statusCode).toBe(404);
  });

  it('end at once when they are disabled, in the middle of a visit', async () => {
    const officer = await makeStaff(database.db, station.id);
    const theirs = await opened.signIn(officer.username);
    expect((await theirs.get('/console/account')).statusCode).toBe(200);
    expect((await browser.send(`/console/staff/${officer.id}/disable`)).statusCode).toBe(303);
    expect((await theirs.get('/console/account')).statusCode).toBe(303);
    const again = opened.browser('198.51.100.12');
    const form = { username: officer.username, password: PASSWORD };
    expect((await again.send('/console/sign-in', form)).statusCode).toBe(401);
    expect((await browser.send(`/console/staff/${officer.id}/enable`)).statusCode).toBe(303);
    expect((await theirs.get('/console/account')).statusCode).toBe(303);
    expect((await again.send('/console/sign-in', form)).statusCode).toBe(303);
  });

  it('are unlocked by their admin, and by no other', async () => {
    const officer = await makeStaff(database.db, station.id);
    const someone = opened.browser('198.51.100.13');
    const attempt = (password: string) =>
      someone.send('/console/sign-in', { username: officer.username, password });
    for (let i = 0; i < 5; i++) await attempt('wrong');
    expect((await attempt(PASSWORD)).statusCode).toBe(401);
    const foreign = await makeStaff(database.db, elsewhere.id, { role: 'admin' });
    const stranger = await opened.signIn(foreign.username);
    for (const deed of ['unlock', 'disable', 'enable', 'reset-totp'])
      expect((await stranger.send(`/console/staff/${officer.id}/${deed}`)).statusCode).toBe(404);
    expect(textOf(await browser.get('/console/staff'))).toContain('Tạm khóa đến');
    expect((await browser.send(`/console/staff/${officer.id}/unlock`)).statusCode).toBe(303);
    expect((await attempt(PASSWORD)).statusCode).toBe(303);
    expect((await browser.send(`/console/staff/${admin.id}/disable`)).statusCode).toBe(409);
    expect(await findStaff(database.db, admin.id)).toMatchObject({ disabledAt: null });
  });

  it('show names as text, whatever stands in them', async () => {
    const name = '<script>alert(1)</script>\r\nSet-Cookie: a=b';
    const made = await invite({ name });
    expect(made.statusCode).toBe(200);
    expect(made.cookies.map((cookie) => cookie.name)).not.toContain('a');
    const page = await browser.get('/console/staff');
    expect(page.body).toContain('&lt;script&gt;alert(1)&lt;/script&gt; Set-Cookie: a=b');
    expect(page.body).not.toContain('<script>alert');
  });

  it('stand in a tree that ends at the own unit', async () => {
    const own = await browser.get('/console/units');
    expect(textOf(own)).toContain(centre.name);
    expect(own.body).toContain(`/console/units/${station.id}`);
    const below = textOf(await browser.get(`/console/units/${station.id}`));
    expect(below).toContain(station.name);
    expect(below).toContain(centre.name);
    expect(below).not.toContain('Kiểm soát bệnh tật');
    expect((await browser.get(`/console/units/${elsewhere.id}`)).statusCode).toBe(404);
    expect((await browser.get('/console/units/x')).statusCode).toBe(404);
  });

  it('leave a trail that is filtered by person, account and day, and read page by page', async () => {
    const officer = await makeStaff(database.db, station.id);
    for (let i = 0; i < 3; i++) {
      await browser.send(`/console/staff/${officer.id}/disable`);
      await browser.send(`/console/staff/${officer.id}/enable`);
    }
    const about = await browser.get(`/console/audit?subject=${officer.id}`);
    expect(about.body.match(/Cho tài khoản dùng lại/g)).toHaveLength(3);
    expect(textOf(about)).toContain(admin.username);
    const none = await browser.get(`/console/audit?subject=${officer.id}&day=2019-01-01`);
    expect(textOf(none)).toContain('Không có dòng nào');
    for (let i = 0; i < 45; i++) await browser.get(`/console/audit?username=${admin.username}`);
    const first = await browser.get(`/console/audit?username=${admin.username}`);
    expect(first.body.match(/<tr>/g)).toHaveLength(51);
    const older = /href="(\/console\/audit\?[^"]*before=\d+)"/
      .exec(first.body)?.[1]
      ?.replaceAll('&amp;', '&');
    const second = await browser.get(older ?? '');
    expect(textOf(second)).toContain('Ngừng sử dụng tài khoản');
    expect(second.body).not.toContain('rel="next"');

    const foreign = await makeStaff(database.db, elsewhere.id, { role: 'admin' });
    const stranger = await opened.signIn(foreign.username);
    expect(textOf(await stranger.get(`/console/audit?subject=${officer.id}`))).toContain('Không có dòng nào');
  });
});
