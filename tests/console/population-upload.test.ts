import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath } from '../browser/launch-browser.ts';
import { startConsole, type SignedIn, type TestConsole } from '../support/a-console.ts';
import { makeStaff, unitOf } from '../support/a-staff.ts';
import { openConsoleBrowser, type ConsoleBrowser } from '../support/console-in-chromium.ts';
import { hasPostgres } from '../support/postgres.ts';

const HEAD = 'code,population,households,source,year';
const csv = `\uFEFF${HEAD}\r\n26011,12345,,Cục Thống kê,2019\r\n`;
const bytes = (text: string) => ({ name: 'dan-so.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
const skip = !hasPostgres() || (chromiumPath === null && process.env['CI'] !== 'true');

describe.skipIf(skip)('a file of population in a browser without scripts (needs chromium)', () => {
  let browser: ConsoleBrowser;
  beforeAll(async () => {
    browser = await openConsoleBrowser();
  });
  afterAll(() => browser.close());

  it('is uploaded by the form alone; what is wrong with it can be mended there', async () => {
    const { db } = browser;
    const { username } = await makeStaff(db, (await unitOf(db, 'cdc', '75')).id, { role: 'admin' });
    const page = await browser.signIn(username, { javaScriptEnabled: false });
    await page.goto('/console/population');
    await page.locator('#file').setInputFiles(bytes(csv.replace('26011', '4')));
    await page.locator('main button.btn-primary').click();
    expect(await page.getByRole('alert').textContent()).toContain('mã 4 không có trong danh mục');
    const shown = await page.locator('#csv').inputValue();
    expect(shown).toContain('Cục Thống kê');
    await page.locator('#csv').fill(shown.replace('\n4,', '\n26014,'));
    await page.locator('main button.btn-primary').click();
    expect(await page.getByRole('status').textContent()).toBe('Đã lưu dân số.');
    await page.locator('#file').setInputFiles(bytes(csv));
    await page.locator('main button.btn-primary').click();
    expect(await page.getByRole('status').textContent()).toBe('Đã lưu dân số.');
    const stored = await db.selectFrom('population').select(['code', 'source']).orderBy('code').execute();
    expect(stored).toEqual([
      { code: '26011', source: 'Cục Thống kê' },
      { code: '26014', source: 'Cục Thống kê' },
    ]);
  });
});

describe.skipIf(!hasPostgres())('forms with a file (need initdb and postgres)', () => {
  let console: TestConsole;
  let admin: SignedIn;
  beforeAll(async () => {
    console = await startConsole();
    admin = await console.someone(['75'], { kind: 'cdc', role: 'admin' });
  });
  afterAll(() => console.close());

  async function upload(
    fields: Record<string, string | Blob>,
    {
      who = admin,
      url = '/console/population',
      marked = true,
    }: Partial<{ who: SignedIn | null; url: string; marked: boolean }> = {},
  ) {
    const headers = who?.headers ?? { cookie: '' };
    const page = await console.app.inject({ url: '/console/account', headers });
    const cookies = page.cookies.map(({ name, value }) => `${name}=${value}`);
    const form = new FormData();
    if (marked) form.set('_csrf', /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '');
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    const request = new Request('http://console.invalid', { method: 'POST', body: form });
    const answer = await console.app.inject({
      ...{ method: 'POST', url, payload: Buffer.from(await request.arrayBuffer()) },
      headers: {
        cookie: [headers.cookie, ...cookies].join('; '),
        'content-type': request.headers.get('content-type') ?? '',
      },
    });
    return answer.statusCode;
  }
  const file = (text: string) => new Blob([text], { type: 'text/csv' });
  const stored = async () => (await console.db.selectFrom('population').select('code').execute()).length;

  it('are taken with the mark of our pages and from who may, and from nobody else', async () => {
    expect(await upload({ file: file(csv) }, { marked: false })).toBe(403);
    expect(await upload({ file: file(csv), _csrf: 'x' })).toBe(403);
    expect(await upload({ file: file(csv) }, { who: null })).toBe(403);
    const officer = await console.someone(['75'], { kind: 'cdc' });
    expect(await upload({ file: file(csv) }, { who: officer })).toBe(403);
    expect(await stored()).toBe(0);
    expect(await upload({ file: file(csv), csv: 'what stood in the field' })).toBe(303);
    expect(await stored()).toBe(1);
  });

  it('are refused when they are too large, have more than they should, or are for a page that takes none', async () => {
    const large = 'a'.repeat(4 * 1_048_576 + 1);
    expect(await upload({ file: file(large) })).toBe(413);
    const many = Object.fromEntries(Array.from({ length: 41 }, (_, i) => [`f${i}`, '']));
    expect(await upload(many)).toBe(413);
    expect(await upload({ file: file(csv), file2: file(csv) })).toBe(413);
    expect(await upload({ language: 'en' }, { url: '/console/language' })).toBe(403);
  });
});
