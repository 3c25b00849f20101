import { randomUUID } from 'node:crypto';
import type { Insertable } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAdvisory } from '../../src/storage/advisories.ts';
import { asStaff } from '../../src/storage/as-staff.ts';
import type { AdvisoryRow, DeliveryRow } from '../../src/storage/broadcast-tables.ts';
import { NOON, startConsole, type SignedIn, type TestConsole } from '../support/a-console.ts';
import { aDraft } from '../support/a-subscriber.ts';
import { hasPostgres } from '../support/postgres.ts';
import { readCsv } from '../support/read-csv.ts';
import { textsOf } from '../support/texts-of.ts';
import { visit } from '../support/visit.ts';

const BIEN_HOA = ['75', '731', '26011'];
const LONG_KHANH = ['75', '732', '26080'];
type Row = Partial<Insertable<DeliveryRow>>;

describe.skipIf(!hasPostgres())('how sending an advisory goes (needs initdb and postgres)', () => {
  let console: TestConsole;
  let officer: SignedIn;
  let speaker: SignedIn;
  beforeAll(async () => {
    console = await startConsole();
    officer = await console.someone(['75'], { kind: 'cdc' });
    speaker = await console.someone(['75'], { role: 'communications', kind: 'communications' });
  });
  afterAll(() => console.close());

  /** An advisory that is being sent, with what became of people so far. */
  async function sending(rows: [number, Row][], changes: Partial<Insertable<AdvisoryRow>> = {}) {
    const { db } = console;
    const draft = aDraft({ expiresAt: new Date(Date.now() + 24 * 3_600_000) });
    const id = (await asStaff(db, officer.staff, (tx) => createAdvisory(tx, draft))) ?? '';
    const at = new Date(NOON);
    await db
      .updateTable('advisories')
      .set({ status: 'sending', frozen_at: at, started_at: at, ...changes })
      .where('id', '=', id)
      .execute();
    for (const [count, row] of rows) {
      await db
        .insertInto('deliveries')
        .values(
          Array.from({ length: count }, () => ({
            ...{ advisory: id, person: randomUUID(), urn: `telegram:${randomUUID()}`, channel: 'telegram' },
            ...{ fallback: null, language: 'vi', area_path: BIEN_HOA, heard_at: at },
            ...{ reason: null, claimed_by: null, claimed_at: null, sent_at: null, read_at: null, ...row },
          })),
        )
        .execute();
    }
    return id;
  }
  const rowsOf = (body: string) =>
    [...body.matchAll(/<tr>([^]*?)<\/tr>/g)].map(([, row]) =>
      textsOf(row ?? '').filter((text) => !text.startsWith('từ 1 đến 4')),
    );
  const get = async (by: SignedIn, address: string) =>
    visit(console.app, by.headers).get(`/console/${address}`);
  const outcomes: [number, Row][] = [
    [50, { status: 'waiting' }],
    [20, { status: 'sent', channel: 'zalo-oa', sent_at: new Date(NOON - 5_000), area_path: LONG_KHANH }],
    [7, { status: 'sent', channel: 'zalo-oa', sent_at: new Date(NOON - 60_000), read_at: new Date(NOON) }],
    [3, { status: 'failed', reason: 'misconfigured' }],
    [2, { status: 'skipped', reason: 'window-closed', channel: 'zalo-oa', area_path: ['75'] }],
    [1, { status: 'unknown', reason: 'no-answer' }],
  ];

  it('is told by channel, outcome, reason and area, with how long is left', async () => {
    const id = await sending(outcomes);
    const { body } = await get(officer, `advisories/${id}`);
    expect(rowsOf(body)).toEqual([
      ['Kênh', 'Chờ gửi', 'Đã gửi', 'Lỗi', 'Không rõ', 'Bỏ qua', 'Đã xem (Zalo OA báo)', 'Tổng'],
      ['Telegram', '50', '0', '3', '1', '0', 'không báo', '54'],
      ['Zalo OA', '0', '27', '0', '0', '2', '7', '29'],
      ['Tất cả', '50', '27', '3', '1', '2', '7', '83'],
      ['Lý do', 'Kênh', 'Kết quả', 'Số người'],
      ['Tài khoản hay mã truy cập của kênh chưa đúng', 'Telegram', 'Lỗi', '3'],
      ['Nền tảng không trả lời; có thể đã nhận', 'Telegram', 'Không rõ', '1'],
      ['Quá 7 ngày chưa nhắn, Zalo không nhận', 'Zalo OA', 'Bỏ qua', '2'],
      ['Địa bàn', 'Chờ gửi', 'Đã gửi', 'Lỗi', 'Không rõ', 'Bỏ qua'],
      ['Thành phố Biên Hòa', '50', '7', '3', '1', '0'],
      ['Thành phố Long Khánh', '0', '20', '0', '0', '0'],
      ['Chưa rõ nơi ở ở cấp này', '0', '0', '0', '0', '2'],
    ]);
    const words = textsOf(body).join(' ');
    expect(words).toContain('Telegram và Zalo Bot không cho biết ai đã xem.');
    expect(words).toContain('33 trong 83 người đã xong · Còn ít nhất 3 giây · 2 tin mỗi giây');
    expect(body).toMatch(/hx-get="\/console\/advisories\/[^"]+\/progress"\s+hx-trigger="every 2s"/);
  });

  it('is a part of its own for looking again, which ends when all is over', async () => {
    const id = await sending(outcomes);
    const part = await get(officer, `advisories/${id}/progress`);
    expect(part.body).toMatch(/^<div\s+id="progress"/);
    expect(part.body).toContain('every 2s');
    expect(part.body).not.toContain('<html');
    expect(part.body.match(/name="step" value="[a-z]+"/g)).toEqual([
      ...['name="step" value="pause"', 'name="step" value="pace"', 'name="step" value="cancel"'],
    ]);
    const done = { status: 'done' as const, ended_at: new Date(NOON) };
    await console.db.updateTable('advisories').set(done).where('id', '=', id).execute();
    const over = await get(officer, `advisories/${id}/progress`);
    expect(over.body).not.toContain('hx-');
    expect(over.body).toContain('Báo cáo gửi tin');
  });

  it.each([
    ['failures', 'hơn một phần năm bị nền tảng từ chối'],
    ['stopped', 'hơn một nửa số người đã chặn'],
  ])('says in words why the program stopped it: %s', async (reason, words) => {
    const id = await sending(outcomes, { status: 'halted', reason });
    const { body } = await get(officer, `advisories/${id}`);
    expect(textsOf(body).join(' ')).toContain(words);
    expect(body.match(/name="step" value="[a-z]+"/)?.[0]).toBe('name="step" value="resume"');
  });

  it('does not tell small counts to who sees no health, on the page or in the file', async () => {
    const id = await sending(outcomes);
    const page = rowsOf((await get(speaker, `advisories/${id}`)).body);
    expect(page[1]).toEqual(['Telegram', '50', '0', '&lt;5', '&lt;5', '0', 'không báo', '–']);
    // Nor what they could be computed from.
    expect(page[2]).toEqual(['Zalo OA', '0', '27', '0', '0', '&lt;5', '7', '–']);
    expect(page[3]).toEqual(['Tất cả', '50', '27', '–', '–', '–', '7', '–']);
    expect(page[5]).toEqual(['Tài khoản hay mã truy cập của kênh chưa đúng', 'Telegram', 'Lỗi']);
    const { body } = await get(speaker, `advisories/${id}`);
    expect(textsOf(body).join(' ')).toContain('39 % đã xong');
    expect(textsOf(body).filter((text) => ['83', '54', '29'].includes(text))).toEqual([]);
    const file = (await get(speaker, `advisories/${id}/report.csv?by=channel`)).body;
    const told = readCsv(file.slice(1), ',')
      .slice(2)
      .map((row) => row[4]);
    expect(told).toEqual(['<5', '<5', '50', '27', '<5']);
    const areas = (await get(speaker, `advisories/${id}/report.csv?by=area`)).body;
    expect(areas).toContain("Thành phố Biên Hòa,'731,Lỗi,failed,<5");
  });

  it('hides a second area where one is hidden, as their sum is told', async () => {
    const id = await sending([
      [30, { status: 'sent', sent_at: new Date(NOON) }],
      [3, { status: 'sent', sent_at: new Date(NOON), area_path: LONG_KHANH }],
    ]);
    const areas = async (by: SignedIn) => rowsOf((await get(by, `advisories/${id}`)).body).slice(-2);
    expect(await areas(officer)).toEqual([
      ['Thành phố Biên Hòa', '30'],
      ['Thành phố Long Khánh', '3'],
    ]);
    expect(await areas(speaker)).toEqual([
      ['Thành phố Biên Hòa', '&lt;5'],
      ['Thành phố Long Khánh', '&lt;5'],
    ]);
  });

  it('is taken out as CSV, which is written down', async () => {
    const id = await sending(outcomes);
    const { body, headers } = await get(officer, `advisories/${id}/report.csv?by=channel`);
    expect(headers['content-disposition']).toBe('attachment; filename="ket-qua-gui-tin_tinh-dong-nai.csv"');
    const [, names, ...rows] = readCsv(body.slice(1), ',');
    expect(names).toEqual(['channel', 'outcome', 'outcome_code', 'reason', 'persons', 'read']);
    expect(rows).toContainEqual(['Zalo OA', 'Đã gửi', 'sent', '', '27', '7']);
    const by = await get(officer, `advisories/${id}/report.csv?by=area`);
    expect(readCsv(by.body.slice(1), ',')).toContainEqual([
      ...['Thành phố Long Khánh', "'732", 'Đã gửi', 'sent', '20'],
    ]);
    expect((await get(officer, `advisories/${id}/report.csv`)).status).toBe(400);
    const trail = await console.db
      .selectFrom('audit')
      .select(['action', 'detail'])
      .where('subject_id', '=', id)
      .execute();
    expect(trail.map(({ action, detail }) => [action, detail])).toEqual([
      ['advisory_exported', { by: 'channel' }],
      ['advisory_exported', { by: 'area' }],
    ]);
  });

  it('sends again only what failed for a reason that can pass', async () => {
    const id = await sending(outcomes);
    const browser = visit(console.app, officer.headers);
    const address = `/console/advisories/${id}`;
    const again = async () => {
      expect((await browser.post(`${address}/retry`)).status).toBe(303);
      return textsOf((await browser.get(address)).body).join(' ');
    };
    expect(await again()).toContain('sẽ được gửi lại');
    const statuses = await console.db
      .selectFrom('deliveries')
      .select(({ fn }) => ['status', fn.countAll<string>().as('n')])
      .where('advisory', '=', id)
      .groupBy('status')
      .execute();
    expect(Object.fromEntries(statuses.map(({ status, n }) => [status, Number(n)]))).toEqual({
      ...{ waiting: 53, sent: 27, skipped: 2, unknown: 1 },
    });
    expect(await again()).toContain('Không có ai gửi lại được');
  });
});
