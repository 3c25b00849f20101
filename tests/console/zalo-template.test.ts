import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ZaloPerson } from '../../src/emulators/zalo-person.ts';
import { violations } from '../browser/accessibility.ts';
import { chromiumPath, launchBrowser } from '../browser/launch-browser.ts';
import { aPatient } from '../support/a-patient.ts';
import { makeDongNai, makeStaff, unitOf } from '../support/a-staff.ts';
import { aSubscriber } from '../support/a-subscriber.ts';
import { setUpInstallation, type Installation, type Serving } from '../support/installation.ts';
import { startPlatforms, type Platforms } from '../support/platforms.ts';
import { hasPostgres } from '../support/postgres.ts';
import { hasRedis } from '../support/redis.ts';
import { signIn } from '../support/sign-in.ts';

const skip = !hasRedis() || !hasPostgres() || (chromiumPath === null && process.env['CI'] !== 'true');
const templates = [
  { id: '700', name: 'Nhắc lịch', words: 'Nhắc <ai> lúc <gio>' },
  { id: '701', name: 'Tin y tế', words: 'Ngành y tế thông báo: <noi_dung>' },
];
const text = 'Sáng mai phường phun khử khuẩn.';

describe.skipIf(skip)('whom Zalo takes no plain message for (needs chromium, redis, postgres)', () => {
  let installation: Installation;
  let platforms: Platforms;
  let serve: Serving;
  let browser: Browser;
  let page: Page;
  let people: Record<'free' | 'billed' | 'silent' | 'unknown' | 'numberless', ZaloPerson>;
  beforeAll(async () => {
    installation = await setUpInstallation();
    platforms = await startPlatforms((channel) => `${serve.root}/webhooks/${channel}`, { templates });
    serve = await installation.serve(platforms.settings);
    await installation.work(platforms.settings);
    const { db } = installation.database;
    await makeDongNai(db);
    const author = await makeStaff(db, (await unitOf(db)).id);
    const somebody = async (days: number, phone?: string): Promise<ZaloPerson> => {
      const one = platforms.zalo.person({ returning: true });
      one.silentFor(days);
      const { person } = await aPatient(db, ['75', '731', '26008'], { phone: phone ?? `+${one.phone}` });
      const heard = { heard_at: new Date(Date.now() - days * 24 * 3_600_000) };
      await aSubscriber(db, one.urn, { person, ...heard });
      return one;
    };
    people = {
      free: await somebody(0),
      billed: await somebody(3),
      silent: await somebody(20),
      // A number nobody has Zalo with.
      unknown: await somebody(20, '+84900000001'),
      numberless: await somebody(20),
    };
    await db
      .updateTable('persons')
      .set({ phone: null })
      .where('phone', '=', `+${people.numberless.phone}`)
      .execute();
    browser = await launchBrowser();
    page = await browser.newPage({ locale: 'vi-VN', baseURL: serve.root });
    await signIn(page, author.username);
  });
  afterAll(async () => {
    await browser.close();
    await installation.close();
    await platforms.close();
  });

  const button = (name: string) => page.getByRole('button', { name, exact: true });

  test('each class is counted, its way chosen, shown, agreed to, and sent so', async () => {
    await page.goto('/console/advisories/new');
    await page.getByLabel('Tên tin').fill('Phun khử khuẩn');
    await page.getByLabel('Nội dung tiếng Việt').fill(text);
    await page.getByLabel('Mức gấp').selectOption({ label: 'Khẩn' });
    await button('Lưu và xem trước').click();
    // Free, charged, by template only, by article only, not at all.
    await page.getByRole('row', { name: 'Zalo OA 1 1 2 0 1' }).waitFor();
    await page.getByRole('link', { name: 'Chọn cách gửi', exact: true }).click();
    await page.getByLabel('Mẫu tin đã duyệt').selectOption({ label: 'Tin y tế (701)' });
    await button('Dùng mẫu này').click();
    expect(await page.getByText('Zalo tính khoảng 200 đồng mỗi tin.').count()).toBe(1);
    expect(await page.getByLabel('noi_dung').inputValue()).toBe(text);
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('noi_dung').fill('x'.repeat(201));
    await button('Gửi bằng mẫu này').click();
    expect(await page.getByText('còn trống hoặc quá dài').count()).toBe(1);
    await page.getByLabel('noi_dung').fill('Mai phun khử khuẩn.');
    await button('Gửi bằng mẫu này').click();
    expect(await page.locator('.facts').first().innerText()).toContain(
      'Tin y tế (200 đồng mỗi tin); noi_dung: Mai phun khử khuẩn.',
    );
    const address = page.url();
    // A commune has no followers of its own.
    await page.getByRole('link', { name: 'Chọn cách gửi bài viết' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('chỉ dùng được cho tin của cấp tỉnh trở lên');
    expect(await button('Gửi bài viết này').count()).toBe(0);
    await page.goto(address);
    await button('Trình duyệt').click();
    // What was submitted with it stays.
    await page.goto(`${address}/template`);
    expect(await page.getByRole('alert').innerText()).toContain('không làm được');
    await button('Duyệt và gửi').click();
    await page.getByRole('heading', { name: 'Báo cáo gửi tin' }).waitFor({ timeout: 60_000 });
    const progress = await page.locator('#progress').innerText();
    for (const reason of ['Gửi bằng mẫu đã duyệt', 'không nhận tin theo mẫu', 'Nền tảng tính tiền'])
      expect(progress).toContain(reason);

    const got = ({ messages }: ZaloPerson) => messages.map((one) => one.text);
    expect(got(people.free)).toEqual([`${text}\n\nKhông muốn nhận tin này nữa, xin nhắn DỪNG.`]);
    expect(got(people.silent)).toEqual(['Ngành y tế thông báo: Mai phun khử khuẩn.']);
    for (const one of [people.billed, people.unknown, people.numberless]) expect(got(one)).toEqual([]);
    const { db } = installation.database;
    const rows = await db.selectFrom('deliveries').select(['urn', 'status', 'reason']).execute();
    const of = Object.fromEntries(rows.map(({ urn, status, reason }) => [urn, `${status} ${reason ?? ''}`]));
    expect(of).toEqual({
      [people.free.urn]: 'sent ',
      [people.billed.urn]: 'skipped billed',
      [people.silent.urn]: 'sent by-template',
      [people.unknown.urn]: 'skipped template-refused',
      [people.numberless.urn]: 'skipped window-closed',
    });
    // A number without Zalo says nothing of the chat.
    const stopped = await db
      .selectFrom('subscribers')
      .select('urn')
      .where('stopped_at', 'is not', null)
      .execute();
    expect(stopped).toEqual([]);
  });
});
