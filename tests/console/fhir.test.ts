import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { insertDeclarations } from '../../src/storage/declarations.ts';
import { createFieldCrypto } from '../../src/storage/field-crypto.ts';
import { aDeclaration } from '../support/a-declaration.ts';
import { NOON, startConsole, type SignedIn, type TestConsole } from '../support/a-console.ts';
import { hasPostgres } from '../support/postgres.ts';

// What R4 asks of these resources: required elements, bindings that are required, and the forms of primitive types.
const uri = z.string().regex(/^\S+$/);
const id = z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/);
const reference = z.object({ reference: z.string().regex(/^[A-Z]\w+\/[A-Za-z0-9\-.]{1,64}$/) });
const coding = z.object({ system: uri, code: z.string().regex(/^\S+( \S+)*$/) });
const concept = z.object({ coding: z.array(coding).min(1) });
const moment = z.iso.datetime({ offset: true });
const resources = {
  Questionnaire: z.object({
    id,
    url: uri,
    status: z.enum(['draft', 'active', 'retired', 'unknown']),
    item: z
      .array(
        z.object({
          linkId: z.string().min(1),
          type: z.enum(['choice', 'open-choice', 'string', 'decimal', 'integer', 'date']),
          enableWhen: z
            .array(z.object({ operator: z.enum(['exists', '=', '!=', '>', '<', '>=', '<=']) }))
            .optional(),
          answerOption: z.array(z.object({ valueCoding: coding })).optional(),
        }),
      )
      .min(1),
  }),
  QuestionnaireResponse: z.object({
    id,
    questionnaire: uri,
    status: z.enum(['in-progress', 'completed', 'amended', 'entered-in-error', 'stopped']),
    subject: reference,
    authored: moment,
    item: z
      .array(z.object({ linkId: z.string(), answer: z.array(z.record(z.string(), z.unknown())).min(1) }))
      .min(1),
  }),
  Patient: z.object({
    id,
    gender: z.enum(['male', 'female', 'other', 'unknown']),
    birthDate: z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/),
    telecom: z.array(z.object({ system: z.enum(['phone', 'email']), value: z.string() })),
  }),
  RiskAssessment: z.object({
    id,
    status: z.enum(['registered', 'preliminary', 'final', 'amended', 'corrected', 'cancelled']),
    subject: reference,
    occurrenceDateTime: moment,
    prediction: z.array(z.object({ qualitativeRisk: concept })).min(1),
  }),
  Observation: z.object({
    id,
    status: z.enum(['registered', 'preliminary', 'final', 'amended']),
    code: concept,
    subject: reference,
    effectiveDateTime: moment,
    valueCodeableConcept: concept.optional(),
    valueQuantity: z.object({ value: z.number(), code: z.literal('Cel') }).optional(),
  }),
};
type Type = keyof typeof resources;

