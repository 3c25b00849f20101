import type { ExportedDeclaration } from '../storage/export-declarations.ts';
import { fhirId, LOINC, ours, symptomConcept } from './fhir-codes.ts';
import type { Words } from './words.ts';

const SURVEY = {
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'survey' }],
};

/** Symptoms, the highest temperature and contact with a case, each as an Observation of FHIR R4. */
export function fhirObservations(row: ExportedDeclaration, words: Words) {
  const made = (name: string, loinc: string, value: object) => ({
    resourceType: 'Observation' as const,
    id: fhirId(row.id, name),
    status: 'final' as const,
    category: [SURVEY],
    code: { coding: [{ system: LOINC, code: loinc }] },
    ...about(row),
    effectiveDateTime: row.declared_at.toISOString(),
    ...value,
    derivedFrom: [{ reference: `QuestionnaireResponse/${row.id}` }],
  });
  const { temperature } = row.values;
  const symptoms = row.symptoms.filter((code) => code !== 'none' && code !== 'unknown');
  return [
    ...symptoms.map((code) =>
      made(code, '75325-1', { valueCodeableConcept: symptomConcept(code, words.choice('symptoms', code)) }),
    ),
    ...(typeof temperature === 'number'
      ? [
          made('temperature', '8315-4', {
            valueQuantity: {
              ...{ value: temperature, unit: '°C', system: 'http://unitsofmeasure.org', code: 'Cel' },
            },
          }),
        ]
      : []),
    ...(row.exposures.includes('case') ? [made('contact', '96544-2', { valueBoolean: true })] : []),
  ];
}

/** What triage found, as a RiskAssessment of FHIR R4: the level, and every rule that matched. Not a diagnosis. */
export function fhirRisk(row: ExportedDeclaration & { person: string }, words: Words) {
  const method = `${row.ruleset}|${row.ruleset_version}`;
  return {
    resourceType: 'RiskAssessment' as const,
    id: fhirId(row.id, 'risk'),
    status: 'preliminary' as const,
    method: { coding: [{ system: ours('triage'), code: method }], text: method },
    subject: { reference: `Patient/${row.person}` },
    occurrenceDateTime: row.declared_at.toISOString(),
    basis: [{ reference: `QuestionnaireResponse/${row.id}` }],
    prediction: [
      {
        ...(row.provisional_class !== null && { outcome: { text: row.provisional_class } }),
        qualitativeRisk: {
          coding: [
            { system: ours('level'), code: String(row.level), display: words.t(`level.${row.level}`) },
          ],
        },
        rationale: row.rules.join(' '),
      },
    ],
    mitigation: row.advice,
  };
}

const about = ({ person }: ExportedDeclaration): object =>
  person === null ? {} : { subject: { reference: `Patient/${person}` } };
