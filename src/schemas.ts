import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { flowSchema } from './dialogue/flow.ts';
import { ruleSetSchema } from './triage/rule-set.ts';

/** Writes flows/*.schema.json, which editors use to check and complete flow files, from the schemas of the code. */
for (const [name, schema] of [
  ['flow', flowSchema],
  ['triage', ruleSetSchema],
] as const) {
  const json = z.toJSONSchema(schema, { io: 'input' });
  writeFileSync(
    new URL(`../flows/${name}.schema.json`, import.meta.url),
    `${JSON.stringify(json, null, 2)}\n`,
  );
}
