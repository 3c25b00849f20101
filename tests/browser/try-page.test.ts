import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { violations } from './accessibility.ts';
import { chromiumPath, launchBrowser } from './launch-browser.ts';
import { startStandInBot, type StandInBot } from './stand-in-bot.ts';

const skip = chromiumPath === null && process.env['CI'] !== 'true';

describe.skipIf(skip)('the try-it page (needs chromium)', () => {
  let browser: Browser;
  let bot: StandInBot;
  const problems: string[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
    bot = await startStandInBot();
  });
  afterAll(async () => {
    await browser.close();
    await bot.close();
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    expect(problems.splice(0)).toEqual([]);
  });

  async function open(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ locale: 'vi-VN', ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(8_000);
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(bot.root)) problems.push(`asked ${request.url()}`);
    });
    await page.goto(`${bot.root}/try/`);
    return page;
  }

  const side = (page: Page, channel: 'telegram' | 'zalo-oa'): Locator => page.locator(`#${channel}`);
  const newest = (phone: Locator): Locator => phone.locator('.bubble.bot').last();

  async function type(phone: Locator, text: string): Promise<void> {
    await phone.locator('textarea').fill(text);
    await phone.locator('textarea').press('Enter');
  }

  test.each(['telegram', 'zalo-oa'] as const)(
    '%s: text, presses, and the record once stored',
    async (channel) => {
      const page = await open();
      const phone = side(page, channel);
      await phone.locator('.start button').click();
      await newest(phone).getByText('Đã nghe:').waitFor();
      await type(phone, 'Xin <img src=x onerror=alert(1)> chào');
      await newest(phone).getByText('Đã nghe: Xin <img src=x onerror=alert(1)> chào\nDòng hai.').waitFor();
      await newest(phone).getByRole('button', { name: 'Không' }).click();
      await newest(phone).getByText('Đã nghe: #Không').waitFor();
      expect(await phone.locator('.pressed').count()).toBe(1);
      await type(phone, 'lưu');
      const record = page.locator('#records article');
      await record.waitFor();
      expect(await record.innerText()).toContain('K7M2-9QXD-4TBH');
      expect(await record.innerText()).toContain('Cần xem xét sớm');
      expect(await record.innerText()).toContain('<b>Nguyễn Văn A</b>');
      expect(await page.locator('#records-news').innerText()).toContain('K7M2-9QXD-4TBH');
      expect(await record.innerText()).toContain('đã mã hóa');
      bot.stored.clear();
    },
  );

  test('the conversation and its person return on reload, and another tab has another person', async () => {
    const page = await open();
    await type(side(page, 'zalo-oa'), 'nhớ tôi');
    await newest(side(page, 'zalo-oa')).getByText('Đã nghe: nhớ tôi').waitFor();
    const you = await side(page, 'zalo-oa').locator('.you').innerText();
    await page.reload();
    await newest(side(page, 'zalo-oa')).getByText('Đã nghe: nhớ tôi').waitFor();
    expect(await side(page, 'zalo-oa').locator('.you').innerText()).toBe(you);
    const other = await page.context().newPage();
    await other.goto(`${bot.root}/try/`);
    await side(other, 'zalo-oa').locator('.start').waitFor();
    expect(await side(other, 'zalo-oa').locator('.bubble').count()).toBe(0);
    await other.close();
    await side(page, 'zalo-oa').locator('.fresh').click();
    await side(page, 'zalo-oa').locator('.start').waitFor();
    expect(await side(page, 'zalo-oa').locator('.bubble').count()).toBe(0);
  });

  test('the phone number is shared with the keyboard’s button, and the menu sends the rest', async () => {
    const page = await open();
    const phone = side(page, 'telegram');
    await type(phone, 'số');
    await phone.getByLabel('Số điện thoại của người này').fill('0987 654 321');
    await phone.getByRole('button', { name: 'Gửi số điện thoại của tôi' }).click();
    await newest(phone).getByText('Đã nghe: 84987654321').waitFor();
    expect(await phone.locator('.keyboard').isVisible()).toBe(false);
    for (const what of ['Nhãn dán', 'Ảnh', 'Vị trí']) {
      await phone.getByRole('button', { name: 'Gửi thứ khác' }).click();
      await phone.locator('.menu').getByRole('button', { name: what }).click();
      await newest(phone).getByText('Đã nghe: media').waitFor();
    }
    await phone.getByRole('button', { name: 'Gửi thứ khác' }).click();
    await phone.getByRole('button', { name: 'Chặn bot' }).click();
    await phone.getByText('Bạn đã chặn bot.').waitFor();
    expect(await phone.locator('textarea').isDisabled()).toBe(true);
    await phone.locator('.start').getByRole('button', { name: 'Bỏ chặn' }).click();
    await phone.locator('.start').waitFor({ state: 'detached' });
    expect(await phone.locator('textarea').isEnabled()).toBe(true);
  });

  test('everything can be done with the keyboard alone', async () => {
    const page = await open();
    const focused = () => page.evaluate<string>("document.activeElement?.textContent ?? ''");
    for (let tabs = 0; !(await focused()).startsWith('Bắt đầu'); tabs += 1) {
      expect(tabs).toBeLessThan(12);
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    const phone = side(page, 'telegram');
    await newest(phone).getByText('Đã nghe: /start').waitFor();
    await page.keyboard.type('xin chào');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('hai');
    await page.keyboard.press('Enter');
    await newest(phone).getByText('Đã nghe: xin chào\nhai').waitFor();
    for (let tabs = 0; (await focused()) !== 'Có'; tabs += 1) {
      expect(tabs).toBeLessThan(6);
      await page.keyboard.press('Shift+Tab');
    }
    await page.keyboard.press('Space');
    await newest(phone).getByText('Đã nghe: #Có').waitFor();
    expect(await focused()).toContain('Có');
  });

  test('on a phone the parts are tabs, and nothing is wider than the screen', async () => {
    const page = await open({ viewport: { width: 360, height: 740 } });
    expect(await side(page, 'zalo-oa').isVisible()).toBe(false);
    await type(side(page, 'telegram'), 'dài'.repeat(120));
    await newest(side(page, 'telegram')).waitFor();
    await page.getByRole('tab', { name: 'Telegram' }).focus();
    await page.keyboard.press('ArrowRight');
    await type(side(page, 'zalo-oa'), 'lưu');
    await newest(side(page, 'zalo-oa')).waitFor();
    await page.getByRole('tab', { name: 'Đã lưu (1)' }).click();
    await page.locator('#records article').waitFor();
    const wider = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    expect(wider).toBeLessThanOrEqual(0);
    bot.stored.clear();
  });

  test('the faults panel switches the platforms’ faults', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Gây lỗi' }).click();
    await page.getByLabel('Tin đến hai lần').selectOption('1');
    await expect.poll(() => bot.emulators.faults.rates.duplicate).toBe(1);
    await page.getByRole('button', { name: 'Tắt hết' }).click();
    await expect.poll(() => bot.emulators.faults.rates.duplicate).toBe(0);
    await page.getByRole('button', { name: 'Đóng' }).click();
    expect(await page.locator('#faults').isVisible()).toBe(false);
  });

  const looks: [string, BrowserContextOptions][] = [
    ['wide, light', { viewport: { width: 1280, height: 800 } }],
    ['wide, dark', { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' }],
    ['narrow, light', { viewport: { width: 360, height: 740 } }],
  ];
  test.each(looks)('axe finds nothing against WCAG 2.2 AA: %s', async (_, options) => {
    const page = await open(options);
    await type(side(page, 'telegram'), 'lưu');
    await newest(side(page, 'telegram')).getByText('Đã lưu.').waitFor();
    await newest(side(page, 'telegram')).getByRole('button').first().click();
    await page.locator('#stored-count').getByText('(1)').waitFor({ state: 'attached' });
    await type(side(page, 'telegram'), 'số');
    await side(page, 'telegram').locator('.keyboard').waitFor();
    await side(page, 'telegram').getByRole('button', { name: 'Gửi thứ khác' }).click();
    await page.waitForTimeout(300);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Gây lỗi' }).click();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    if (options.viewport?.width === 360) {
      await page.getByRole('tab', { name: 'Đã lưu' }).click();
      expect(await violations(page)).toEqual([]);
    }
    await page.getByRole('button', { name: 'English' }).click();
    expect(await page.evaluate<string>('document.documentElement.lang')).toBe('en');
    expect(await violations(page)).toEqual([]);
    bot.stored.clear();
  });
});
