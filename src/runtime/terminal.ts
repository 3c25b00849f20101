import { createInterface } from 'node:readline';

export interface Terminal {
  say(...lines: string[]): void;
  /** The next line of standard input without blanks around it; null when there is none. */
  ask(question: string): Promise<string | null>;
  close(): void;
}

/** Whoever runs a program, at a keyboard or at the other end of a pipe. @param hidden what is typed is not shown */
export function openTerminal({ hidden }: { hidden: boolean }): Terminal {
  const { stdin, stdout } = process;
  const reader = createInterface({
    input: stdin,
    terminal: stdin.isTTY,
    ...(hidden || !stdin.isTTY ? {} : { output: stdout }),
  });
  const lines = reader[Symbol.asyncIterator]();
  return {
    say: (...said) => stdout.write(said.map((line) => `${line}\n`).join('')),
    async ask(question) {
      stdout.write(question);
      const { value, done } = await lines.next();
      if (hidden || !stdin.isTTY) stdout.write('\n');
      return done === true ? null : value.trim();
    },
    close: () => {
      reader.close();
    },
  };
}
