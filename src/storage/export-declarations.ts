import { sql } from 'kysely';
import type { Scoped } from './as-staff.ts';
import type { DeclarationRow } from './database.ts';
import {
  exportPage,
  inStretches,
  pastPoint,
  readInOrder,
  type ExportPage,
  type ExportPoint,
  type ExportSpan,
  type ExportStep,
} from './export-page.ts';

const columns = [
  'id',
  'receipt',
  'amends',
  'channel',
  'language',
  'flow',
  'flow_version',
  'status',
  'declared_at',
  'received_at',
  'name',
  'birth_year',
  'gender',
  'nationality',
  'phone',
  'area_version',
  'area_code',
  'area_path',
  'address_line',
  'symptoms',
  'exposures',
  'conditions',
  'level',
  'rules',
  'ruleset',
  'ruleset_version',
  'provisional_class',
  'advice',
  'deadline',
] as const satisfies (keyof DeclarationRow)[];

export type ExportedDeclaration = Pick<DeclarationRow, Exclude<(typeof columns)[number], 'received_at'>> & {
  received_at: Date;
  /** Whom it is about. */
  person: string | null;
  /** Values by block id of the blocks asked for; sealed ones and the words typed never leave the database. */
  values: Record<string, string | number | string[]>;
};

export interface DeclarationsAsked extends ExportSpan {
  /** Also those another declaration amends; otherwise only the newest version of each. */
  amended: boolean;
  /** Ids of the blocks whose values are wanted. */
  blocks: readonly string[];
}

/** One page of declarations, newest first by (declared_at, id). */
export async function exportDeclarations(
  tx: Scoped,
  asked: DeclarationsAsked,
  { limit, after }: ExportStep,
): Promise<ExportPage<ExportedDeclaration>> {
  const values =
    asked.blocks.length === 0
      ? sql`'{}'::jsonb`
      : sql`coalesce((select jsonb_object_agg(key, value -> 'value') from jsonb_each(d.answers)
          where key = any(${[...asked.blocks]}) and value ? 'value'), '{}')`;
  // Looked up for each row: written as `not exists` the planner expects no row to be left, and reads them all.
  const newest = asked.amended
    ? sql`true`
    : sql`coalesce((select false from declaration_ids newer where newer.amends = d.id limit 1), true)`;
  await readInOrder(tx);
  const order = sql`declared_at desc, id desc`;
  const found = await inStretches<ExportedDeclaration & ExportPoint>(
    asked,
    { moment: 'd.declared_at', place: 'd', order, limit: limit + 1 },
    (
      here,
    ) => sql`select ${sql.join(columns.map((column) => sql.ref(`d.${column}`)))}, d.declared_at::text as at,
        (select person from declaration_ids i where i.id = d.id) as person, ${values} as values
      from declarations d where ${here} and ${pastPoint(after, 'd.declared_at', 'd.id')} and ${newest}`,
  ).execute(tx);
  return exportPage(found.rows, limit);
}
