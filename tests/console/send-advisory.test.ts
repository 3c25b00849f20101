import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../../src/emulators/person.ts';
import { violations } from '../browser/accessibility.ts';
import { chromiumPath } from '../browser/launch-browser.ts';
import { aPatient } from '../support/a-patient.ts';
import { makeStaff, unitOf } from '../support/a-staff.ts';
import { aSubscriber } from '../support/a-subscriber.ts';
import { openConsoleBrowser, type ConsoleBrowser } from '../support/console-in-chromium.ts';
import { setUpInstallation, type Installation } from '../support/installation.ts';
import { startPlatforms, type Platforms } from '../support/platforms.ts';
import { hasPostgres } from '../support/postgres.ts';
import { hasRedis } from '../support/redis.ts';
import { waitFor } from '../support/wait-for.ts';

const PEOPLE = 60;
const skip = !hasRedis() || !hasPostgres() || (chromiumPath === null && process.env['CI'] !== 'true');

describe.skipIf(skip)(
  'an advisory from the desk to the chats (needs chromium, redis-server, postgres)',
  () => {
    let installation: Installation;
    let platforms: Platforms;
    let browser: ConsoleBrowser;
    let author: string;
    let second: string;
    const people: Person[] = [];
    beforeAll(async () => {
      installation = await setUpInstallation();
      // Nobody answers conversations here.
      platforms = await startPlatforms(() => 'http://127.0.0.1:9/');
      browser = await openConsoleBrowser(installation.database);
      browser.console.at = Date.now();
      const { db } = browser;
      author = (await makeStaff(db, (await unitOf(db, 'cdc', '75')).id)).username;
      second = (await makeStaff(db, (await unitOf(db, 'health_department', '75')).id)).username;
      for (let i = 0; i < PEOPLE; i++) people.push(platforms.telegram.person({ returning: true }));
      for (const { urn } of people) {
        const { person } = await aPatient(
          db,
          ['75', '731', '26008'],
          {},
          { urn: `telegram:d${urn.slice(9)}` },
        );
        await aSubscriber(db, urn, { person, topics: ['area'] });
      }
      const names = ['TELEGRAM_BOT_TOKEN', 'TELEGRAM_WEBHOOK_SECRET', 'TELEGRAM_API_ROOT'];
      await installation.work(
        Object.fromEntries(names.map((name) => [name, platforms.settings[name] ?? ''])),
      );
    });
    afterAll(async () => {
      await browser.close();
      await installation.close();
      await platforms.close();
    });
    afterEach(() => {
      expect(browser.problems()).toEqual([]);
    });

    const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
    const sent = async () => {
      const rows = await browser.db.selectFrom('deliveries').select('status').execute();
      return rows.filter(({ status }) => status === 'sent').length;
    };

    test('composed, previewed, agreed to by another, watched, paused, resumed, reported', async () => {
      const page = await browser.signIn(author);
      await page.getByRole('link', { name: 'Gửi tin' }).click();
      await page.getByRole('link', { name: 'Soạn tin mới' }).click();
      await page.getByLabel('Tên tin').fill('Phun khử khuẩn');
      await page.getByLabel('Nội dung tiếng Việt').fill('Sáng mai phường Trảng Dài phun khử khuẩn.');
      await page.getByLabel('Chủ đề').selectOption({ label: 'Tin của địa phương' });
      await page.getByLabel('Mức gấp').selectOption({ label: 'Khẩn' });
      await page.getByLabel('Nhiều nhất … tin mỗi giây').fill('2');
      const list = {
        name: 'so.txt',
        mimeType: 'text/plain',
        buffer: Buffer.from('0912345678\nkhông phải số'),
      };
      await page.locator('#file').setInputFiles(list);
      await page.getByLabel('Telegram').check();
      await page.getByLabel('Zalo OA', { exact: true }).check();
      await button(page, 'Lưu và xem trước').click();
      await page.getByRole('alert').waitFor();
      expect(await violations(page)).toEqual([]);
      await page.locator('#phones').fill('');
      await button(page, 'Lưu và xem trước').click();
      await page.getByRole('heading', { level: 1, name: 'Phun khử khuẩn' }).waitFor();
      expect(await page.locator('.bubble').count()).toBe(2);
      expect(await page.locator('.bubble').first().innerText()).toContain('xin nhắn DỪNG');
      await page.getByRole('row', { name: `Telegram ${PEOPLE} 0 0` }).waitFor();
      expect(await violations(page)).toEqual([]);
      await button(page, 'Trình duyệt').click();
      expect(await page.getByRole('status').innerText()).toBe('Đã trình duyệt.');
      expect(await button(page, 'Duyệt và gửi').count()).toBe(0);

      const other = await browser.signIn(second);
      await other.goto(page.url());
      await button(other, 'Duyệt và gửi').click();
      // Whoever wrote it sees that it was agreed to without loading anything again, and what becomes of it.
      await page.locator('.events strong', { hasText: /^Duyệt$/ }).waitFor();
      await page.reload();
      const progress = page.locator('#progress');
      await progress.getByRole('columnheader', { name: 'Đã gửi' }).first().waitFor({ timeout: 30_000 });
      expect(await violations(page)).toEqual([]);
      const field = page.getByLabel('Nhiều nhất … tin mỗi giây');
      await field.fill('7');
      const before = await progress.innerText();
      await waitFor('the part to look again', async () => (await progress.innerText()) !== before);
      // What is being typed stays.
      expect(await field.inputValue()).toBe('7');
      await button(page, 'Tạm dừng').click();
      await page.getByRole('status').filter({ hasText: 'Đã tạm dừng' }).waitFor();
      const { kind } = await waitFor('the pause', () =>
        browser.db
          .selectFrom('advisory_events')
          .select('kind')
          .where('kind', '=', 'pause')
          .executeTakeFirst(),
      );
      expect(kind).toBe('pause');
      await waitFor(
        'nothing on its way',
        async () =>
          (
            await browser.db
              .selectFrom('deliveries')
              .select('status')
              .where('status', '=', 'sending')
              .execute()
          ).length === 0,
      );
      const paused = await sent();
      expect(paused).toBeLessThan(PEOPLE);
      await other.reload();
      expect(await sent()).toBe(paused);
      await button(other, 'Gửi tiếp').click();
      await other.getByLabel('Nhiều nhất … tin mỗi giây').fill('');
      await button(other, 'Đổi tốc độ').click();
      await page.getByRole('heading', { name: 'Báo cáo gửi tin' }).waitFor({ timeout: 60_000 });
      const row = await progress.getByRole('row', { name: 'Telegram' }).first().innerText();
      expect(row.split(/\s+/)).toEqual(['Telegram', String(PEOPLE), String(PEOPLE)]);
      await page.locator('.events').filter({ hasText: 'Gửi tiếp' }).waitFor();
      expect(await violations(page)).toEqual([]);
      for (const { messages } of people)
        expect(messages.map(({ text }) => text)).toEqual([
          'Sáng mai phường Trảng Dài phun khử khuẩn.\n\nKhông muốn nhận tin này nữa, xin nhắn DỪNG.',
        ]);
    });
  },
);
