import pg from 'pg';
import type { DeclarationFilter } from '../../src/storage/list-declarations.ts';
import { foldDiacritics } from '../../src/vietnamese/fold.ts';

/** Ids of the newest declarations a filter fits, found by reading the whole table, in other words than the lists use. */
export async function plainly(url: string, filter: DeclarationFilter, limit: number): Promise<string[]> {
  const given: unknown[] = [];
  const use = (value: unknown): string => `$${given.push(value)}`;
  const where: string[] = ['true'];
  const { area, levels, status, from, until, symptom, exposure, name, phone, receipt } = filter;
  if (area) where.push(`${use(area.at(-1))} = any(area_path)`);
  if (levels) where.push(`level >= ${use(levels[0])} and level <= ${use(levels[1])}`);
  if (status) where.push(`status = ${use(status)}`);
  if (from) where.push(`declared_at >= ${use(from)}`);
  if (until) where.push(`not declared_at >= ${use(until)}`);
  if (symptom) where.push(`${use(symptom)} = any(symptoms)`);
  if (exposure) where.push(`${use(exposure)} = any(exposures)`);
  for (const [i, word] of (name === undefined ? [] : foldDiacritics(name).split(' ')).entries()) {
    const last = i === (name ?? '').split(' ').length - 1;
    where.push(`name_folded ~ ${use(`(^| )${word}${last ? '' : '( |$)'}`)}`);
  }
  if (phone) where.push(`phone = ${use(phone)}`);
  if (receipt) where.push(`receipt = ${use(receipt)}`);
  if (filter.amended !== true) {
    where.push('not exists (select 1 from declarations newer where newer.amends = declarations.id)');
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    'set enable_indexscan = off; set enable_bitmapscan = off; set enable_indexonlyscan = off',
  );
  const text = `select id from declarations where ${where.join(' and ')} order by declared_at desc, id desc limit ${limit}`;
  const { rows } = await client.query<{ id: string }>(text, given);
  await client.end();
  return rows.map(({ id }) => id);
}
