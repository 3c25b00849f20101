import { commonKeys } from '../dialogue/common-keys.ts';
import type { Block, Flow } from '../dialogue/flow.ts';
import type { RuleSet } from '../triage/rule-set.ts';
import type { Fault } from './asset-fault.ts';
import type { TextFile, Texts } from './read-texts.ts';

/** Every text the flows, the rules and the dialogue itself name must exist in every language, with the same blanks. */
export function checkTexts(texts: Texts, flows: Flow[], rules: RuleSet | undefined): Fault[] {
  const advice =
    rules?.rules.flatMap((rule) => [`advice.${rule.advice}`, `result.level_${rule.level}`]) ?? [];
  const needed = new Map<string, string[]>([['common', [...commonKeys, ...advice]]]);
  // Files nothing here names, such as the console's, must at least be alike in all languages.
  for (const { namespace } of texts.files.values()) if (!needed.has(namespace)) needed.set(namespace, []);
  for (const flow of flows) needed.set(flow.id, flow.blocks.flatMap(keysOf));
  return texts.languages.flatMap((language) =>
    [...needed].flatMap(([namespace, keys]) => {
      const file = texts.files.get(`${language}/${namespace}`);
      if (!file) return [missingFile(language, namespace)];
      return [
        ...[...new Set(keys)].filter((key) => !file.texts.has(key)).map((key) => missingText(file, key)),
        ...differences(file, texts.files.get(`${texts.languages[0] ?? ''}/${namespace}`)),
      ];
    }),
  );
}

/** The texts a block needs, below its id. */
function keysOf(block: Block): string[] {
  const leaves = block.type === 'note' ? ['ask'] : ['ask', 'label', 'example', 'help'];
  if (block.type === 'review') leaves.push('ask_again', 'truth', 'choices.send', 'choices.correct');
  if (block.ask === 'on_request') leaves.push('add');
  if ('choices' in block) {
    for (const { code, then } of block.choices) {
      leaves.push(`choices.${code}`);
      if (then !== undefined) leaves.push(`${then}.${code}`);
    }
  }
  return leaves.map((leaf) => `${block.id}.${leaf}`);
}

const missingFile = (language: string, namespace: string): Fault => ({
  file: `locales/${language}/${namespace}.json`,
  line: 1,
  column: 1,
  message: 'the file is missing',
});

const missingText = (file: TextFile, key: string): Fault =>
  file.source.faultAt(key.split('.'), `the text ${key} is missing`);

/** Texts of two languages must exist in both and have the same `{{blanks}}`. */
function differences(file: TextFile, standard: TextFile | undefined): Fault[] {
  if (!standard || standard === file) return [];
  const faults: Fault[] = [];
  for (const [key, text] of standard.texts) {
    const other = file.texts.get(key);
    if (other === undefined) faults.push(missingText(file, key));
    else if (blanks(other) !== blanks(text)) {
      faults.push(
        file.source.faultAt(key.split('.'), `${key}: has other {{…}} than in ${standard.language}`),
      );
    }
  }
  for (const key of file.texts.keys()) {
    if (!standard.texts.has(key)) faults.push(missingText(standard, key));
  }
  return faults;
}

const blanks = (text: string): string => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort().join();
