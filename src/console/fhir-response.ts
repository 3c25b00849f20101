import type { DialogueAssets } from '../dialogue/assets.ts';
import type { AnswerValue } from '../dialogue/answer.ts';
import type { Block } from '../dialogue/flow.ts';
import type { ExportedDeclaration } from '../storage/export-declarations.ts';
import { ours } from './fhir-codes.ts';
import { asked, questionnaireUrl, typeOf } from './fhir-questionnaire.ts';
import type { Words } from './words.ts';

/** A declaration as a QuestionnaireResponse of FHIR R4. Only answers that are not sealed are in `values`. */
export function fhirResponse(row: ExportedDeclaration, assets: DialogueAssets, words: Words) {
  const flow = assets.flows.get(row.flow);
  const blocks = flow === undefined ? [] : asked(flow).filter(({ sensitive }) => sensitive !== true);
  return {
    resourceType: 'QuestionnaireResponse' as const,
    id: row.id,
    ...(row.amends !== null && {
      extension: [
        {
          url: ours('structure:amends'),
          valueReference: { reference: `QuestionnaireResponse/${row.amends}` },
        },
      ],
    }),
    identifier: { system: ours('receipt'), value: row.receipt },
    questionnaire: `${questionnaireUrl(row.flow)}|${row.flow_version}`,
    status: row.status === 'complete' ? ('completed' as const) : ('stopped' as const),
    ...(row.person !== null && { subject: { reference: `Patient/${row.person}` } }),
    authored: row.declared_at.toISOString(),
    ...nonEmpty(
      'item',
      blocks.flatMap((block) => {
        const value = row.values[block.id];
        if (value === undefined || (Array.isArray(value) && value.length === 0)) return [];
        const answer = [value].flat().map((one) => answerOf(block, one, row, words, assets));
        return [
          {
            linkId: block.id,
            text: assets.phrasebook.say(words.language, `${row.flow}:${block.id}.label`),
            answer,
          },
        ];
      }),
    ),
  };
}

/** FHIR has no empty lists: a list that has nothing is not there. */
export const nonEmpty = <Key extends string, Item>(key: Key, items: Item[]): Partial<Record<Key, Item[]>> =>
  items.length === 0 ? {} : ({ [key]: items } as Partial<Record<Key, Item[]>>);

const NOT_KNOWN = {
  extension: [
    { url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' as const },
  ],
};

function answerOf(
  block: Block,
  value: Exclude<AnswerValue, string[]>,
  row: ExportedDeclaration,
  words: Words,
  { areas }: DialogueAssets,
): object {
  const type = typeOf(block);
  if (block.type === 'area') {
    const display = areas.find(String(value))?.name;
    const system = ours(`areas:${row.area_version ?? ''}`);
    return { valueCoding: { system, code: String(value), ...(display !== undefined && { display }) } };
  }
  if ('choices' in block) {
    const display = words.choice(block.id, String(value));
    const isOffered = block.choices.some(({ code }) => code === value);
    return isOffered
      ? { valueCoding: { system: ours(block.id), code: String(value), display } }
      : { valueString: display };
  }
  // "Not sure" and "not measured" are answers too.
  if (type === 'date')
    return /^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? { valueDate: String(value) } : NOT_KNOWN;
  if (type === 'decimal' || type === 'integer') {
    if (typeof value !== 'number') return NOT_KNOWN;
    return type === 'decimal' ? { valueDecimal: value } : { valueInteger: value };
  }
  return value === 'unknown' || value === '' ? NOT_KNOWN : { valueString: String(value) };
}
