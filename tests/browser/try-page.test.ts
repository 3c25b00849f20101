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

  const side = (page: Page, channel: 'telegram' | 'zalo-oa' | 'zalo-bot'): Locator =>
    page.locator(`#${channel}`);
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

  test('a picture is seen above its text', async () => {
    const page = await open();
    const phone = side(page, 'telegram');
    await phone.locator('.start button').click();
    await newest(phone).getByText('Đã nghe:').waitFor();
    await type(phone, 'ảnh');
    await newest(phone).getByRole('img', { name: 'Ảnh' }).waitFor();
    const width = "document.querySelector('#telegram .bubble img').naturalWidth";
    await expect.poll(() => page.evaluate(width)).toBe(320);
    expect(await newest(phone).innerText()).toContain('Rửa tay');
    const end =
      "(({ scrollTop, scrollHeight, clientHeight }) => scrollHeight - scrollTop - clientHeight)(document.querySelector('#telegram .log'))";
    await expect.poll(() => page.evaluate<number>(end)).toBeLessThan(2);
  });

  test('zalo-bot: text, what can be sent there and what cannot, and the record under its name', async () => {
    const page = await open({ viewport: { width: 1440, height: 860 } });
    const phone = side(page, 'zalo-bot');
    await phone.locator('.start button').click();
    await newest(phone).getByText('Đã nghe: Xin chào').waitFor();
    for (const [what, event] of [
      ['Nhãn dán', 'sticker'],
      ['Ảnh', 'image'],
      ['Tin nhắn thoại', 'voice'],
    ] as const) {
      await phone.getByRole('button', { name: 'Gửi thứ khác' }).click();
      await phone.locator('.menu').getByRole('button', { name: what }).click();
      await newest(phone).getByText(`Đã nghe: message.${event}.received`).waitFor();
    }
    await phone.getByRole('button', { name: 'Gửi thứ khác' }).click();
    expect(await phone.locator('.menu').getByRole('button', { name: 'Vị trí' }).count()).toBe(0);
    expect(await phone.locator('.buttons').count()).toBe(0);
    await type(phone, 'lưu');
    await page.locator('#records article').getByText('Zalo Bot').waitFor();
    await phone.getByRole('button', { name: 'Xóa trò chuyện' }).click();
    await phone.getByText('Bot không được báo tin này.').waitFor();
    expect(await phone.locator('textarea').isDisabled()).toBe(true);
    await phone.locator('.start').getByRole('button', { name: 'Mở lại trò chuyện' }).click();
    await phone.locator('.start').waitFor({ state: 'detached' });
    await type(phone, 'còn đây');
    await newest(phone).getByText('Đã nghe: còn đây').waitFor();
    bot.stored.clear();
  });

  test('the words of a person Zalo protects are kept from the bot, and the page says who that is', async () => {
    const page = await open({ viewport: { width: 1440, height: 860 } });
    const phone = side(page, 'zalo-bot');
    const who = phone.getByText('Trẻ em, người khuyết tật, người chưa biết chữ');
    expect(await who.isVisible()).toBe(false);
    await phone.getByRole('button', { name: 'Là ai?' }).click();
    await who.waitFor();
    await phone.getByRole('button', { name: 'Là ai?' }).click();
    expect(await who.isVisible()).toBe(false);
    await phone.getByRole('switch', { name: 'Người được Zalo bảo vệ' }).check();
    await who.waitFor();
    await type(phone, 'khó thở');
    await newest(phone).getByText('Đã nghe: message.unsupported.received').waitFor();
    await phone.getByText('Zalo giữ kín tin này').waitFor();
    await page.reload();
    await phone.getByText('Zalo giữ kín tin này').waitFor();
    expect(await phone.getByRole('switch').isChecked()).toBe(true);
    expect(await violations(page)).toEqual([]);
    await phone.getByRole('switch').uncheck();
    await type(phone, 'đỡ rồi');
    await newest(phone).getByText('Đã nghe: đỡ rồi').waitFor();
  });

  test('everything side by side on a wide screen; on a smaller one both of Zalo share a place', async () => {
    const page = await open({ viewport: { width: 1440, height: 860 } });
    const parts = ['#telegram', '#zalo-oa', '#zalo-bot', '#records'];
    const shown = async () => {
      const seen = await Promise.all(parts.map((part) => page.locator(part).isVisible()));
      return parts.filter((_, at) => seen[at]);
    };
    /** How many parts stand in one row, none over another, each with room enough to read in. */
    const inOneRow = async () => {
      const boxes = await Promise.all(
        (await page.locator('.phone:visible, .scroll:visible').all()).map((part) => part.boundingBox()),
      );
      for (const [at, box] of boxes.entries()) {
        expect(box?.height).toBeGreaterThan(500);
        expect(box?.width).toBeGreaterThan(300);
        expect(box?.y).toBe(boxes[0]?.y);
        const before = boxes[at - 1];
        if (before) expect(box?.x).toBeGreaterThan(before.x + before.width);
      }
      return boxes.length;
    };
    expect(await shown()).toEqual(parts);
    expect(await inOneRow()).toBe(4);
    expect(await page.getByRole('tab').count()).toBe(0);
    await page.setViewportSize({ width: 1280, height: 800 });
    await expect.poll(shown).toEqual(['#telegram', '#zalo-oa', '#records']);
    expect(await inOneRow()).toBe(3);
    await page.getByRole('tab', { name: 'Zalo OA' }).focus();
    await page.keyboard.press('ArrowLeft');
    expect(await shown()).toEqual(['#telegram', '#zalo-bot', '#records']);
    expect(await page.getByRole('tab', { selected: true }).innerText()).toBe('Zalo Bot');
    expect(await inOneRow()).toBe(3);
    await page.setViewportSize({ width: 390, height: 844 });
    await expect.poll(shown).toEqual(['#zalo-bot']);
  });

  test('the page has the same words in both languages', async () => {
    const page = await open();
    const [vi, en] = await page.evaluate<[string[], string[]]>(
      "Promise.all([import('./texts-vi.js'), import('./texts-en.js')]).then(([{ VI }, { EN }]) => [VI, EN].map(Object.keys))",
    );
    expect(vi.length).toBeGreaterThan(80);
    expect(en).toEqual(vi);
  });

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
    const groups = page.locator('#faults fieldset');
    expect(await groups.filter({ hasText: 'Tin đến hai lần' }).locator('.mark').allInnerTexts()).toEqual([
      'Telegram',
      'Zalo OA',
      'Zalo Bot',
    ]);
    expect(await groups.filter({ hasText: '-220' }).locator('.mark').allInnerTexts()).toEqual(['Zalo OA']);
    await page.getByRole('button', { name: 'Tắt hết' }).click();
    await expect.poll(() => bot.emulators.faults.rates.duplicate).toBe(0);
    await page.getByRole('button', { name: 'Đóng' }).click();
    expect(await page.locator('#faults').isVisible()).toBe(false);
  });

  const looks: [string, BrowserContextOptions][] = [
    ['wide, light', { viewport: { width: 1440, height: 860 } }],
    ['wide, dark', { viewport: { width: 1440, height: 860 }, colorScheme: 'dark' }],
    ['medium, light', { viewport: { width: 1280, height: 800 } }],
    ['narrow, light', { viewport: { width: 360, height: 740 } }],
    ['narrow, dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }],
  ];
  test.each(looks)('axe finds nothing against WCAG 2.2 AA: %s', async (_, options) => {
    const page = await open(options);
    const telegram = side(page, 'telegram');
    const zaloBot = side(page, 'zalo-bot');
    const goTo = async (name: string) => {
      const tab = page.getByRole('tab', { name });
      if (await tab.isVisible()) await tab.click();
      // Until what has just come stands still.
      await page.waitForTimeout(300);
    };
    await type(telegram, 'lưu');
    await newest(telegram).getByText('Đã lưu.').waitFor();
    await newest(telegram).getByRole('button').first().click();
    await page.locator('#stored-count').getByText('(1)').waitFor({ state: 'attached' });
    await type(telegram, 'số');
    await telegram.locator('.keyboard').waitFor();
    await telegram.getByRole('button', { name: 'Gửi thứ khác' }).click();
    await goTo('Telegram');
    expect(await violations(page)).toEqual([]);
    await goTo('Zalo Bot');
    expect(await violations(page)).toEqual([]);
    await zaloBot.getByRole('switch').check();
    await type(zaloBot, 'con chào bot');
    await newest(zaloBot).waitFor();
    await zaloBot.getByRole('button', { name: 'Gửi thứ khác' }).click();
    await goTo('Zalo Bot');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Gây lỗi' }).click();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await goTo('Đã lưu');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'English' }).click();
    expect(await page.evaluate<string>('document.documentElement.lang')).toBe('en');
    expect(await violations(page)).toEqual([]);
    bot.stored.clear();
  });
});
