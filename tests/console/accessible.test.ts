import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { violations } from '../browser/accessibility.ts';
import { chromiumPath } from '../browser/launch-browser.ts';
import { aPatient, isolated, type Patient } from '../support/a-patient.ts';
import { makeStaff, unitOf } from '../support/a-staff.ts';
import { openConsoleBrowser, type ConsoleBrowser } from '../support/console-in-chromium.ts';
import { hasPostgres } from '../support/postgres.ts';

const COMMUNE = ['75', '731', '26008'];
const skip = !hasPostgres() || (chromiumPath === null && process.env['CI'] !== 'true');

describe.skipIf(skip)('the console for everybody (needs chromium, initdb and postgres)', () => {
  let browser: ConsoleBrowser;
  let admin: Page;
  let patient: Patient;
  let certificate: string;
  let invitation: string;
  beforeAll(async () => {
    browser = await openConsoleBrowser();
    const { db } = browser;
    const office = await makeStaff(db, (await unitOf(db, 'cdc', '75')).id, { role: 'admin' });
    await makeStaff(db, (await unitOf(db)).id);
    patient = await aPatient(db, COMMUNE, { conditions: ['hypertension'] });
    certificate = await isolated(db, patient, { ended: true });
    const isolation = await isolated(db, patient);
    const contact = await aPatient(db, COMMUNE, { name: 'Lê Thị Gặp' });
    admin = await browser.signIn(office.username);
    await admin.goto(`/console/persons/${patient.person}`);
    for (const value of ['take', 'begin', 'verify']) await admin.locator(`button[value="${value}"]`).click();
    await admin.locator('#temperature').fill('38.1');
    await admin.locator(`form[action="/console/isolations/${isolation}/log"] button`).click();
    await admin.locator('#other').fill(contact.person);
    await admin.locator('form[action$="/contacts"] button').click();
    await admin.goto('/console/staff/invite');
    await admin.locator('#name').fill('Đỗ Thị Cẩm Nhung');
    await admin.locator('main button.btn-primary').click();
    invitation = await admin.locator('#link').inputValue();
  });
  afterAll(() => browser.close());
  afterEach(() => {
    expect(browser.problems()).toEqual([]);
  });

  const pages: [string, () => string][] = [
    ['today', () => ''],
    ['today, with nothing found', () => '?q=khongaica'],
    ['persons', () => 'persons'],
    ['a person with isolation and contacts', () => `persons/${patient.person}`],
    ['moving a person', () => `persons/${patient.person}/move?q=bien+hoa`],
    ['isolations', () => 'isolations'],
    ['certificate', () => `isolations/${certificate}/certificate`],
    ['figures', () => 'figures'],
    ['tiles', () => 'figures/tiles'],
    ['tiles of shares', () => 'figures/tiles?figure=share'],
    ['exports', () => 'exports'],
    ['the daily report', () => 'exports/daily'],
    ['urging', () => 'urging'],
    ['population', () => 'population'],
    ['staff', () => 'staff'],
    ['invite', () => 'staff/invite'],
    ['units', () => 'units'],
    ['audit', () => 'audit'],
    ['account', () => 'account'],
    ['an error', () => 'nothing/here'],
  ];

  test.each(pages)('axe finds nothing at %s', async (_name, address) => {
    for (const width of [1100, 375]) {
      await admin.setViewportSize({ width, height: 800 });
      await admin.goto(`/console/${address()}`);
      expect(await violations(admin)).toEqual([]);
      // Nothing is cut off on a telephone: only tables scroll by themselves.
      expect(await admin.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    }
  });

  test.each(['vi-VN', 'en-GB'])('axe finds nothing before anybody is signed in: %s', async (locale) => {
    const page = await browser.open({ locale });
    for (const address of ['/console/sign-in', invitation]) {
      await page.goto(address);
      expect(await violations(page)).toEqual([]);
    }
    await page.goto('/console/sign-in');
    await page.locator('#username').fill('nobody');
    await page.locator('#password').fill('wrong');
    await page.locator('main button.btn-primary').click();
    await page.getByRole('alert').waitFor();
    expect(await violations(page)).toEqual([]);
  });
});
