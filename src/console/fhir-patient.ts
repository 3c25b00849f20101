import type { DialogueAssets } from '../dialogue/assets.ts';
import type { ExportedPerson } from '../storage/export-persons.ts';
import { ours } from './fhir-codes.ts';
import { nonEmpty } from './fhir-response.ts';

/** A person as a Patient of FHIR R4: what they declared last. */
export function fhirPatient(row: ExportedPerson, { areas }: DialogueAssets) {
  const gender = genders.find((one) => one === row.gender) ?? 'unknown';
  const names = row.area_path.map((code) => areas.find(code)?.name ?? code);
  const [province, ...below] = names;
  const line = row.address_line === null ? [] : [row.address_line];
  const address = {
    use: 'home' as const,
    text: [...line, ...names.toReversed()].join(', '),
    ...nonEmpty('line', line),
    ...(below.length > 0 && { city: below.at(-1) }),
    ...(below.length > 1 && { district: below[0] }),
    ...(province !== undefined && { state: province }),
    country: 'VN',
  };
  return {
    resourceType: 'Patient' as const,
    id: row.id,
    ...(row.nationality !== null && {
      extension: [
        {
          url: 'http://hl7.org/fhir/StructureDefinition/patient-nationality',
          extension: [
            {
              url: 'code',
              valueCodeableConcept: { coding: [{ system: 'urn:iso:std:iso:3166', code: row.nationality }] },
            },
          ],
        },
      ],
    }),
    identifier: [{ system: ours('person'), value: row.id }],
    active: true,
    ...nonEmpty('name', row.name === null ? [] : [{ use: 'official' as const, text: row.name }]),
    ...nonEmpty('telecom', row.phone === null ? [] : [{ system: 'phone' as const, value: row.phone }]),
    gender,
    ...(row.birth_year !== null && { birthDate: String(row.birth_year) }),
    ...nonEmpty('address', address.text === '' ? [] : [address]),
  };
}

const genders = ['male', 'female', 'other'] as const;
