import { randomBytes, randomUUID } from 'node:crypto';
import type { Declaration } from '../../src/dialogue/declaration.ts';
import type { Database } from '../../src/storage/database.ts';
import { insertDeclarations } from '../../src/storage/declarations.ts';
import { createFieldCrypto } from '../../src/storage/field-crypto.ts';
import { aDeclaration } from './a-declaration.ts';

export interface Patient {
  person: string;
  item: string;
}

/** Somebody who declared something worrying, and the work it makes; both by their ids. @param path commune last */
export async function aPatient(
  db: Database,
  path: readonly string[],
  person: Partial<Declaration['person']> = {},
  changes: Partial<Declaration> = {},
): Promise<Patient> {
  const [code = '', ...above] = path.toReversed();
  const base = aDeclaration();
  const urn: Declaration['urn'] = `telegram:${randomUUID()}`;
  const phone = `+8491${String(Math.floor(Math.random() * 1e7)).padStart(7, '0')}`;
  const area = { code, path: above, version: '2020' };
  await insertDeclarations(
    db,
    [{ ...base, urn, receipt: randomUUID(), person: { ...base.person, phone, area, ...person }, ...changes }],
    { crypto: createFieldCrypto(randomBytes(32)), sensitive: new Set(['identity', 'insurance']) },
  );
  const row = await db
    .selectFrom('work_items')
    .innerJoin('persons', 'persons.id', 'work_items.person')
    .select(['persons.id as person', 'work_items.id as item'])
    .where('persons.urn', '=', changes.urn ?? urn)
    .executeTakeFirstOrThrow();
  return row;
}

/** Puts them into isolation without the pages; gives its id. */
export async function isolated(
  db: Database,
  { person, item }: Patient,
  { dayZero = '2020-03-26', endsOn = '2020-04-09', site = '', ended = false } = {},
): Promise<string> {
  const { id } = await db
    .insertInto('isolations')
    .values({
      ...{ person, work_item: item, place: 'home', day_zero: dayZero, ends_on: endsOn, site },
      ...{ authority: 'UBND phường', document: '12/QĐ', decided_by: null, decided_at: new Date(dayZero) },
      ...(ended && { ended_at: new Date(endsOn), ending: 'completed' as const }),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