describe.skipIf(!hasPostgres())('FHIR (needs initdb and postgres)', () => {
  let console: TestConsole;
  let officer: SignedIn;
  beforeAll(async () => {
    console = await startConsole();
    officer = await console.someone(['75'], { kind: 'cdc' });
    const said = (value: string | number | string[]) => ({ value, raw: 'như đã gõ', at: NOON });
    const first = aDeclaration();
    await insertDeclarations(
      console.db,
      [
        {
          ...first,
          answers: {
            ...first.answers,
            symptoms: said(['fever', 'sore_throat', 'anosmia']),
            gender: said('female'),
            area: said('26011'),
            onset: said('unknown'),
            temperature: said(38.5),
            case_date: said('2020-03-20'),
            exposure: said(['case']),
          },
          person: { ...first.person, symptoms: ['fever', 'sore_throat', 'anosmia'], exposures: ['case'] },
        },
        aDeclaration({ id: randomUUID(), amends: first.id, status: 'interrupted' }),
      ],
      { crypto: createFieldCrypto(randomBytes(32)), sensitive: new Set(['identity', 'insurance']) },
    );
  });
  afterAll(() => console.close());

  async function linesOf<T extends Type>(type: T): Promise<z.infer<(typeof resources)[T]>[]> {
    const answer = await console.app.inject({
      url: `/console/exports/fhir?type=${type}`,
      headers: officer.headers,
    });
    expect(answer.headers['content-type']).toBe('application/fhir+ndjson');
    const lines = answer.body.split('\n');
    expect(lines.pop()).toBe('');
    return lines.map((line) => {
      const resource: unknown = JSON.parse(line);
      expect(resource).toMatchObject({ resourceType: type });
      expect(emptyIn(resource)).toEqual([]);
      return resources[type].parse(resource) as z.infer<(typeof resources)[T]>;
    });
  }

  it.each(Object.keys(resources) as Type[])('gives every %s as R4 wants it, each id once', async (type) => {
    const lines = await linesOf(type);
    expect(lines.length).toBeGreaterThan(0);
    expect(new Set(lines.map((line) => line.id)).size).toBe(lines.length);
  });

  it('asks each question once, and answers only what is asked, from what is offered', async () => {
    const forms = await linesOf('Questionnaire');
    expect(forms.map(({ id }) => id.replace(/-\d+$/, '')).toSorted()).toEqual(['daily', 'declaration']);
    const form = forms.find(({ id }) => id.startsWith('declaration-'));
    const items = new Map(form?.item.map((item) => [item.linkId, item]));
    expect(items.size).toBe(form?.item.length);
    const responses = await linesOf('QuestionnaireResponse');
    expect(responses.map(({ status }) => status).toSorted()).toEqual(['completed', 'stopped']);
    for (const { item } of responses)
      for (const { linkId, answer } of item) {
        const question = items.get(linkId);
        expect(question?.linkId).toBe(linkId);
        const options = question?.answerOption?.map(({ valueCoding }) => valueCoding.code);
        for (const { valueCoding } of answer)
          if (options && valueCoding) expect(options).toContain(coding.parse(valueCoding).code);
      }
    const answers = new Map(
      responses.find(({ status }) => status === 'completed')?.item.map((one) => [one.linkId, one.answer]),
    );
    expect(answers.get('symptoms')?.[2]).toEqual({ valueString: 'Mất mùi' });
    expect(answers.get('temperature')).toEqual([{ valueDecimal: 38.5 }]);
    expect(answers.get('case_date')).toEqual([{ valueDate: '2020-03-20' }]);
    expect(JSON.stringify(answers.get('onset'))).toContain('data-absent-reason');
    expect([...answers.keys()]).not.toContain('identity');
    expect(JSON.stringify(responses)).not.toMatch(/sealed|079123456789|như đã gõ/);
  });

  it('refers to what it gives', async () => {
    const patients = (await linesOf('Patient')).map((one) => `Patient/${one.id}`);
    for (const type of ['QuestionnaireResponse', 'RiskAssessment', 'Observation'] as const)
      for (const { subject } of await linesOf(type)) expect(patients).toContain(subject.reference);
  });

  it('codes symptoms in ICD-10 and its own, and never in SNOMED CT', async () => {
    const observations = await linesOf('Observation');
    const codes = observations.flatMap(({ valueCodeableConcept }) => valueCodeableConcept?.coding ?? []);
    expect(codes).toContainEqual({ system: 'http://hl7.org/fhir/sid/icd-10', code: 'R50.9' });
    expect(codes.map(({ system }) => system).join()).not.toMatch(/snomed/i);
    expect(observations.filter(({ valueQuantity }) => valueQuantity?.value === 38.5)).toHaveLength(1);
  });
});

/** Where an object has an empty list, object or text: FHIR has none. */
function emptyIn(value: unknown, path = ''): string[] {
  if (value === '') return [path];
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value);
  return inner.length === 0 ? [path] : inner.flatMap(([key, one]) => emptyIn(one, `${path}.${key}`));
}
