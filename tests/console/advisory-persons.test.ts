import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { XLSX_ROWS } from '../../src/console/to-xlsx.ts';
import { createAdvisory } from '../../src/storage/advisories.ts';
import { asStaff } from '../../src/storage/as-staff.ts';
import { NOON, startConsole, type SignedIn, type TestConsole } from '../support/a-console.ts';
import { aPersonRow } from '../support/a-person-row.ts';
import { aDraft } from '../support/a-subscriber.ts';
import { hasPostgres } from '../support/postgres.ts';
import { readCsv } from '../support/read-csv.ts';
import { readXlsx } from '../support/read-xlsx.ts';
import { textsOf } from '../support/texts-of.ts';
import { visit } from '../support/visit.ts';

const BIEN_HOA = ['75', '731', '26011'];
const HA_NOI = ['01', '001', '00001'];
const [LAN, MOVED, STRANGER, MERGED] = [1, 2, 3, 4].map((n) => `00000000-0000-4000-8000-00000000000${n}`) as [
  string,
  string,
  string,
  string,
];

describe.skipIf(!hasPostgres())('what each person got of an advisory (needs initdb and postgres)', () => {
  let console: TestConsole;
  let officer: SignedIn;
  let id: string;
  beforeAll(async () => {
    console = await startConsole();
    const { db } = console;
    officer = await console.someone(['75'], { kind: 'cdc' });
    await db
      .insertInto('persons')
      .values([
        aPersonRow(LAN, BIEN_HOA, { name: '=cmd|"/c calc"!A1', phone: '+84912000111' }),
        aPersonRow(MOVED, HA_NOI, { name: 'Người Nơi Khác', phone: '+84912000222' }),
        aPersonRow(MERGED, BIEN_HOA, { name: 'Lan', merged_into: LAN }),
      ])
      .execute();
    id = await anAdvisory();
    const row = (person: string, changes: object) => ({
      ...{ advisory: id, person, urn: `telegram:${person}`, channel: 'telegram', fallback: null },
      ...{ language: 'vi', area_path: BIEN_HOA, heard_at: new Date(NOON), reason: null, message: null },
      ...{ claimed_by: null, claimed_at: null, sent_at: null, read_at: null },
      ...changes,
    });
    const sent = { status: 'sent', sent_at: new Date(NOON) };
    await db
      .insertInto('deliveries')
      .values([
        row(LAN, { ...sent, channel: 'zalo-oa', read_at: new Date(NOON + 60_000) }),
        row(MOVED, { status: 'failed', reason: 'stopped' }),
        row(STRANGER, { ...sent, area_path: [] }),
        row(MERGED, { status: 'skipped', reason: 'billed', channel: 'zalo-oa' }),
      ])
      .execute();
  });
  afterAll(() => console.close());

  async function anAdvisory(): Promise<string> {
    const made = await asStaff(console.db, officer.staff, (tx) => createAdvisory(tx, aDraft()));
    const over = { status: 'done' as const, frozen_at: new Date(NOON), ended_at: new Date(NOON) };
    await console.db
      .updateTable('advisories')
      .set(over)
      .where('id', '=', made ?? '')
      .execute();
    return made ?? '';
  }
  const get = (by: SignedIn, format: string, which = id) =>
    visit(console.app, by.headers).get(`/console/advisories/${which}/persons?format=${format}`);

  it('is a row each, in words, with what the reader may know of the person', async () => {
    const { body, headers, status } = await get(officer, 'csv');
    expect(status).toBe(200);
    expect(headers['content-disposition']).toBe(
      'attachment; filename="gui-tin-tung-nguoi_tinh-dong-nai.csv"',
    );
    const [, names = [], ...rows] = readCsv(body.slice(1), ',');
    const at = (row: string[], name: string) => row[names.indexOf(name)];
    const told = (...of: string[]) => rows.map((row) => of.map((name) => at(row, name)));
    expect(told('person', 'name', 'phone')).toEqual([
      [LAN, `'=cmd|"/c calc"!A1`, "'+84912000111"],
      ['', '', ''],
      ['', '', ''],
      [LAN, 'Lan', ''],
    ]);
    expect(told('channel', 'channel_code', 'outcome', 'outcome_code', 'reason', 'reason_code')).toEqual([
      ['Zalo OA', 'zalo-oa', 'Đã gửi', 'sent', '', ''],
      ['Telegram', 'telegram', 'Lỗi', 'failed', 'Đã chặn hoặc rời đi', 'stopped'],
      ['Telegram', 'telegram', 'Đã gửi', 'sent', '', ''],
      ['Zalo OA', 'zalo-oa', 'Bỏ qua', 'skipped', 'Nền tảng tính tiền, không được chọn gửi', 'billed'],
    ]);
    expect(told('province', 'area_code')).toEqual([
      ['Tỉnh Đồng Nai', "'26011"],
      ['Tỉnh Đồng Nai', "'26011"],
      ['', ''],
      ['Tỉnh Đồng Nai', "'26011"],
    ]);
    const [read = [], , untold = []] = rows;
    expect(at(read, 'sent_at_iso')).toBe(new Date(NOON).toISOString());
    expect(at(read, 'read_at_iso')).toBe(new Date(NOON + 60_000).toISOString());
    expect([at(untold, 'read_at'), at(untold, 'read_at_iso')]).toEqual(['không báo', '']);
    expect(body).not.toContain('Người Nơi Khác');
  });

  it('is a workbook, too, in which nothing runs', async () => {
    const answer = await console.app.inject({
      url: `/console/advisories/${id}/persons?format=xlsx`,
      headers: officer.headers,
    });
    const cells = readXlsx(answer.rawPayload).flat();
    expect(cells.some(({ text }) => text === '=cmd|"/c calc"!A1')).toBe(true);
    expect(cells.filter(({ formula }) => formula)).toEqual([]);
  });

  it('is for who may see single people of the area, and written down', async () => {
    const viewer = await console.someone(['75'], { role: 'viewer', kind: 'cdc' });
    expect((await get(viewer, 'csv')).status).toBe(200);
    const trail = await console.db
      .selectFrom('audit')
      .select(['action', 'detail'])
      .where('staff', '=', viewer.staff)
      .execute();
    const filter = { advisory: id, format: 'csv' };
    expect(trail).toEqual([
      {
        action: 'exported',
        detail: { what: 'advisory-persons', filter, rows: 4, complete: true, apiToken: null },
      },
    ]);
    const speaker = await console.someone(['75'], { role: 'communications', kind: 'communications' });
    const observer = await console.someone(['75'], { role: 'viewer', kind: 'observer' });
    const page = (by: SignedIn) => visit(console.app, by.headers).get(`/console/advisories/${id}`);
    expect(textsOf((await page(officer)).body).join(' ')).toContain('Tải danh sách từng người:');
    for (const by of [speaker, observer]) {
      expect((await get(by, 'csv')).status).toBe(403);
      expect((await page(by)).body).not.toContain('/persons?format');
    }
    const stranger = await console.someone(['01'], { kind: 'cdc' });
    expect((await get(stranger, 'csv')).status).toBe(404);
    expect((await get(officer, 'csv', randomUUID())).status).toBe(404);
    expect((await get(officer, 'exe')).status).toBe(400);
  });

  it('is CSV alone where a workbook would not hold it, each person once', async () => {
    const many = await anAdvisory();
    await sql`insert into deliveries (advisory, person, urn, channel, language, heard_at)
      select ${many}, gen_random_uuid(), 'telegram:' || n, 'telegram', 'vi', now()
      from generate_series(1, ${XLSX_ROWS + 1}::integer) n`.execute(console.db);
    const refused = await get(officer, 'xlsx', many);
    expect(refused.status).toBe(422);
    expect(refused.body).toContain(`/console/advisories/${many}/persons?format=csv`);
    const { body, headers } = await get(officer, 'csv', many);
    expect(headers['content-length']).toBeUndefined();
    expect(readCsv(body.slice(1), ',').slice(2)).toHaveLength(XLSX_ROWS + 1);
    const [last] = await console.db
      .selectFrom('audit')
      .select('detail')
      .where('staff', '=', officer.staff)
      .orderBy('id', 'desc')
      .limit(1)
      .execute();
    expect(last?.detail).toMatchObject({ rows: XLSX_ROWS + 1, complete: true });
  });
});
