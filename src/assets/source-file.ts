import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Fault } from './asset-fault.ts';

/** A YAML or JSON file that can say where each of its values stands. JSON is read as the YAML it also is. */
export interface SourceFile {
  /** Path below the root, as faults name it. */
  file: string;
  data: unknown;
  /** Faults of the syntax itself; with any, `data` is not to be used. */
  faults: Fault[];
  /** A fault at the value of that path, or at the nearest value above it. */
  faultAt(path: readonly PropertyKey[], message: string): Fault;
}

/** Reads a file below `root`. Never throws: a file that cannot be read is a fault of its first line. */
export function readSource(root: string, file: string): SourceFile {
  let text: string;
  try {
    text = readFileSync(join(root, file), 'utf8');
  } catch (error) {
    const message = `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    const faultAt = (): Fault => ({ file, line: 1, column: 1, message });
    return { file, data: undefined, faults: [faultAt()], faultAt };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const place = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const faultAt = (path: readonly PropertyKey[], message: string): Fault => {
    for (let length = path.length; length >= 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return { file, ...place(node.range[0]), message };
    }
    return { file, line: 1, column: 1, message };
  };
  const faults = document.errors.map((error) => ({ file, ...place(error.pos[0]), message: error.message }));
  let data: unknown;
  try {
    data = faults.length > 0 ? undefined : document.toJS();
  } catch (error) {
    // An alias that no anchor stands behind is only noticed here.
    faults.push(faultAt([], error instanceof Error ? error.message : String(error)));
  }
  return { file, data, faults, faultAt };
}

/** Checks a file against its schema. What does not fit is added to `faults`, each at its place. */
export function parseSource<T>(source: SourceFile, schema: z.ZodType<T>, faults: Fault[]): T | undefined {
  faults.push(...source.faults);
  if (source.faults.length > 0) return undefined;
  const parsed = schema.safeParse(source.data);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    const where = issue.path.length > 0 ? `${issue.path.join('.')}: ` : '';
    faults.push(source.faultAt(issue.path, `${where}${issue.message}`));
  }
  return undefined;
}
