import type { DialogueAssets } from '../dialogue/assets.ts';
import type { Block, Flow } from '../dialogue/flow.ts';
import type { Condition } from '../triage/condition.ts';
import { loincOfBlock, ours, type Coding } from './fhir-codes.ts';

export interface QuestionnaireItem {
  linkId: string;
  type: 'choice' | 'open-choice' | 'string' | 'decimal' | 'integer' | 'date';
  text: string;
  _text: Translated;
  code?: Coding[];
  required: boolean;
  repeats?: true;
  enableWhen?: object[];
  enableBehavior?: 'all';
  answerOption?: { valueCoding: Coding & { _display: Translated } }[];
}

interface Translated {
  extension: { url: string; extension: object[] }[];
}

/** A flow as a Questionnaire of FHIR R4: its questions with all their answers, in every language. */
export function fhirQuestionnaire(flow: Flow, assets: DialogueAssets) {
  const [language = 'vi'] = assets.phrasebook.languages;
  return {
    resourceType: 'Questionnaire' as const,
    id: `${flow.id}-${flow.version}`,
    language,
    url: questionnaireUrl(flow.id),
    version: String(flow.version),
    // `NcoviDeclaration`, `NcoviDaily`
    name: `Ncovi${flow.id.charAt(0).toUpperCase()}${flow.id.slice(1)}`,
    title: 'NCOVI',
    status: 'active' as const,
    subjectType: ['Patient'],
    item: asked(flow).map((block) => itemOf(block, flow, assets)),
  };
}

export const questionnaireUrl = (flow: string): string => ours(`questionnaire:${flow}`);

/** The questions of a flow that have an answer. Sealed ones are asked, but their answers are never given out. */
export const asked = (flow: Flow): Block[] =>
  flow.blocks.filter(({ type }) => type !== 'note' && type !== 'review');

/** What kind of answer a question has in FHIR. */
export function typeOf(block: Block): QuestionnaireItem['type'] {
  switch (block.type) {
    case 'select_one':
    case 'select_multiple':
      // Typed words are understood beyond the choices, such as a loss of smell.
      return block.reader === undefined ? 'choice' : 'open-choice';
    case 'area':
      return 'choice';
    case 'decimal':
    case 'integer':
    case 'date':
      return block.type;
    case 'text':
    case 'phone':
    case 'identity':
    case 'note':
    case 'review':
      return 'string';
  }
}

function itemOf(block: Block, flow: Flow, { phrasebook }: DialogueAssets): QuestionnaireItem {
  const [language = 'vi', ...others] = phrasebook.languages;
  const inAll = (key: string): { text: string; translated: Translated } => ({
    text: phrasebook.say(language, key),
    translated: {
      extension: others.map((other) => ({
        url: 'http://hl7.org/fhir/StructureDefinition/translation',
        extension: [
          { url: 'lang', valueCode: other },
          { url: 'content', valueString: phrasebook.say(other, key) },
        ],
      })),
    },
  });
  const { text, translated } = inAll(`${flow.id}:${block.id}.label`);
  const code = loincOfBlock[block.id];
  const conditions = block.relevant === undefined ? [] : enableWhen(block.relevant, flow);
  return {
    ...{ linkId: block.id, type: typeOf(block), text, _text: translated },
    ...(code && { code: [code] }),
    required: block.optional !== true && block.ask === undefined,
    ...(block.type === 'select_multiple' && { repeats: true as const }),
    ...(conditions.length > 0 && { enableWhen: conditions }),
    ...(conditions.length > 1 && { enableBehavior: 'all' as const }),
    ...('choices' in block && {
      answerOption: block.choices.map((choice) => {
        const said = inAll(`${flow.id}:${block.id}.choices.${choice.code}`);
        const coding = { system: ours(block.id), code: choice.code, display: said.text };
        return { valueCoding: { ...coding, _display: said.translated } };
      }),
    }),
  };
}

/** Conditions over other questions; those over facts nobody is asked, such as the age, have no place in FHIR. */
function enableWhen(condition: Condition, flow: Flow): object[] {
  if ('all' in condition) return condition.all.flatMap((part) => enableWhen(part, flow));
  const fact = 'not' in condition ? ('is' in condition.not ? condition.not : null) : condition;
  if (fact === null || !('fact' in fact)) return [];
  const block = flow.blocks.find(({ id }) => id === fact.fact);
  if (block === undefined) return [];
  const question = { question: block.id };
  const answerCoding = (code: string): object => ({ answerCoding: { system: ours(block.id), code } });
  if ('known' in fact) return [{ ...question, operator: 'exists', answerBoolean: fact.known }];
  if (!('choices' in block)) return [];
  if ('is' in fact)
    return [{ ...question, operator: 'not' in condition ? '!=' : '=', ...answerCoding(String(fact.is)) }];
  // Any of several would need its own behaviour, which an item has only once.
  const [only, another] = 'has_any' in fact ? fact.has_any : [];
  return only === undefined || another !== undefined
    ? []
    : [{ ...question, operator: '=', ...answerCoding(only) }];
}
