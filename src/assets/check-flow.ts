import type { Block, Flow } from '../dialogue/flow.ts';
import { type Condition, factsOf } from '../triage/condition.ts';
import type { Fault } from './asset-fault.ts';
import type { SourceFile } from './source-file.ts';

/** What a schema cannot see: conditions that look ahead, codes that no choice has, a danger block that is none. */
export function checkFlow(flow: Flow, source: SourceFile): Fault[] {
  const faults: Fault[] = [];
  const earlier = new Map<string, Block>();
  flow.blocks.forEach((block, index) => {
    if (block.relevant) {
      const path = ['blocks', index, 'relevant'];
      for (const message of conditionFaults(block.relevant, earlier))
        faults.push(source.faultAt(path, message));
    }
    earlier.set(block.id, block);
  });
  flow.presets.forEach((preset, index) => {
    if (!earlier.has(preset.block))
      faults.push(source.faultAt(['presets', index], `there is no block ${preset.block}`));
  });
  if (flow.danger !== undefined && earlier.get(flow.danger)?.type !== 'select_multiple') {
    faults.push(
      source.faultAt(['danger'], `danger must name a select_multiple block; ${flow.danger} is none`),
    );
  }
  if (flow.blocks.at(-1)?.type !== 'review') {
    faults.push(source.faultAt(['blocks', flow.blocks.length - 1], 'the last block must be the review'));
  }
  return faults;
}

const standingFacts = new Set(['channel', 'language', 'subject', 'age']);

function conditionFaults(condition: Condition, earlier: Map<string, Block>): string[] {
  const unknown = factsOf(condition)
    .filter((fact) => !standingFacts.has(fact) && !earlier.has(fact))
    .map((fact) => `relevant looks at ${fact}, which is no earlier block`);
  return [...unknown, ...codeFaults(condition, earlier)];
}

function codeFaults(condition: Condition, earlier: Map<string, Block>): string[] {
  if ('all' in condition) return condition.all.flatMap((part) => codeFaults(part, earlier));
  if ('any' in condition) return condition.any.flatMap((part) => codeFaults(part, earlier));
  if ('not' in condition) return codeFaults(condition.not, earlier);
  const block = earlier.get(condition.fact);
  if (!block || !('choices' in block)) return [];
  const codes = 'has_any' in condition ? condition.has_any : 'is' in condition ? [String(condition.is)] : [];
  return codes
    .filter((code) => !block.choices.some((choice) => choice.code === code))
    .map((code) => `${condition.fact} has no choice ${code}`);
}
