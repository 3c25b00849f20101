import { TOTP } from 'otpauth';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { violations } from '../browser/accessibility.ts';
import { chromiumPath } from '../browser/launch-browser.ts';
import { makeStaff, PASSWORD, unitOf } from '../support/a-staff.ts';
import { openConsoleBrowser, type ConsoleBrowser } from '../support/console-in-chromium.ts';
import { markWords } from '../support/kept-logs.ts';
import { hasPostgres } from '../support/postgres.ts';

const skip = !hasPostgres() || (chromiumPath === null && process.env['CI'] !== 'true');

/** On a screen and on a telephone, where nothing is cut off: only tables scroll by themselves. */
async function isForEverybody(page: Page): Promise<void> {
  for (const width of [1100, 375]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  }
}

describe.skipIf(skip)('pages about accounts for everybody (needs chromium, initdb and postgres)', () => {
  let browser: ConsoleBrowser;
  let admin: Page;
  let centre: string;
  beforeAll(async () => {
    browser = await openConsoleBrowser();
    centre = (await unitOf(browser.db, 'district_centre', '731')).id;
    const { username } = await makeStaff(browser.db, centre, { role: 'admin' });
    admin = await browser.signIn(username);
  });
  afterAll(() => browser.close());
  afterEach(() => {
    expect(browser.problems()).toEqual([]);
  });
  const send = (page: Page) => page.locator('main button.btn-primary').click();

  test('signing in with a one-time code, from its set-up to a wrong code', async () => {
    const { username } = await makeStaff(browser.db, centre);
    const page = await browser.signIn(username);
    await page.goto('/console/account');
    await page.locator('form[action="/console/account/totp"] button').click();
    await page.locator('#code').waitFor();
    await isForEverybody(page);
    const secret = /[A-Z2-7]{16,}/.exec(
      (await page.locator('main').textContent())?.replace(/\s/g, '') ?? '',
    )?.[0];
    markWords('secret', secret ?? '');
    const code = new TOTP({ secret: secret ?? '' }).generate({ timestamp: browser.console.at });
    await page.locator('#code').fill('000000');
    await page.locator('#current').fill('not it');
    await send(page);
    await page.locator('#code-error').waitFor();
    await isForEverybody(page);
    await page.locator('#code').fill(code);
    await page.locator('#current').fill(PASSWORD);
    await send(page);
    await page.getByRole('status').waitFor();
    await page.goto('/console/account/totp');
    await isForEverybody(page);

    const fresh = await browser.open();
    await fresh.goto('/console/sign-in');
    await isForEverybody(fresh);
    await fresh.locator('#username').fill(username);
    await fresh.locator('#password').fill(PASSWORD);
    await send(fresh);
    await fresh.locator('#code').waitFor();
    await isForEverybody(fresh);
    await fresh.locator('#code').fill('000000');
    await send(fresh);
    await fresh.getByRole('alert').waitFor();
    await isForEverybody(fresh);
  });

  test('a forgotten password, from the link to signing in', async () => {
    const { id, username } = await makeStaff(browser.db, centre);
    await admin.goto('/console/staff');
    await admin.locator(`form[action="/console/staff/${id}/reset-password"] button`).click();
    const link = await admin.locator('#link').inputValue();
    markWords('secret', link.slice(-43));
    await isForEverybody(admin);
    const page = await browser.open();
    await page.goto(link);
    await isForEverybody(page);
    await page.locator('#password').fill('ngắn');
    await send(page);
    await page.locator('#password-error').waitFor();
    await isForEverybody(page);
    const password = 'rừng Nam Cát Tiên xanh';
    markWords('secret', password);
    await page.locator('#password').fill(password);
    await send(page);
    await page.getByRole('status').waitFor();
    await isForEverybody(page);
    await page.locator('#username').fill(username);
    await page.locator('#password').fill(password);
    await send(page);
    await page.locator('.console-self').waitFor();
  });

  test('adding a unit and changing it', async () => {
    await admin.goto(`/console/units/${centre}/add`);
    await isForEverybody(admin);
    await admin.locator('#kind').selectOption('station');
    await admin.locator('#name').fill('Trạm Y tế mới');
    await admin.locator('#phone').fill('gọi 115');
    await send(admin);
    await admin.getByRole('alert').waitFor();
    await isForEverybody(admin);
    await admin.locator('#kind').selectOption('observer');
    await admin.locator('#phone').fill('0251 3822 115');
    await send(admin);
    await admin.getByRole('status').waitFor();
    await isForEverybody(admin);
    await admin.getByRole('link', { name: 'Sửa tên, điện thoại' }).click();
    await isForEverybody(admin);
  });

  test('a population that has faults', async () => {
    const { username } = await makeStaff(browser.db, (await unitOf(browser.db, 'cdc', '75')).id, {
      role: 'admin',
    });
    const page = await browser.signIn(username);
    await page.goto('/console/population');
    await isForEverybody(page);
    await page.locator('#csv').fill('code;population\n75;1');
    await send(page);
    await page.getByRole('alert').waitFor();
    await isForEverybody(page);
  });
});
