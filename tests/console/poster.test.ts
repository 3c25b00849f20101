import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCampaign } from '../../src/storage/campaigns.ts';
import { asStaff } from '../../src/storage/as-staff.ts';
import { startConsole, type SignedIn, type TestConsole } from '../support/a-console.ts';
import { hasPostgres } from '../support/postgres.ts';
import { readPdf } from '../support/read-pdf.ts';
import { visit } from '../support/visit.ts';

const TRANG_DAI = ['75', '731', '25993'];
const ZALO = 'https://zalo.me/2491302944280861639';
const telegram = (code: string) => `https://t.me/ncovi_thu_bot?start=${code}`;

describe.skipIf(!hasPostgres())('posters as PDF (needs initdb and postgres)', () => {
  let console: TestConsole;
  let officer: SignedIn;
  beforeAll(async () => {
    console = await startConsole();
    officer = await console.someone(['75'], { kind: 'cdc' });
  });
  afterAll(() => console.close());

  const make = (code: string, name: string, areaPath: string[], by = officer, where = console) =>
    asStaff(where.db, by.staff, (tx) => createCampaign(tx, { code, kind: 'hamlet', name, areaPath }));
  const get = async (page: string, by = officer, where = console) => {
    const url = `/console/campaigns/${page}`;
    const { statusCode, headers, rawPayload } = await where.app.inject({ url, headers: by.headers });
    return { status: statusCode, headers, file: rawPayload };
  };

  it('has the place, what to do and whom to call, and codes that lead to the campaign', async () => {
    const code = 'khu-pho-3';
    await make(code, '=Khu phố 3 <b>', TRANG_DAI);
    const { status, headers, file } = await get(`${code}/poster.pdf`);
    expect([status, headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(headers['content-disposition']).toBe('inline; filename="ap-phich-khu-pho-3.pdf"');
    expect(headers['content-encoding']).toBeUndefined();
    expect(file.subarray(0, 5).toString()).toBe('%PDF-');
    const [page, ...more] = await readPdf(file);
    expect(more).toEqual([]);
    expect(page?.size.map(Math.round)).toEqual([595, 842]);
    for (const words of [
      ...['Phường Trảng Dài', 'Thành phố Biên Hòa', 'Khai báo y tế tự nguyện'],
      ...['1. Quét mã', '2. Bấm Quan tâm', 'Nhắn đúng dòng này: #khu-pho-3', '2. Bấm BẮT ĐẦU'],
      ...['gọi 1900 9095', 'gọi ngay 115', '=Khu phố 3 <b> · #khu-pho-3'],
    ])
      expect(page?.text).toContain(words);
    expect(page?.codes.toSorted()).toEqual([telegram(code), ZALO]);
  });

  it('is in Vietnamese for whoever reads the console in English, and holds the longest names', async () => {
    const { db } = console;
    await db.updateTable('staff').set({ language: 'en' }).where('id', '=', officer.staff).execute();
    const code = 'truong-trung-hoc-pho-thong-chuyen-luong';
    await make(code, 'Ủy ban '.repeat(17).trim(), ['75']);
    const [page] = await readPdf((await get(`${code}/poster.pdf`)).file);
    expect(page?.text).toContain('Tỉnh Đồng Nai');
    expect(page?.text).toContain('Khai báo y tế tự nguyện');
    expect(page?.text).toContain(`#${code}`);
    expect(page?.codes.toSorted()).toEqual([telegram(code), ZALO]);
  });

  it('come all in one file, a page for each that is not over, of one’s own area alone', async () => {
    const station = await console.someone(['75', '732'], { kind: 'district_centre' });
    expect((await get('posters.pdf', station)).status).toBe(404);
    for (const n of [1, 2, 3]) await make(`long-khanh-${n}`, `Ấp ${n}`, ['75', '732'], station);
    const over = { closed_at: new Date() };
    await console.db.updateTable('campaigns').set(over).where('code', '=', 'long-khanh-2').execute();
    const { headers, file } = await get('posters.pdf', station);
    expect(headers['content-disposition']).toBe('inline; filename="ap-phich-thanh-pho-long-khanh.pdf"');
    const pages = await readPdf(file);
    expect(pages.map(({ codes }) => codes.find((code) => code !== ZALO)).toSorted()).toEqual([
      telegram('long-khanh-1'),
      telegram('long-khanh-3'),
    ]);
    expect((await get('khu-pho-3/poster.pdf', station)).status).toBe(404);
    const page = await visit(console.app, station.headers).get('/console/campaigns');
    expect(page.body).toContain('href="/console/campaigns/posters.pdf"');
  });

  it('has the codes of platforms that are set up, and is not there without any', async () => {
    const zalo = await startConsole(undefined, { entrances: { telegramBot: null, zaloOa: '77' } });
    const none = await startConsole(undefined, { entrances: { telegramBot: null, zaloOa: null } });
    for (const where of [zalo, none]) {
      const by = await where.someone(['75'], { kind: 'cdc' });
      await make('ap-3', 'Ấp 3', TRANG_DAI, by, where);
      const { status, file } = await get('ap-3/poster.pdf', by, where);
      const page = await visit(where.app, by.headers).get('/console/campaigns/ap-3');
      expect([status, page.body.includes('/poster.pdf')]).toEqual(
        where === zalo ? [200, true] : [404, false],
      );
      if (where === zalo) {
        const [only] = await readPdf(file);
        expect(only?.codes).toEqual(['https://zalo.me/77']);
        expect(only?.text).not.toContain('BẮT ĐẦU');
        expect(only?.text).not.toContain('Telegram');
      }
      await where.close();
    }
  });
});
