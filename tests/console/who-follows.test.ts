import { sql } from 'kysely';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ZaloPerson } from '../../src/emulators/zalo-person.ts';
import { chromiumPath, launchBrowser } from '../browser/launch-browser.ts';
import { makeDongNai, makeStaff, unitOf } from '../support/a-staff.ts';
import { setUpInstallation, type Installation, type Serving } from '../support/installation.ts';
import { startPlatforms, type Platforms } from '../support/platforms.ts';
import { hasPostgres } from '../support/postgres.ts';
import { hasRedis } from '../support/redis.ts';
import { signIn } from '../support/sign-in.ts';
import { waitFor } from '../support/wait-for.ts';

const skip = !hasRedis() || !hasPostgres() || (chromiumPath === null && process.env['CI'] !== 'true');

describe.skipIf(skip)('who follows the account (needs chromium, redis, postgres)', () => {
  let installation: Installation;
  let platforms: Platforms;
  let serve: Serving;
  let browser: Browser;
  beforeAll(async () => {
    installation = await setUpInstallation();
    platforms = await startPlatforms((channel) => `${serve.root}/webhooks/${channel}`);
    serve = await installation.serve(platforms.settings);
    await installation.work(platforms.settings);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await installation.close();
    await platforms.close();
  });

  const says = async (person: ZaloPerson, text: string) => {
    await person.sends(text);
    await person.nextMessage(30_000);
  };
  const follows = async (person: ZaloPerson) => {
    await person.begins();
    await person.nextMessage(30_000);
  };
  const subscribes = async (person: ZaloPerson) => {
    await says(person, 'nhận tin dịch');
    const { db } = installation.database;
    await waitFor('the subscription', async () => {
      const rows = db.selectFrom('subscribers').select('urn').where('urn', '=', person.urn);
      return (await rows.execute()).length > 0;
    });
  };

  test('counts in what an article reaches after a silent week, and nobody else does', async () => {
    const [first, later, left, back, never] = Array.from({ length: 5 }, () => platforms.zalo.person());
    if (!first || !later || !left || !back || !never) throw new Error('Five people are needed');
    for (const person of [first, left, back]) await follows(person);
    for (const person of [later, never]) await says(person, 'xin chào');
    for (const person of [first, later, left, back, never]) await subscribes(person);
    await follows(later);
    await left.leaves();
    await back.leaves();
    await follows(back);
    // Before it ends it writes down whom it heard.
    expect(await serve.stop()).toBe(0);
    const { db } = installation.database;
    await sql`update subscribers set heard_at = heard_at - interval '8 days'`.execute(db);

    serve = await installation.serve(platforms.settings);
    await makeDongNai(db);
    const author = await makeStaff(db, (await unitOf(db, 'cdc', '75')).id);
    const page = await browser.newPage({ locale: 'vi-VN', baseURL: serve.root });
    await signIn(page, author.username);
    await page.goto('/console/advisories/new');
    await page.getByLabel('Tên tin').fill('Tình hình dịch');
    await page.getByLabel('Nội dung tiếng Việt').fill('Hôm nay tỉnh không có ca mới.');
    await page.getByRole('button', { name: 'Lưu và xem trước', exact: true }).click();
    // Free, charged, by template only, by article only, not at all.
    await page.getByRole('row', { name: 'Zalo OA 0 0 0 3 1' }).waitFor();
    expect(await page.locator('#audience').innerText()).toMatch(/đã ngừng nhận hoặc đã chặn\s+1/);
  });
});
