import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser } from '../browser/launch-browser.ts';
import { openTestConsole, type TestConsole } from './console-browser.ts';
import { makeDongNai } from './a-staff.ts';
import { signIn } from './sign-in.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

export interface ConsoleBrowser {
  db: TestDatabase['db'];
  console: TestConsole;
  root: string;
  /** What pages complained about since it was last asked: scripts that failed, what the policy forbade, foreign hosts. */
  problems(): string[];
  /** A page of a browser nobody used yet. */
  open(options?: BrowserContextOptions): Promise<Page>;
  /** The same, with somebody signed in through the form. */
  signIn(username: string, options?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

/**
 * The console of Đồng Nai's units on a port of its own over real Postgres, and Chromium in front of it.
 *
 * @param given an empty database that programs work on too; it stays. One of its own when left out
 */
export async function openConsoleBrowser(given?: TestDatabase): Promise<ConsoleBrowser> {
  const database = given ?? (await createTestDatabase());
  await makeDongNai(database.db);
  const console = await openTestConsole(database.db);
  await console.app.listen({ host: '127.0.0.1', port: 0 });
  const root = `http://127.0.0.1:${(console.app.server.address() as AddressInfo).port}`;
  const browser: Browser = await launchBrowser();
  const problems: string[] = [];

  async function open(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ locale: 'vi-VN', baseURL: root, ...options });
    const page = await context.newPage();
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (message) => {
      // That a page is refused is what some tests are about.
      if (message.type() === 'error' && !message.text().includes('the server responded with a status of 4'))
        problems.push(message.text());
    });
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(root) && !url.startsWith('data:')) problems.push(`asked ${url}`);
    });
    return page;
  }
  return {
    ...{ db: database.db, console, root, open },
    problems: () => problems.splice(0),
    async signIn(username, options) {
      const page = await open(options);
      await signIn(page, username);
      return page;
    },
    async close() {
      await browser.close();
      await console.app.close();
      if (given === undefined) await database.drop();
    },
  };
}
