export interface Coding {
  system: string;
  code: string;
  display?: string;
}

export interface CodeableConcept {
  coding: Coding[];
  text?: string;
}

/** Where our codes are at home; the same on every installation, since the codes are. */
export const ours = (kind: string): string => `urn:ncovi-chat:${kind}`;

export const LOINC = 'http://loinc.org';
const ICD_10 = 'http://hl7.org/fhir/sid/icd-10';

/** Our codes in ICD-10 of WHO (domain dossier, 6.1). SNOMED CT needs a licence and is not given out. */
const icd10: Readonly<Record<string, string>> = {
  fever: 'R50.9',
  cough: 'R05',
  dyspnea: 'R06.0',
  pneumonia: 'J18.9',
  sore_throat: 'R07.0',
  fatigue: 'R53',
  anosmia: 'R43.0',
  ageusia: 'R43.2',
  diarrhoea: 'R19.7',
  nausea_vomiting: 'R11',
  headache: 'R51',
  myalgia: 'M79.1',
  chills: 'R68.8',
  runny_nose: 'J00',
  chest_pain: 'R07.4',
  hemoptysis: 'R04.2',
  seizure: 'R56.8',
  confusion: 'R40',
};

/** Our code of a symptom, with that of ICD-10 where there is one. */
export function symptomConcept(code: string, text: string): CodeableConcept {
  const known = icd10[code];
  return {
    coding: [
      { system: ours('symptoms'), code, display: text },
      ...(known === undefined ? [] : [{ system: ICD_10, code: known }]),
    ],
    text,
  };
}

/** What a question asks, in LOINC, by its block (domain dossier, 6.1). */
export const loincOfBlock: Readonly<Record<string, Coding>> = {
  gender: { system: LOINC, code: '76689-9' },
  symptoms: { system: LOINC, code: '75325-1' },
  onset: { system: LOINC, code: '65222-2' },
  temperature: { system: LOINC, code: '8315-4' },
  conditions: { system: LOINC, code: '75618-9' },
};

/** An id of FHIR: letters, digits, hyphens and points, 64 at most. */
export const fhirId = (...parts: string[]): string => parts.join('-').replaceAll('_', '-').slice(0, 64);
