import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findTokenVisitor } from '../../src/storage/api-tokens.ts';
import { openTestConsole, textOf, type Browser, type TestConsole } from '../support/console-browser.ts';
import { makeDongNai, makeStaff, PASSWORD, unitOf } from '../support/a-staff.ts';
import { markWords } from '../support/kept-logs.ts';
import { hasPostgres } from '../support/postgres.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const NEW = 'gió mùa đông bắc về';

describe.skipIf(!hasPostgres())("one's own account", () => {
  let database: TestDatabase;
  let opened: TestConsole;
  let unit: string;
  let username: string;
  let browser: Browser;
  beforeAll(async () => {
    database = await createTestDatabase();
    await makeDongNai(database.db);
    unit = (await unitOf(database.db)).id;
    markWords('secret', NEW);
  });
  beforeEach(async () => {
    opened = await openTestConsole(database.db);
    ({ username } = await makeStaff(database.db, unit));
    browser = await opened.signIn(username);
  });
  afterAll(() => database.drop());

  it('has fields a password manager knows, each with its label', async () => {
    const { body } = await browser.get('/console/account');
    for (const [name, autocomplete] of [
      ['current', 'current-password'],
      ['password', 'new-password'],
    ]) {
      expect(body).toMatch(new RegExp(`<label[^>]*for="${String(name)}"`));
      expect(body).toMatch(
        new RegExp(`name="${String(name)}"[^>]*autocomplete="${String(autocomplete)}"`, 's'),
      );
    }
    expect(body).not.toMatch(/<script(?![^>]*src=)|\sstyle=|\son[a-z]+=/);
  });

  it('changes its password, and signs out everywhere else', async () => {
    const elsewhere = await opened.signIn(username, '198.51.100.4');
    const wrong = await browser.send('/console/account/password', { current: 'wrong', password: NEW });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toMatch(/id="current-error">[^<]*chưa đúng/);
    const short = await browser.send('/console/account/password', { current: PASSWORD, password: 'ngắn' });
    expect(short.body).toMatch(/id="password-error">[^<]*12 ký tự/);
    expect(short.body).not.toContain(PASSWORD);
    const done = await browser.send('/console/account/password', { current: PASSWORD, password: NEW });
    expect(done.statusCode).toBe(303);
    expect(textOf(await browser.get('/console/account'))).toContain('Đã đổi mật khẩu');
    expect((await elsewhere.get('/console/account')).statusCode).toBe(303);
    const again = opened.browser();
    expect((await again.send('/console/sign-in', { username, password: PASSWORD })).statusCode).toBe(401);
    expect((await again.send('/console/sign-in', { username, password: NEW })).statusCode).toBe(303);
  });

  it('asks for a code once one was set up, each good once', async () => {
    await browser.send('/console/account/totp');
    const page = await browser.get('/console/account/totp');
    const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(page.body)?.[1]?.replaceAll(' ', '') ?? '';
    markWords('secret', secret);
    const image = await browser.get('/console/account/totp.svg');
    expect(image.headers['content-type']).toContain('image/svg+xml');
    expect(image.headers['cache-control']).toBe('no-store');
    const phone = new TOTP({ secret: Secret.fromBase32(secret) });
    const code = () => phone.generate({ timestamp: opened.at });
    const confirm = (fields: Record<string, string>) => browser.send('/console/account/totp/confirm', fields);
    expect((await confirm({ code: '000000', current: PASSWORD })).body).toContain('id="code-error"');
    expect((await confirm({ code: code(), current: 'wrong' })).body).toContain('id="current-error"');
    expect((await confirm({ code: code(), current: PASSWORD })).statusCode).toBe(303);
    expect((await browser.get('/console/account/totp.svg')).statusCode).toBe(404);

    const other = opened.browser();
    const first = () =>
      other.send('/console/sign-in', { username, password: PASSWORD, next: '/console/account' });
    const second = (typed: string) =>
      other.send('/console/sign-in/code', { code: typed, next: '/console/account' });
    const asked = await first();
    expect(asked.headers['location']).toBe('/console/sign-in/code?next=%2Fconsole%2Faccount');
    expect(other.cookies.has('ncovi-session')).toBe(false);
    // The code that set it up was used with that.
    expect((await second(code())).statusCode).toBe(401);
    opened.at += 30_000;
    expect((await second(code())).headers['location']).toBe('/console/account');
    await other.send('/console/sign-out');
    await first();
    expect((await second(code())).statusCode).toBe(401);

    const remove = (current: string) => browser.send('/console/account/totp/remove', { current });
    expect((await remove('wrong')).statusCode).toBe(422);
    expect((await remove(PASSWORD)).statusCode).toBe(303);
    expect((await first()).headers['location']).toBe('/console/account');
  });

  it('lists its sessions and ends one, and no one else’s', async () => {
    const elsewhere = await opened.signIn(username, '198.51.100.4');
    const stranger = await opened.signIn((await makeStaff(database.db, unit)).username);
    const page = await browser.get('/console/account');
    expect(textOf(page)).toContain('198.51.100.4');
    const end = /\/console\/account\/sessions\/[0-9a-f-]+\/end/.exec(page.body)?.[0] ?? '';
    expect((await stranger.send(end)).statusCode).toBe(404);
    expect((await elsewhere.get('/console/account')).statusCode).toBe(200);
    expect((await browser.send(end)).statusCode).toBe(303);
    expect((await elsewhere.get('/console/account')).statusCode).toBe(303);
    expect((await browser.get('/console/account')).statusCode).toBe(200);
  });

  it('makes a token, shows it once and revokes it', async () => {
    const empty = await browser.send('/console/account/tokens', { name: ' ', days: '30' });
    expect(empty.body).toContain('id="name-error"');
    const made = await browser.send('/console/account/tokens', { name: '<b>Sở Y tế</b>', days: '30' });
    const token = /ncovi_[\w-]{43}/.exec(made.body)?.[0] ?? '';
    markWords('secret', token);
    expect(await findTokenVisitor(database.db, token, opened.at)).toMatchObject({ username });
    const page = await browser.get('/console/account');
    expect(page.body).not.toContain(token);
    expect(page.body).toContain('&lt;b&gt;Sở Y tế&lt;/b&gt;');
    const revoke = /\/console\/account\/tokens\/[0-9a-f-]+\/revoke/.exec(page.body)?.[0] ?? '';
    expect((await browser.send(revoke)).statusCode).toBe(303);
    expect(await findTokenVisitor(database.db, token, opened.at)).toBeNull();
    expect((await browser.send('/console/account/tokens/1/revoke')).statusCode).toBe(404);
  });
});
