import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath } from '../browser/launch-browser.ts';
import { aDeclaration } from '../support/a-declaration.ts';
import { aPatient } from '../support/a-patient.ts';
import { makeStaff, PASSWORD, unitOf } from '../support/a-staff.ts';
import { openConsoleBrowser, type ConsoleBrowser } from '../support/console-in-chromium.ts';
import { hasPostgres } from '../support/postgres.ts';

const COMMUNE = ['75', '731', '26008'];
const skip = !hasPostgres() || (chromiumPath === null && process.env['CI'] !== 'true');

describe.skipIf(skip)('a morning at a health unit (needs chromium, initdb and postgres)', () => {
  let browser: ConsoleBrowser;
  let station: string;
  let cdc: string;
  let admin: string;
  beforeAll(async () => {
    browser = await openConsoleBrowser();
    const { db } = browser;
    station = (await makeStaff(db, (await unitOf(db)).id)).username;
    const office = (await unitOf(db, 'cdc', '75')).id;
    cdc = (await makeStaff(db, office)).username;
    admin = (await makeStaff(db, office, { role: 'admin' })).username;
  });
  afterAll(() => browser.close());
  afterEach(() => {
    expect(browser.problems()).toEqual([]);
  });

  /** Somebody who declared yesterday evening in Trảng Dài. The higher the level the nearer the top of the list. */
  const patient = (name: string, level: 3 | 4 | 5) => {
    const { triage } = aDeclaration();
    const at = { triage: { ...triage, level }, declaredAt: Date.parse('2020-03-31T14:00:00Z') };
    return aPatient(browser.db, COMMUNE, { name }, at);
  };
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
  const said = (page: Page) => page.getByRole('status').innerText();

  test('the first call: taken, called, verified, isolated at home, and the temperature of day 1', async () => {
    await patient('Ngô Văn Sáu', 3);
    await patient('Võ Thị Hạnh', 4);
    const page = await browser.signIn(station);
    await page.locator('a[data-row]').first().click();
    await page.getByRole('heading', { level: 1, name: 'Võ Thị Hạnh' }).waitFor();
    await button(page, 'Nhận việc').click();
    expect(await said(page)).toBe('Anh/chị đã nhận việc này.');
    await button(page, 'Bắt đầu gọi').click();
    expect(await page.getByText('Gợi ý khi gọi').isVisible()).toBe(true);
    await page.locator('#step-note').fill('Đúng người, đang ở nhà với mẹ.');
    await button(page, 'Đã xác minh đúng').click();
    expect(await said(page)).toContain('Việc tiếp theo là kết luận');
    await page.getByLabel('Kết luận', { exact: true }).selectOption({ label: 'Cách ly tại nhà' });
    await page.getByLabel('Ngày tiếp xúc cuối').fill('2020-03-31');
    await page.getByLabel('Số quyết định').fill('15/QĐ-UBND');
    await button(page, 'Ghi kết luận').click();
    await page.getByText('Ngày 1/14', { exact: true }).waitFor();
    expect(await page.locator('main').innerText()).toContain('từ 31/03/2020 đến hết 14/04/2020');

    await page.getByLabel('Nhiệt độ').fill('37.8');
    await button(page, 'Ghi sức khỏe').click();
    const line = page.getByRole('row', { name: '01/04/2020 chiều' });
    expect(await line.innerText()).toMatch(/37[.,]8\s+–\s+điện thoại/);
    expect(await page.getByRole('img', { name: 'Nhiệt độ' }).isVisible()).toBe(true);
    expect(await page.locator('ol.events').innerText()).toContain('Đúng người, đang ở nhà với mẹ.');

    await page.getByRole('link', { name: 'Cách ly' }).click();
    expect(await page.getByRole('row', { name: 'Võ Thị Hạnh' }).innerText()).toContain('Ngày 1/14');
    await page.getByRole('link', { name: 'Việc hôm nay' }).click();
    expect(await page.locator('a[data-row]').first().innerText()).toBe('Ngô Văn Sáu');
  });

  test('with the keyboard alone: signed in, the second of the list, taken', async () => {
    await patient('Điểu Thị Bàng', 5);
    await patient('Lý A Sình', 4);
    const page = await browser.open();
    const { keyboard } = page;
    const focused = (selector: string) => page.evaluate(`document.activeElement.matches('${selector}')`);
    /** Presses Tab until it is there, as often as a person would put up with. */
    const tabTo = async (selector: string) => {
      for (let i = 0; i < 60 && !(await focused(selector)); i++) await keyboard.press('Tab');
      expect(await focused(selector)).toBe(true);
      // Whoever uses it sees where they are.
      expect(await page.evaluate(`getComputedStyle(document.activeElement).outlineStyle`)).not.toBe('none');
    };
    await page.goto('/console/');
    await tabTo('#username');
    await keyboard.type(station);
    await keyboard.press('Tab');
    await keyboard.type(PASSWORD);
    await keyboard.press('Enter');
    await page.locator('a[data-row]').first().waitFor();
    await keyboard.press('/');
    expect(await focused('#q')).toBe(true);
    await tabTo('a[data-row]');
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowUp');
    await keyboard.press('ArrowDown');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Lý A Sình');
    await keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Lý A Sình' }).waitFor();
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    expect(new URL(page.url()).hash).toBe('#content');
    await tabTo('button[value="take"]');
    await keyboard.press('Enter');
    await page.getByRole('status').waitFor();
    expect(await said(page)).toBe('Anh/chị đã nhận việc này.');
  });

  test('in English: the station hands it up, the CDC finds and takes it', async () => {
    const { person } = await patient('Bùi Văn Thọ', 5);
    const low = await browser.signIn(station);
    await low.getByRole('button', { name: 'English' }).click();
    await low.goto(`/console/persons/${person}`);
    await low.locator('#step-note').fill('Somebody from abroad, nobody here speaks Korean.');
    await button(low, 'Hand up').click();
    expect(await low.getByRole('status').innerText()).toBe('Handed up.');
    await low.getByRole('button', { name: 'Tiếng Việt' }).click();

    const page = await browser.signIn(cdc, { locale: 'en-GB' });
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByLabel('Name, phone or receipt code').fill('bui van tho');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Bùi Văn Thọ' }).click();
    expect(await page.locator('ol.events').innerText()).toContain('nobody here speaks Korean');
    await button(page, 'Take').click();
    await page.getByRole('status').waitFor();
    expect(await page.locator('main').innerText()).toMatch(/Received.*yours|yours/);
  });

  test.each([
    ['vi-VN', 'officer.vi', 'Tài khoản đã sẵn sàng', 'Việc hôm nay'],
    ['en-GB', 'officer.en', 'Your account is ready', 'Today'],
  ])('an invitation, taken up in %s', async (locale, username, welcome, heading) => {
    const office = await browser.signIn(admin);
    await office.goto('/console/staff/invite');
    await office.locator('#name').fill('Đỗ Thị Cẩm Nhung');
    await office.locator('#role').selectOption('officer');
    await office.locator('main button.btn-primary').click();
    const link = await office.locator('#link').inputValue();

    const page = await browser.open({ locale });
    await page.goto(link);
    await page.locator('#username').fill(username);
    await page.locator('#password').fill('short');
    await page.locator('main button.btn-primary').click();
    expect(await page.locator('#password').getAttribute('aria-invalid')).toBe('true');
    await page.locator('#password').fill('một câu dài dễ nhớ');
    await page.locator('main button.btn-primary').click();
    expect(await page.getByRole('status').innerText()).toContain(welcome);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain(heading);
    expect((await page.goto(link))?.status()).toBe(404);
  });
});
