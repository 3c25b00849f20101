import { pino, type Logger } from 'pino';
import { keepLogLines } from './kept-logs.ts';

/** A logger for parts under test: says nothing here, but all it is told is searched for words at the end of the run. */
export function testLogger(onLine: (line: string) => unknown = () => undefined): Logger {
  const write = (line: string) => {
    keepLogLines(line);
    onLine(line);
  };
  return pino({ level: 'trace' }, { write });
}
