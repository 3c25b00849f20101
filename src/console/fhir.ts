import type { Scoped } from '../storage/as-staff.ts';
import { exportDeclarations, type ExportedDeclaration } from '../storage/export-declarations.ts';
import type { ExportPage, ExportSpan, ExportStep } from '../storage/export-page.ts';
import { exportPersons } from '../storage/export-persons.ts';
import type { CellMaking } from './export-columns.ts';
import { fhirObservations, fhirRisk } from './fhir-observations.ts';
import { fhirPatient } from './fhir-patient.ts';
import { asked, fhirQuestionnaire } from './fhir-questionnaire.ts';
import { fhirResponse } from './fhir-response.ts';

/** One page of resources of one type; a page may have none, and more than rows were read for it. */
type FhirPage = (
  tx: Scoped,
  span: ExportSpan,
  step: ExportStep,
  making: CellMaking,
) => Promise<ExportPage<object>>;

/** Resources of FHIR R4 by type, as the newest declarations and those of the past have them: nothing is left out. */
export const fhirPages = {
  Questionnaire: (_tx, _span, _step, { assets }) =>
    Promise.resolve({
      rows: [...assets.flows.values()].map((flow) => fhirQuestionnaire(flow, assets)),
      next: null,
    }),
  QuestionnaireResponse: fromDeclarations((row, { assets, words }) => [fhirResponse(row, assets, words)]),
  Patient: async (tx, span, step, { assets }) => {
    const { rows, next } = await exportPersons(tx, span, step);
    return { rows: rows.map((row) => fhirPatient(row, assets)), next };
  },
  RiskAssessment: fromDeclarations((row, { words }) =>
    row.person === null ? [] : [fhirRisk({ ...row, person: row.person }, words)],
  ),
  Observation: fromDeclarations((row, { words }) => fhirObservations(row, words)),
} as const satisfies Record<string, FhirPage>;

export type FhirType = keyof typeof fhirPages;
export const fhirTypes = Object.keys(fhirPages) as [FhirType, ...FhirType[]];

/** Resources one per line. */
export async function* toNdjson(pages: AsyncIterable<object[]>): AsyncGenerator<string> {
  for await (const resources of pages)
    yield resources.map((resource) => `${JSON.stringify(resource).normalize('NFC')}\n`).join('');
}

function fromDeclarations(make: (row: ExportedDeclaration, making: CellMaking) => object[]): FhirPage {
  return async (tx, span, step, making) => {
    const flows = [...making.assets.flows.values()];
    const blocks = flows.flatMap((flow) => asked(flow).filter(({ sensitive }) => sensitive !== true));
    const wanted = { ...span, amended: true, blocks: [...new Set(blocks.map(({ id }) => id))] };
    const { rows, next } = await exportDeclarations(tx, wanted, step);
    return { rows: rows.flatMap((row) => make(row, making)), next };
  };
}
