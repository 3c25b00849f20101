import { readFileSync } from 'node:fs';
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

  /** What the console says in a language. */
  const wordsIn = (language: 'vi' | 'en') => {
    const file = new URL(`../../locales/${language}/console.json`, import.meta.url);
    const texts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, string>>;
    return (part: string, key: string): string => texts[part]?.[key] ?? `${part}.${key}`;
  };
  const signIn = async (username: string, language: 'vi' | 'en'): Promise<Page> => {
    const page = await browser.signIn(username);
    if (language === 'en') await button(page, 'English').click();
    return page;
  };

  /** The first of the list is called and isolated at home; the one after them is the first then. */
  async function firstCall(language: 'vi' | 'en', first: string, second: string): Promise<void> {
    const t = wordsIn(language);
    const page = await signIn(station, language);
    await page.locator('a[data-row]').first().click();
    await page.getByRole('heading', { level: 1, name: first }).waitFor();
    await button(page, t('step', 'take')).click();
    expect(await said(page)).toBe(t('done', 'take'));
    await button(page, t('step', 'begin')).click();
    expect(await page.getByText(t('script', 'title')).isVisible()).toBe(true);
    await page.locator('#step-note').fill('Đúng người, đang ở nhà với mẹ.');
    await button(page, t('step', 'verify')).click();
    expect(await said(page)).toBe(t('done', 'verify'));
    await page
      .getByLabel(t('conclude', 'conclusion'), { exact: true })
      .selectOption({ label: t('conclusion', 'home') });
    await page.getByLabel(t('conclude', 'day_zero')).fill('2020-03-31');
    await page.getByLabel(t('conclude', 'document')).fill('15/QĐ-UBND');
    await button(page, t('conclude', 'do')).click();
    const dayOne = t('isolation', 'day').replace('{{day}}', '1').replace('{{of}}', '14');
    await page.getByText(dayOne, { exact: true }).waitFor();
    const span = await page.locator('main').innerText();
    if (language === 'vi') expect(span).toContain('từ 31/03/2020 đến hết 14/04/2020');

    await page.getByLabel(t('isolation', 'temperature')).fill('37.8');
    await button(page, t('isolation', 'do_log')).click();
    const line = page.getByRole('row', { name: t('part', 'afternoon') });
    expect(await line.innerText()).toMatch(new RegExp(`37[.,]8\\s+–\\s+${t('source', 'phone')}`));
    expect(await page.getByRole('img', { name: t('isolation', 'temperature') }).isVisible()).toBe(true);
    expect(await page.locator('ol.events').innerText()).toContain('Đúng người, đang ở nhà với mẹ.');

    await page.getByRole('link', { name: t('menu', 'isolations'), exact: true }).click();
    expect(await page.getByRole('row', { name: first }).innerText()).toContain(dayOne);
    await page.getByRole('link', { name: t('menu', 'today'), exact: true }).click();
    expect(await page.locator('a[data-row]').first().innerText()).toBe(second);
    if (language === 'en') await button(page, 'Tiếng Việt').click();
  }

  test('the first call: taken, called, verified, isolated at home, and the temperature of day 1', async () => {
    await patient('Ngô Văn Sáu', 3);
    await patient('Võ Thị Hạnh', 4);
    await firstCall('vi', 'Võ Thị Hạnh', 'Ngô Văn Sáu');
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

  test.each([
    ['vi', 'Bùi Văn Thọ', 'bui van tho'],
    ['en', 'Tạ Văn Quý', 'ta van quy'],
  ] as const)('in %s: the station hands it up, the CDC finds and takes it', async (language, name, typed) => {
    const t = wordsIn(language);
    const { person } = await patient(name, 5);
    const low = await signIn(station, language);
    await low.goto(`/console/persons/${person}`);
    await low.locator('#step-note').fill('Somebody from abroad, nobody here speaks Korean.');
    await button(low, t('step', 'hand_up')).click();
    expect(await said(low)).toBe(t('done', 'hand_up'));
    if (language === 'en') await button(low, 'Tiếng Việt').click();

    const page = await signIn(cdc, language);
    await page.getByLabel(t('today', 'search')).fill(typed);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name }).click();
    expect(await page.locator('ol.events').innerText()).toContain('nobody here speaks Korean');
    await button(page, t('step', 'take')).click();
    await page.getByRole('status').waitFor();
    expect(await page.locator('main').innerText()).toContain(t('work', 'mine'));
    if (language === 'en') await button(page, 'Tiếng Việt').click();
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

  test('the same first call in English', async () => {
    await patient('Lương Văn Tám', 5);
    await patient('Phan Thị Mai', 5);
    const page = await browser.signIn(station);
    const [first = '', second = ''] = await page.locator('a[data-row]').allInnerTexts();
    await firstCall('en', first, second);
  });
});
