import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { noteVisit } from '../../src/storage/campaign-visits.ts';
import { NOON, startConsole, type SignedIn, type TestConsole } from '../support/a-console.ts';
import { aPatient } from '../support/a-patient.ts';
import { hasPostgres } from '../support/postgres.ts';
import { textsOf } from '../support/texts-of.ts';
import { visit, type Visit } from '../support/visit.ts';

const COMMUNE = ['75', '731', '26011'];
const form = (changes: Record<string, string> = {}): Record<string, string> => ({
  ...{ name: 'Áp phích chợ Biên Hòa', code: '', kind: 'poster', area: '' },
  ...changes,
});

describe.skipIf(!hasPostgres())('campaigns (needs initdb and postgres)', () => {
  let console: TestConsole;
  let speaker: SignedIn;
  let officer: SignedIn;
  let browser: Visit;
  beforeAll(async () => {
    console = await startConsole();
    speaker = await console.someone(['75'], { role: 'communications', kind: 'communications' });
    officer = await console.someone(['75'], { kind: 'cdc' });
  });
  beforeEach(() => (browser = visit(console.app, speaker.headers)));
  afterAll(() => console.close());

  const all = () => console.db.selectFrom('campaigns').selectAll().orderBy('code').execute();
  const make = async (changes?: Record<string, string>) => {
    const { status, headers } = await browser.post('/console/campaigns', form(changes));
    expect(status).toBe(303);
    return String(headers['location']).replace('/console/campaigns/', '');
  };
  const rowsOf = (body: string) =>
    [...body.matchAll(/<tr>([^]*?)<\/tr>/g)].map(([, row]) =>
      textsOf(row ?? '').filter((text) => !text.startsWith('từ 1 đến 4')),
    );

  it('have a code made from their name, and links and codes to scan for each platform', async () => {
    const code = await make({ area: '26011' });
    expect(code).toBe('ap-phich-cho-bien-hoa');
    expect(await all()).toMatchObject([
      { code, area_path: COMMUNE, kind: 'poster', created_by: speaker.staff },
    ]);
    const { body } = await browser.get(`/console/campaigns/${code}`);
    expect(body).toContain(`https://t.me/ncovi_thu_bot?start=${code}`);
    expect(body).toContain('https://zalo.me/2491302944280861639');
    expect(textsOf(body).join(' ')).toContain(`nhắn #${code}`);
    const codes = await Promise.all(
      ['telegram', 'zalo'].map((channel) => browser.get(`/console/campaigns/${code}/${channel}.svg`)),
    );
    for (const { status, body: drawn, headers } of codes) {
      expect([status, headers['content-type']]).toEqual([200, 'image/svg+xml']);
      expect(drawn).toMatch(/^<svg [^>]*viewBox/);
    }
    expect(codes[0]?.body).not.toBe(codes[1]?.body);
    const poster = textsOf((await browser.get(`/console/campaigns/${code}/poster`)).body);
    expect(poster.join('\n')).toMatch(/^Phường .+, Thành phố Biên Hòa$/m);
    expect(poster).toContain('Khai báo y tế tự nguyện');
    expect((await browser.get('/console/campaigns')).body).toContain(`#${code}`);
  });

  it.each<[Record<string, string>, string]>([
    [{ name: 'x' }, 'tên từ 2 đến 120 ký tự'],
    [{ name: '***' }, 'mã gồm 3 đến 40 chữ'],
    [{ code: 'chợ' }, 'mã gồm 3 đến 40 chữ'],
    [{ code: 'a_b_c' }, 'mã gồm 3 đến 40 chữ'],
    [{ code: '#AP-PHICH-CHO-BIEN-HOA' }, 'mã này đã có'],
  ])('are refused with words: %o', async (changes, words) => {
    const before = await all();
    const { status, body } = await browser.post('/console/campaigns', form(changes));
    expect(status).toBe(422);
    expect(textsOf(body).join(' ')).toContain(words);
    expect(await all()).toEqual(before);
  });

  it('tell how many came, began and sent, without small numbers for who sees no health', async () => {
    const code = await make({ name: 'Khu phố 3' });
    const at = new Date(NOON);
    for (let i = 0; i < 7; i++) {
      const urn = `telegram:visitor${i}` as const;
      await noteVisit(console.db, { urn, code, step: 'came', at });
      if (i < 5) await noteVisit(console.db, { urn, code, step: 'began', at });
      if (i < 2) await aPatient(console.db, COMMUNE, {}, { urn, campaign: code });
    }
    const seen = async ({ headers }: SignedIn) =>
      rowsOf((await visit(console.app, headers).get(`/console/campaigns/${code}`)).body)[1];
    expect(await seen(officer)).toEqual(['7', '5', '2']);
    expect(await seen(speaker)).toEqual(['7', '5', '&lt;5']);
    const list = rowsOf((await browser.get('/console/campaigns')).body);
    expect(list.find(([name]) => name === 'Khu phố 3')?.slice(2, 5)).toEqual(['7', '5', '&lt;5']);
  });

  it('lead to the work about people who came by them', async () => {
    const code = await make({ name: 'Trường Lê Quý Đôn' });
    await aPatient(console.db, COMMUNE, { name: 'Vũ Thị Mười' }, { campaign: code });
    await aPatient(console.db, COMMUNE, { name: 'Hồ Văn Chín' });
    const theirs = visit(console.app, officer.headers);
    const page = await theirs.get(`/console/campaigns/${code}`);
    expect(page.body).toContain(`href="/console/?campaign=${code}"`);
    for (const asked of [code, `%23${code.toUpperCase()}`]) {
      const { body } = await theirs.get(`/console/?campaign=${asked}`);
      expect(body).toContain('Vũ Thị Mười');
      expect(body).not.toContain('Hồ Văn Chín');
    }
    expect((await theirs.get("/console/?campaign=x'%3B")).body).toContain('Hồ Văn Chín');
    expect((await browser.get(`/console/campaigns/${code}`)).body).not.toContain('/console/?campaign');
  });

  it('of another area are not there, and only who writes to people makes one', async () => {
    const code = await make({ name: 'Công ty Pouchen' });
    const before = await all();
    const stranger = visit(console.app, (await console.someone(['01'], { kind: 'cdc' })).headers);
    for (const page of ['', '/poster', '/telegram.svg', '/zalo.svg'])
      expect((await stranger.get(`/console/campaigns/${code}${page}`)).status).toBe(404);
    expect((await stranger.get('/console/campaigns')).body).not.toContain(code);
    expect((await browser.get('/console/campaigns/X')).status).toBe(404);
    expect((await browser.post('/console/campaigns', form({ area: '01' }))).status).toBe(404);
    expect((await browser.post('/console/campaigns', form({ kind: 'flag' }))).status).toBe(400);
    expect((await browser.post('/console/campaigns', form({ name: 'Một cái mới' }), false)).status).toBe(403);
    const viewer = visit(
      console.app,
      (await console.someone(['75'], { role: 'viewer', kind: 'cdc' })).headers,
    );
    expect((await viewer.get(`/console/campaigns/${code}`)).status).toBe(200);
    expect((await viewer.get('/console/campaigns/new')).status).toBe(403);
    expect((await viewer.post('/console/campaigns', form({ name: 'Một cái mới' }))).status).toBe(403);
    expect(await all()).toEqual(before);
  });
});

describe.skipIf(!hasPostgres())('campaigns where settings are missing (needs initdb and postgres)', () => {
  it('say which', async () => {
    const console = await startConsole(undefined, { entrances: { telegramBot: null, zaloOa: null } });
    const { headers } = await console.someone(['75'], { kind: 'cdc' });
    const browser = visit(console.app, headers);
    await browser.post('/console/campaigns', form());
    const page = await browser.get('/console/campaigns/ap-phich-cho-bien-hoa');
    const words = textsOf(page.body).join(' ');
    expect(words).toContain('Chưa có thiết lập TELEGRAM_BOT_NAME');
    expect(words).toContain('Chưa có thiết lập ZALO_OA_ID');
    expect((await browser.get('/console/campaigns/ap-phich-cho-bien-hoa/telegram.svg')).status).toBe(404);
    await console.close();
  });
});
