/** Where in a file something is wrong. Lines and columns count from 1. */
export interface Fault {
  file: string;
  line: number;
  column: number;
  message: string;
}

/** Flows, locales or rules are not as they must be: the program refuses to start. All faults are told at once. */
export class AssetError extends Error {
  override name = 'AssetError' as const;
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(
      faults.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`).join('\n'),
    );
    this.faults = faults;
  }
}
