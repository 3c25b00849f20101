import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TEST_LIMIT } from '../../src/console/advisory-test.ts';
import type { Person } from '../../src/emulators/person.ts';
import { violations } from '../browser/accessibility.ts';
import { chromiumPath, launchBrowser } from '../browser/launch-browser.ts';
import { aPicture } from '../support/a-picture.ts';
import { makeDongNai, makeStaff, unitOf } from '../support/a-staff.ts';
import { setUpInstallation, type Installation, type Serving } from '../support/installation.ts';
import { markWords } from '../support/kept-logs.ts';
import { startPlatforms, type Platforms } from '../support/platforms.ts';
import { hasPostgres } from '../support/postgres.ts';
import { hasRedis } from '../support/redis.ts';
import { signIn } from '../support/sign-in.ts';

const skip = !hasRedis() || !hasPostgres() || (chromiumPath === null && process.env['CI'] !== 'true');

describe.skipIf(skip)('an advisory tried on oneself (needs chromium, redis-server, postgres)', () => {
  let installation: Installation;
  let platforms: Platforms;
  let serve: Serving;
  let browser: Browser;
  let page: Page;
  let staff: string;
  beforeAll(async () => {
    installation = await setUpInstallation();
    platforms = await startPlatforms((channel) => `${serve.root}/webhooks/${channel}`);
    const settings = { ...platforms.settings, TELEGRAM_BOT_NAME: 'ncovi_thu_bot' };
    serve = await installation.serve(settings);
    await installation.work(settings);
    const { db } = installation.database;
    await makeDongNai(db);
    const author = await makeStaff(db, (await unitOf(db)).id);
    staff = author.id;
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
  const status = () => page.getByRole('status').innerText();
  const newWord = async (): Promise<string> => {
    await page.goto('/console/account');
    await button('Nối một kênh chat').click();
    const word = (await page.locator('[data-word]').innerText()).slice(1);
    markWords('secret', word);
    return word;
  };
  const bound = async () =>
    (await installation.database.db.selectFrom('staff_chats').selectAll().execute()).map(({ urn }) => urn);
  const isShown = async (text: string) => {
    await expect
      .poll(async () => (await page.reload(), page.locator('#chats').innerText()), { timeout: 30_000 })
      .toContain(text);
  };
  const texts = ({ messages }: Person) => messages.map(({ text }) => text);

  test('a chat is bound by a word said in it once, is sent the text as people get it, and is taken away', async () => {
    const me = platforms.telegram.person({ languageCode: 'vi' });
    const stranger = platforms.telegram.person({ languageCode: 'vi' });
    const word = await newWord();
    expect(await page.getByRole('link', { name: 'Mở Telegram' }).getAttribute('href')).toBe(
      `https://t.me/ncovi_thu_bot?start=${word}`,
    );
    expect(await violations(page)).toEqual([]);
    await me.begins(word);
    expect((await me.nextMessage(30_000)).text).toMatch(/^Dạ, đã nhận mã\./);
    await page.goto('/console/account');
    await isShown('Telegram');
    expect(await violations(page)).toEqual([]);
    // Overheard by somebody else, it is good no longer.
    await stranger.begins(word);
    await stranger.nextMessage(30_000);
    const mine = platforms.zalo.person();
    const forZalo = await newWord();
    await mine.begins();
    await mine.nextMessage(30_000);
    await mine.sends(`#${forZalo}`);
    await page.goto('/console/account');
    await isShown('Zalo OA');
    expect((await bound()).toSorted()).toEqual([me.urn, mine.urn].toSorted());

    await page.goto('/console/advisories/new');
    await page.getByLabel('Tên tin').fill('Rửa tay');
    await page.getByLabel('Nội dung tiếng Việt').fill('Bà con nhớ rửa tay.');
    await page.getByLabel('Nội dung tiếng Anh').fill('Please wash your hands.');
    await page.getByLabel('Ảnh (nếu có)').setInputFiles({
      ...{ name: 'rua-tay.png', mimeType: 'image/png', buffer: aPicture('png') },
    });
    await page.getByLabel('Trong ảnh có gì').fill('Sáu bước rửa tay');
    await button('Lưu và xem trước').click();
    const before = texts(me).length;
    await button('Gửi thử qua Telegram').click();
    expect(await status()).toBe('Đã gửi thử. Xin xem trên điện thoại của anh/chị.');
    expect(texts(me).slice(before)).toEqual([
      '[TIN THỬ – xin đừng chuyển tiếp]\n\nBà con nhớ rửa tay.\n\nKhông muốn nhận tin này nữa, xin nhắn DỪNG.',
      '[TEST MESSAGE – please do not forward]\n\nPlease wash your hands.\n\nTo receive no more of these, please write STOP.',
    ]);
    // The platforms fetch it from the program itself, which asks nobody who they are.
    const { pathname } = new URL(me.messages.at(-1)?.picture ?? '');
    const fetched = await fetch(serve.root + pathname);
    expect([fetched.status, fetched.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(Buffer.from(await fetched.arrayBuffer())).toEqual(aPicture('png'));
    expect(await page.locator('#test').innerText()).toContain('Telegram: đã gửi');
    expect(await violations(page)).toEqual([]);

    await mine.leaves();
    await button('Gửi thử qua Zalo OA').click();
    expect(await page.locator('#test').innerText()).toContain('đã chặn hoặc bỏ theo dõi');
    expect(await page.locator('.events').innerText()).toContain('Zalo OA: không gửi được');

    const { db } = installation.database;
    expect(await db.selectFrom('deliveries').selectAll().execute()).toEqual([]);
    const trail = await db
      .selectFrom('audit')
      .select(['staff', 'detail'])
      .where('action', '=', 'advisory_test')
      .orderBy('id')
      .execute();
    expect(trail).toEqual([
      { staff, detail: { channel: 'telegram' } },
      { staff, detail: { channel: 'zalo-oa' } },
    ]);
    // Neither a link anybody came by, nor a declaration begun.
    expect(await db.selectFrom('campaign_visits').selectAll().execute()).toEqual([]);

    // A click does not wait for what it sends.
    for (let i = 2; i < TEST_LIMIT.tests; i++) {
      const got = texts(me).length;
      await button('Gửi thử qua Telegram').click();
      await expect.poll(() => texts(me).length, { timeout: 30_000 }).toBe(got + 2);
    }
    const most = texts(me).length;
    await button('Gửi thử qua Telegram').click();
    expect(await page.getByRole('alert').innerText()).toBe('Anh/chị đã gửi thử nhiều lần; xin đợi ít phút.');
    expect(texts(me)).toHaveLength(most);

    await page.goto('/console/account');
    await page
      .locator('#chats')
      .getByRole('button', { name: /Gỡ.*Telegram/ })
      .click();
    expect(await status()).toBe('Đã gỡ kênh nhận tin thử.');
    expect(await bound()).toEqual([mine.urn]);
  });
});
