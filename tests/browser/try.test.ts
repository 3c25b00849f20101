import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFailed, test } from 'vitest';
import { violations } from './accessibility.ts';
import { HEALTHY, nextDeed, SUSPECTED, type Answers, type Language } from './citizen.ts';
import { chromiumPath, launchBrowser } from './launch-browser.ts';

const skip = chromiumPath === null && process.env['CI'] !== 'true';
const START = fileURLToPath(new URL('../../src/start.ts', import.meta.url));

describe.skipIf(skip)('a declaration on the try-it page of npm start (needs chromium)', () => {
  const data = mkdtempSync(join(tmpdir(), 'ncovi-try-'));
  let program: ChildProcess;
  let root: string;
  let browser: Browser | undefined;
  let log = '';

  beforeAll(async () => {
    const port = await freePort();
    root = `http://127.0.0.1:${port}`;
    program = spawn(process.execPath, [START], {
      cwd: data,
      // Nothing configured but where to listen and keep data: what the machine has set is left out.
      env: { PATH: process.env['PATH'] ?? '', HOME: data, DATA_DIR: join(data, 'data'), PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const note = (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-20_000);
    };
    program.stdout?.on('data', note);
    program.stderr?.on('data', note);
    await ready(Date.now() + 100_000);
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    if (program.exitCode === null) {
      const ended = new Promise((resolve) => program.once('exit', resolve));
      program.kill('SIGTERM');
      const force = setTimeout(() => program.kill('SIGKILL'), 15_000);
      await ended;
      clearTimeout(force);
    }
    rmSync(data, { recursive: true, force: true });
  });

  async function ready(deadline: number): Promise<void> {
    for (;;) {
      const status = await fetch(`${root}/readyz`).then(
        (response) => response.status,
        () => 0,
      );
      if (status === 200) return;
      if (program.exitCode !== null || Date.now() > deadline)
        throw new Error(`Not ready (${status}):\n${log}`);
      await new Promise((go) => setTimeout(go, 100));
    }
  }

  async function open(language: Language): Promise<Page> {
    onTestFailed(() => {
      console.error(log);
    });
    if (!browser) throw new Error('no browser');
    const page = await (await browser.newContext({ viewport: { width: 1440, height: 860 } })).newPage();
    page.setDefaultTimeout(15_000);
    await page.goto(`${root}/try/`);
    if (language === 'vi') return page;
    await page.getByRole('button', { name: 'English' }).click();
    // Telegram tells the language of a person's app when they come: let new ones come.
    for (const fresh of await page.locator('.fresh').all()) await fresh.click();
    return page;
  }

  const sides = [
    ['telegram', 'vi', HEALTHY, 0],
    ['zalo-oa', 'vi', SUSPECTED, 4],
    ['telegram', 'en', SUSPECTED, 4],
    ['zalo-oa', 'en', HEALTHY, 0],
    ['zalo-bot', 'vi', SUSPECTED, 4],
    ['zalo-bot', 'en', HEALTHY, 0],
  ] as const;

  test.each(sides)('%s in %s: declared to the end and stored', async (channel, language, answers, level) => {
    const page = await open(language);
    const { receipt, deeds } = await declare(page.locator(`#${channel}`), language, answers);
    if (answers === HEALTHY && language === 'vi') expect(deeds).toBeLessThanOrEqual(12);
    const record = page.locator('#records article', { hasText: receipt });
    await record.waitFor();
    expect(await record.locator(`.mark.${channel}`).count()).toBe(1);
    expect(await record.locator(`.level-${level}`).count()).toBe(1);
    const kept = await record.innerText();
    expect(kept).toContain('Nguyễn Thị Hoa');
    expect(kept).toContain('+84912345678');
    expect(kept).toContain('12 Nguyễn Ái Quốc');
    const gender = await record.locator('tr', { hasText: 'gender' }).locator('td').first().textContent();
    if (channel === 'zalo-bot') expect(gender).toBe('2');
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });

  test('a person Zalo protects is told whom to call, and may go on when no longer protected', async () => {
    const page = await open('vi');
    const phone = page.locator('#zalo-bot');
    const protect = phone.getByRole('switch', { name: 'Người được Zalo bảo vệ' });
    await protect.check();
    await phone.getByText('Trẻ em, người khuyết tật, người chưa biết chữ').waitFor();
    await phone.locator('.start button').click();
    const help = phone.locator('.bubble.bot', { hasText: 'gọi 1900 9095 (miễn phí, ngày đêm)' });
    await help.waitFor();
    expect(await help.innerText()).toContain('gọi 115 ngay');
    await phone.locator('.person .withheld').waitFor();
    expect(await violations(page)).toEqual([]);
    await protect.uncheck();
    await phone.locator('textarea').fill('1');
    await phone.locator('textarea').press('Enter');
    await phone.locator('.bubble.bot', { hasText: '1. Tôi đồng ý' }).waitFor();
    await page.context().close();
  });

  test('survives the page being reloaded half-way', async () => {
    const page = await open('vi');
    const phone = page.locator('#zalo-oa');
    await phone.locator('.start button').click();
    await phone.locator('.bubble.bot').first().waitFor();
    await page.reload();
    const { receipt } = await declare(phone, 'vi', HEALTHY);
    await page.locator('#records article', { hasText: receipt }).waitFor();
    await page.context().close();
  });
});

/** Goes through the whole conversation as a person with two thumbs does. */
async function declare(phone: Locator, language: Language, answers: Answers) {
  const words = phone.locator('.bubble.bot .words');
  const newest = phone.locator('.bubble.bot').last().locator('.buttons button');
  const keys = phone.locator('.keyboard button');
  await phone.locator('.start, .bubble').first().waitFor();
  if ((await phone.locator('.start').count()) > 0) await phone.locator('.start button').click();
  let heard = 0;
  for (let deeds = 0; deeds <= 40;) {
    await words.nth(heard).waitFor();
    const said = (await words.allTextContents()).slice(heard);
    const titles = [...(await newest.allInnerTexts()), ...(await keys.allInnerTexts())];
    const deed = nextDeed(said, titles, language, answers);
    if (deed === null) {
      // Only the first part of what it says has come.
      await words.nth(heard + said.length).waitFor();
      continue;
    }
    if ('receipt' in deed) return { receipt: deed.receipt, deeds };
    heard += said.length;
    deeds += 1;
    if ('press' in deed) await newest.getByText(deed.press, { exact: true }).click();
    else if ('share' in deed) await keys.first().click();
    else {
      await phone.locator('textarea').fill(numberOf(deed.type, said));
      await phone.locator('textarea').press('Enter');
    }
  }
  throw new Error('No end after forty exchanges');
}

/** The number in front of a choice, where the messages list it. */
function numberOf(title: string, said: string[]): string {
  const lines = said.flatMap((text) => text.split('\n'));
  const listed = lines
    .map((line) => /^(\d+)\. (.+?)(?:\d\d:\d\d)?$/u.exec(line))
    .find((line) => line?.[2] === title);
  return listed?.[1] ?? title;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });
}
