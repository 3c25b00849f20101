import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertDeclarations } from '../../src/storage/declarations.ts';
import { createFieldCrypto } from '../../src/storage/field-crypto.ts';
import { exportPages } from '../../src/console/export-pages.ts';
import { exportDeclarations } from '../../src/storage/export-declarations.ts';
import { XLSX_ROWS } from '../../src/console/to-xlsx.ts';
import { aDeclaration } from '../support/a-declaration.ts';
import { NOON, startConsole, type SignedIn, type TestConsole } from '../support/a-console.ts';
import { hasPostgres } from '../support/postgres.ts';
import { readCsv } from '../support/read-csv.ts';
import { readXlsx } from '../support/read-xlsx.ts';

const ROWS = 10_000;

describe.skipIf(!hasPostgres())('large exports (needs initdb and postgres)', () => {
  let console: TestConsole;
  let officer: SignedIn;
  let address: string;
  beforeAll(async () => {
    console = await startConsole();
    officer = await console.someone(['75'], { kind: 'cdc' });
    const sealing = {
      crypto: createFieldCrypto(randomBytes(32)),
      sensitive: new Set(['identity', 'insurance']),
    };
    for (let batch = 0; batch < ROWS / 1_000; batch++)
      await insertDeclarations(
        console.db,
        Array.from({ length: 1_000 }, (_, i) =>
          // Many at the same moment.
          aDeclaration({ urn: `telegram:${batch}-${i}`, declaredAt: NOON - 1_000 * batch }),
        ),
        sealing,
      );
    address = await console.app.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(() => console.close());

  const audit = async (staff: string): Promise<unknown[]> =>
    (
      await console.db.selectFrom('audit').select('detail').where('staff', '=', staff).orderBy('id').execute()
    ).map(({ detail }) => detail);

  it.each(['csv', 'fhir'])('streams 10 000 rows as %s, each once', async (kind) => {
    const reader = await console.someone(['75'], { kind: 'cdc' });
    const path = kind === 'csv' ? 'table?what=declarations&format=csv' : 'fhir?type=QuestionnaireResponse';
    const answer = await fetch(`${address}/console/exports/${path}`, { headers: reader.headers });
    expect(answer.headers.get('content-encoding')).toBeNull();
    expect(answer.headers.get('content-length')).toBeNull();
    const text = await answer.text();
    const ids =
      kind === 'csv'
        ? readCsv(text)
            .slice(2)
            .map((row) => row[1])
        : text
            .trimEnd()
            .split('\n')
            .map((line) => (JSON.parse(line) as { id: string }).id);
    expect(ids).toHaveLength(ROWS);
    expect(new Set(ids).size).toBe(ROWS);
    expect(await audit(reader.staff)).toMatchObject([{ rows: ROWS, complete: true }]);
  });

  it('fetches no page before the one before was taken, and writes down where somebody stopped', async () => {
    const reader = await console.someone(['75'], { kind: 'cdc' });
    const { id, path } = { id: reader.unit, path: ['75'] };
    const visitor = {
      ...{ staff: reader.staff, username: 'u', name: 'n', role: 'officer' as const, language: 'vi' as const },
      ...{ session: '', seenUntil: null, totp: false },
      unit: { id, name: '', kind: 'cdc' as const, areaVersion: '2020', areaPath: path },
    };
    let fetched = 0;
    const taking = { visitor, address: '127.0.0.1', what: 'declarations', filter: {}, apiToken: null };
    const pages = exportPages(console, taking, (tx, step) => {
      fetched += 1;
      const span = { below: ['75'], unplaced: false, since: null, until: null };
      return exportDeclarations(tx, { ...span, amended: true, blocks: [] }, step);
    });
    for await (const rows of pages) {
      expect(rows).toHaveLength(1_000);
      if (fetched === 2) break;
    }
    expect(fetched).toBe(2);
    expect(await audit(reader.staff)).toMatchObject([{ rows: 2_000, complete: false }]);
  });

  it('ends when the connection breaks', async () => {
    const reader = await console.someone(['75'], { kind: 'cdc' });
    const stop = new AbortController();
    const answer = await fetch(`${address}/console/exports/fhir?type=QuestionnaireResponse`, {
      headers: reader.headers,
      signal: stop.signal,
    });
    await answer.body?.getReader().read();
    stop.abort();
    await expect.poll(() => audit(reader.staff), { timeout: 20_000 }).toHaveLength(1);
    await expect.poll(async () => (await open()).length, { timeout: 20_000 }).toBe(0);
  });

  it('writes a workbook whose text is text', async () => {
    const table = 'table?what=persons&format=xlsx&area=731';
    const name = '=HYPERLINK("http://x.example";"Xem")';
    await console.db.updateTable('persons').set({ name }).where('urn', '=', 'telegram:0-0').execute();
    const answer = await console.app.inject({ url: `/console/exports/${table}`, headers: officer.headers });
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="[a-z0-9_-]+\.xlsx"$/);
    const [heads = [], names = [], ...rows] = readXlsx(answer.rawPayload);
    expect(rows).toHaveLength(ROWS);
    expect(heads[0]?.text).toBe('Mã bản ghi');
    const at = (name: string) => names.findIndex(({ text }) => text === name);
    expect(rows.flat().filter(({ formula }) => formula)).toEqual([]);
    const one = rows.find((row) => row[at('name')]?.text === name);
    expect(one?.[at('name')]?.type).not.toBe('n');
    expect(one?.[at('phone')]).toMatchObject({ text: '+84912345678' });
    expect(one?.[at('area_code')]?.type).not.toBe('n');
    expect(one?.[at('birth_year')]).toMatchObject({ type: 'n', text: '1985' });
  });

  it('says when a workbook would be too large, and offers CSV', async () => {
    await sql`insert into persons (id, urn, subject, area_version, area_code, area_path, level, declaration, declared_at,
        first_declared_at)
      select gen_random_uuid(), 'telegram:many', n::text, '2020', '26011', '{75,731,26011}', 0, gen_random_uuid(), now(), now()
      from generate_series(1, ${XLSX_ROWS}) n`.execute(console.db);
    const answer = await console.app.inject({
      url: '/console/exports/table?what=persons&format=xlsx',
      headers: officer.headers,
    });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('10.000');
    expect(answer.body).toContain('format=csv');
  });

  /** Transactions that wait with an answer nobody takes. */
  const open = async (): Promise<unknown[]> =>
    (
      await sql`select pid from pg_stat_activity where datname = current_database()
        and state like 'idle in transaction%'`.execute(console.db)
    ).rows;
});
