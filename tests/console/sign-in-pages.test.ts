import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestConsole, textOf, type TestConsole } from '../support/console-browser.ts';
import { makeDongNai, makeStaff, PASSWORD, unitOf } from '../support/a-staff.ts';
import { hasPostgres } from '../support/postgres.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

describe.skipIf(!hasPostgres())('the page to sign in', () => {
  let database: TestDatabase;
  let opened: TestConsole;
  let unit: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    await makeDongNai(database.db);
    unit = (await unitOf(database.db)).id;
  });
  beforeEach(async () => {
    opened = await openTestConsole(database.db);
  });
  afterAll(() => database.drop());

  it('brings somebody where they wanted to go, and nowhere else', async () => {
    const { username } = await makeStaff(database.db, unit);
    const away = await opened.browser().get('/console/account');
    expect(away.headers['location']).toBe('/console/sign-in?next=%2Fconsole%2Faccount');
    const to = async (next: string) => {
      const browser = opened.browser();
      const form = { username, password: PASSWORD, next };
      return (await browser.send('/console/sign-in', form)).headers['location'];
    };
    expect(await to('/console/persons?level=3')).toBe('/console/persons?level=3');
    const traps = [
      'https://example.org/',
      '//example.org/console/',
      '/\\example.org/console',
      'javascript:alert(1)',
    ];
    for (const trap of [
      ...traps,
      '/webhooks/telegram',
      '/console/../try/',
      '/console/sign-out',
      '\r\nx: y',
    ]) {
      expect(await to(trap)).toBe('/console/');
    }
  });

  it('says the same for every failure', async () => {
    const { username } = await makeStaff(database.db, unit);
    const browser = opened.browser();
    const say = async (name: string, password: string) => {
      const response = await browser.send('/console/sign-in', { username: name, password });
      expect(response.statusCode).toBe(401);
      return textOf(response).replace(/\s+/g, ' ');
    };
    const told = await say(username, 'wrong');
    expect(told).toContain('Chưa đăng nhập được');
    expect(await say('nobody', 'wrong')).toBe(told);
    for (let i = 0; i < 4; i++) await say(username, 'wrong');
    expect(await say(username, PASSWORD)).toBe(told);
    opened.at += 15 * 60_000;
    const done = await browser.send('/console/sign-in', { username, password: PASSWORD });
    expect(done.statusCode).toBe(303);
  });

  it('gives a new session each time, whatever the browser brings, and ends the one it brought', async () => {
    const { username } = await makeStaff(database.db, unit);
    const browser = opened.browser();
    browser.cookies.set('ncovi-session', 'planted-by-somebody-else');
    await browser.send('/console/sign-in', { username, password: PASSWORD });
    const first = browser.cookies.get('ncovi-session') ?? '';
    expect(first).toMatch(/^[\w-]{43}$/);
    await browser.send('/console/sign-in', { username, password: PASSWORD });
    expect(browser.cookies.get('ncovi-session')).not.toBe(first);
    const old = opened.browser();
    old.cookies.set('ncovi-session', first);
    expect((await old.get('/console/account')).statusCode).toBe(303);
  });

  it('sends cookies no script reads, over nothing but https where there is https', async () => {
    const { username } = await makeStaff(database.db, unit);
    const flags = async (one: TestConsole) => {
      const response = await one.browser().send('/console/sign-in', { username, password: PASSWORD });
      return response.cookies.find(({ name }) => name.includes('session'));
    };
    const common = { path: '/console', httpOnly: true, sameSite: 'Lax' };
    const plain = await flags(opened);
    expect(plain).toMatchObject({ name: 'ncovi-session', ...common });
    expect(plain?.secure).toBeUndefined();
    const https = await openTestConsole(database.db, { secure: true });
    expect(await flags(https)).toMatchObject({ name: '__Secure-ncovi-session', secure: true, ...common });
    const page = await https.browser().get('/console/sign-in');
    for (const cookie of page.cookies) expect(cookie).toMatchObject({ secure: true, httpOnly: true });
    expect(page.headers['cache-control']).toBe('no-store');
    // What is said once on the next page comes as a cookie too.
    const visitor = await https.signIn(username);
    const left = await visitor.send('/console/sign-out');
    const said = [...left.cookies, ...(await visitor.get('/console/sign-in')).cookies];
    expect(said.filter(({ name }) => name === 'ncovi-flash')).toHaveLength(2);
    for (const cookie of said) expect(cookie).toMatchObject({ secure: true, path: '/console' });
  });

  it('takes no form without the mark of our pages', async () => {
    const { username } = await makeStaff(database.db, unit);
    const stranger = opened.browser();
    const form = { username, password: PASSWORD };
    expect((await stranger.post('/console/sign-in', form)).statusCode).toBe(403);
    const signedIn = await opened.signIn(username);
    for (const address of [
      '/console/sign-out',
      '/console/account/password',
      '/console/account/tokens',
      '/console/language',
    ])
      for (const mark of [{}, { _csrf: 'made-up' }])
        expect((await signedIn.post(address, { ...mark })).statusCode, address).toBe(403);
    expect((await signedIn.get('/console/account')).statusCode).toBe(200);
  });

  it('ends the session when somebody signs out', async () => {
    const { username } = await makeStaff(database.db, unit);
    const browser = await opened.signIn(username);
    const token = browser.cookies.get('ncovi-session') ?? '';
    const out = await browser.send('/console/sign-out');
    expect(out.headers['location']).toBe('/console/sign-in');
    expect(browser.cookies.has('ncovi-session')).toBe(false);
    browser.cookies.set('ncovi-session', token);
    expect((await browser.get('/console/account')).statusCode).toBe(303);
  });

  it('speaks the language that was chosen', async () => {
    const { username } = await makeStaff(database.db, unit);
    const browser = opened.browser();
    expect(textOf(await browser.get('/console/sign-in'))).toContain('Đăng nhập');
    await browser.send('/console/language', { language: 'en' });
    expect(textOf(await browser.get('/console/sign-in'))).toContain('Sign in');
    await browser.send('/console/sign-in', { username, password: PASSWORD });
    expect(textOf(await browser.get('/console/account'))).toContain('Tài khoản của tôi');
    await browser.send('/console/language', { language: 'en' });
    expect(textOf(await browser.get('/console/account'))).toContain('My account');
    expect((await browser.send('/console/language', { language: 'fr' })).statusCode).toBe(400);
  });
});
