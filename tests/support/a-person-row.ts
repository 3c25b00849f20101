import { randomUUID } from 'node:crypto';
import type { Insertable } from 'kysely';
import type { PersonRow } from '../../src/storage/console-tables.ts';

/** Somebody who lives somewhere (codes from the province down) and declared once. */
export const aPersonRow = (
  id: string,
  path: readonly string[],
  changes: Partial<Insertable<PersonRow>> = {},
): Insertable<PersonRow> => {
  const at = new Date('2020-03-27T03:30:00Z');
  return {
    ...{
      id,
      urn: `telegram:${id}`,
      subject: 'self',
      merged_into: null,
      name: 'Lê Văn Tám',
      name_folded: 'le van tam',
    },
    ...{ birth_year: 1970, gender: 'male', nationality: 'VN', phone: null, address_line: null },
    ...{ area_version: '2020', area_code: path.at(-1) ?? null, area_path: [...path] },
    ...{ conditions: [], symptoms: [], exposures: [], level: 2, declaration: randomUUID() },
    ...{ declared_at: at, first_declared_at: at, f_status: null },
    ...changes,
  };
};
