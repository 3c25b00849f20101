import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { violations } from '../browser/accessibility.ts';
import { chromiumPath } from '../browser/launch-browser.ts';
import { aPicture } from '../support/a-picture.ts';
import { makeStaff, unitOf } from '../support/a-staff.ts';
import { openConsoleBrowser, type ConsoleBrowser } from '../support/console-in-chromium.ts';
import { hasPostgres } from '../support/postgres.ts';

const skip = !hasPostgres() || (chromiumPath === null && process.env['CI'] !== 'true');

describe.skipIf(skip)('what people are told, for everybody (needs chromium, initdb and postgres)', () => {
  let browser: ConsoleBrowser;
  let page: Page;
  let advisory: string;
  let info: string;
  beforeAll(async () => {
    browser = await openConsoleBrowser();
    const office = await unitOf(browser.db, 'cdc', '75');
    page = await browser.signIn((await makeStaff(browser.db, office.id, { role: 'admin' })).username);
    const save = () => page.locator('main button.btn-primary').first().click();
    await page.goto('/console/advisories/new');
    await page.locator('#vi').fill('Bà con nhớ rửa tay.');
    await page.locator('#en').fill('Wash your hands.');
    await page.locator('#picture').setInputFiles({
      ...{ name: 'rua-tay.png', mimeType: 'image/png', buffer: aPicture('png') },
    });
    await page.locator('#alt').fill('Sáu bước rửa tay');
    await save();
    await page.locator('.bubble').first().waitFor();
    advisory = new URL(page.url()).pathname;
    await page.goto('/console/info/new');
    await page.locator('#vi_title').fill('Số ca mắc');
    await page.locator('#vi_text').fill('Cả tỉnh: 1 ca.');
    await page.locator('#source').fill('CDC Đồng Nai');
    await save();
    await page.locator('.bubble').first().waitFor();
    info = new URL(page.url()).pathname;
    await page.goto('/console/campaigns/new');
    await page.locator('#name').fill('Áp phích chợ Biên Hòa');
    await save();
    await page.locator('.qr').first().waitFor();
  });
  afterAll(() => browser.close());
  afterEach(() => {
    expect(browser.problems()).toEqual([]);
  });

  const pages: [string, () => string][] = [
    ['advisories', () => '/console/advisories'],
    ['the form of an advisory', () => '/console/advisories/new'],
    ['the form of a draft with a picture', () => `${advisory}/edit`],
    ['a draft with what is wrong with it', () => `${advisory}?count=yes`],
    ['pages of information', () => '/console/info'],
    ['the form of a page of information', () => '/console/info/new'],
    ['a page of information', () => info],
    ['campaigns', () => '/console/campaigns'],
    ['the form of a campaign', () => '/console/campaigns/new'],
    ['a campaign', () => '/console/campaigns/ap-phich-cho-bien-hoa'],
    ['its poster', () => '/console/campaigns/ap-phich-cho-bien-hoa/poster'],
  ];

  test.each(pages)('axe finds nothing at %s', async (_name, address) => {
    for (const width of [1100, 375]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(address());
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    }
  });
});
