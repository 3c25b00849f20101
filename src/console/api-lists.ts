import type { z } from 'zod';
import type { Scoped } from '../storage/as-staff.ts';
import { exportDeclarations } from '../storage/export-declarations.ts';
import { exportIsolations } from '../storage/export-isolations.ts';
import type { ExportPage, ExportSpan, ExportStep } from '../storage/export-page.ts';
import { exportPersons } from '../storage/export-persons.ts';
import { exportWorkItems } from '../storage/export-work-items.ts';
import * as records from './api-records.ts';

/** A list of the API: what a record of it is, and its pages. */
export interface ApiList {
  summary: string;
  record: z.ZodType;
  page: (tx: Scoped, span: ExportSpan, step: ExportStep) => Promise<ExportPage<unknown>>;
}

/** The lists of the API, by the last part of their address. */
export const apiLists: Readonly<Record<string, ApiList>> = {
  declarations: {
    summary: 'Declarations, newest first; a corrected one stays, and the later one names it',
    record: records.declarationRecord,
    page: listed(
      (tx, span, step) => exportDeclarations(tx, { ...span, amended: true, blocks: [] }, step),
      records.toDeclarationRecord,
    ),
  },
  persons: {
    summary: 'Persons, by id; the days are those of their newest declaration',
    record: records.personRecord,
    page: listed(exportPersons, records.toPersonRecord),
  },
  'work-items': {
    summary: 'What health units had and have to do, newest first',
    record: records.workItemRecord,
    page: listed(exportWorkItems, records.toWorkItemRecord),
  },
  isolations: {
    summary: 'Decisions to isolate somebody, newest first',
    record: records.isolationRecord,
    page: listed(exportIsolations, records.toIsolationRecord),
  },
};

function listed<Row>(
  page: (tx: Scoped, span: ExportSpan, step: ExportStep) => Promise<ExportPage<Row>>,
  toRecord: (row: Row) => unknown,
): ApiList['page'] {
  return async (tx, span, step) => {
    const { rows, next } = await page(tx, span, step);
    return { rows: rows.map(toRecord), next };
  };
}
