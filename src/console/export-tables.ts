import { exportDeclarations, type ExportedDeclaration } from '../storage/export-declarations.ts';
import { exportIsolations, type ExportedIsolation } from '../storage/export-isolations.ts';
import type { ExportPage, ExportSpan, ExportStep } from '../storage/export-page.ts';
import { exportPersons, type ExportedPerson } from '../storage/export-persons.ts';
import { exportWorkItems, type ExportedWorkItem } from '../storage/export-work-items.ts';
import type { Scoped } from '../storage/as-staff.ts';
import {
  choices,
  code,
  coded,
  day,
  level,
  place,
  plain,
  time,
  type CellMaking,
  type Column,
} from './export-columns.ts';
import type { Cell, Heading } from './export-columns.ts';

/** A table that can be taken out: its headings, and its rows page by page as cells in the same order. */
export interface ExportTable<Span = ExportSpan> {
  columns: readonly Heading[];
  page: (tx: Scoped, span: Span, step: ExportStep, making: CellMaking) => Promise<ExportPage<Cell[]>>;
}

/** What can be taken out as a table, by the name it has in addresses. */
export const exportTables = {
  declarations: tableOf<ExportedDeclaration>(
    [
      code('receipt', (row) => row.receipt),
      plain('id', (row) => row.id),
      plain('amends', (row) => row.amends),
      plain('person', (row) => row.person),
      ...time<ExportedDeclaration>('declared_at', (row) => row.declared_at),
      ...coded<ExportedDeclaration>('declaration_status', (row) => row.status),
      plain('channel', (row) => row.channel),
      ...about(),
      ...place(),
      plain('address_line', (row) => row.address_line),
      ...choices<ExportedDeclaration>('symptoms', 'symptoms', (row) => row.symptoms),
      ...choices<ExportedDeclaration>('exposures', 'exposure', (row) => row.exposures),
      ...choices<ExportedDeclaration>('conditions', 'conditions', (row) => row.conditions),
      ...level(),
      plain('provisional_class', (row) => row.provisional_class),
      plain('rules', (row) => row.rules.join(' ')),
      plain('ruleset', (row) => row.ruleset),
      plain('ruleset_version', (row) => row.ruleset_version),
      ...time<ExportedDeclaration>('deadline', (row) => row.deadline),
    ],
    (tx, span, step) => exportDeclarations(tx, { ...span, amended: false, blocks: [] }, step),
  ),
  persons: tableOf<ExportedPerson>(
    [
      plain('id', (row) => row.id),
      ...about(),
      ...place(),
      plain('address_line', (row) => row.address_line),
      ...choices<ExportedPerson>('conditions', 'conditions', (row) => row.conditions),
      ...level(),
      plain('f_status', (row) => (row.f_status === null ? null : `F${row.f_status}`)),
      plain('declaration', (row) => row.declaration),
      ...time<ExportedPerson>('declared_at', (row) => row.declared_at),
      ...time<ExportedPerson>('first_declared_at', (row) => row.first_declared_at),
    ],
    exportPersons,
  ),
  'work-items': tableOf<ExportedWorkItem>(
    [
      plain('id', (row) => row.id),
      plain('person', (row) => row.person),
      plain('name', (row) => row.name),
      code('phone', (row) => row.phone),
      ...place(),
      ...coded<ExportedWorkItem>('work_kind', (row) => row.kind),
      ...coded<ExportedWorkItem>('work_status', (row) => row.status),
      ...coded<ExportedWorkItem>('conclusion', (row) => row.conclusion),
      plain('outcome', (row) => row.outcome),
      ...level(),
      plain('assigned', (row) => row.assigned),
      plain('attempts', (row) => row.attempts),
      ...time<ExportedWorkItem>('created_at', (row) => row.created_at),
      ...time<ExportedWorkItem>('deadline', (row) => row.deadline),
      ...time<ExportedWorkItem>('verified_at', (row) => row.verified_at),
      ...time<ExportedWorkItem>('concluded_at', (row) => row.concluded_at),
      ...time<ExportedWorkItem>('closed_at', (row) => row.closed_at),
    ],
    exportWorkItems,
  ),
  isolations: tableOf<ExportedIsolation>(
    [
      plain('id', (row) => row.id),
      plain('person', (row) => row.person),
      plain('name', (row) => row.name),
      plain('birth_year', (row) => row.birth_year),
      code('phone', (row) => row.phone),
      ...place(),
      plain('address_line', (row) => row.address_line),
      ...coded<ExportedIsolation>('isolation_place', (row) => row.place),
      plain('site', (row) => row.site),
      ...day<ExportedIsolation>('day_zero', (row) => row.day_zero),
      ...day<ExportedIsolation>('ends_on', (row) => row.ends_on),
      plain('authority', (row) => row.authority),
      code('document', (row) => row.document),
      ...time<ExportedIsolation>('decided_at', (row) => row.decided_at),
      ...time<ExportedIsolation>('ended_at', (row) => row.ended_at),
      ...coded<ExportedIsolation>('ending', (row) => row.ending),
    ],
    exportIsolations,
  ),
} as const satisfies Record<string, ExportTable>;

export type ExportTableName = keyof typeof exportTables;

/** A table out of its columns and its rows. */
export function tableOf<Row, Span = ExportSpan>(
  columns: readonly Column<Row>[],
  page: (tx: Scoped, span: Span, step: ExportStep) => Promise<ExportPage<Row>>,
): ExportTable<Span> {
  return {
    columns,
    async page(tx, span, step, making) {
      const { rows, next } = await page(tx, span, step);
      return { rows: rows.map((row) => columns.map(({ cell }) => cell(row, making))), next };
    },
  };
}

type Somebody = Pick<ExportedPerson, 'name' | 'birth_year' | 'gender' | 'nationality' | 'phone'>;

/** Who somebody is. */
function about<Row extends Somebody>(): Column<Row>[] {
  return [
    plain('name', (row) => row.name),
    plain('birth_year', (row) => row.birth_year),
    ...choices<Row>('gender', 'gender', (row) => (row.gender === null ? [] : [row.gender])),
    plain('nationality', (row) => row.nationality),
    code('phone', (row) => row.phone),
  ];
}
