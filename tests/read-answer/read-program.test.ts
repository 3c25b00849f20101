import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { context, readTable } from './answer-table.ts';
import { readAnswer, type AnswerType } from '../../src/dialogue/read-answer/read-answer.ts';

const program = new URL('../../src/read.ts', import.meta.url).pathname;

function run(args: string[], input: string): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [program, ...args], { input, encoding: 'utf8', maxBuffer: 1 << 28 });
}

const asked = (type: AnswerType) => ['--type', type, '--lang', 'vi', '--today', '2020-03-27'];

describe('npm run read', () => {
  it.each(['yesno', 'symptoms', 'commune', 'name', 'choice'] as const)(
    'answers each line of %s in order',
    (type) => {
      const inputs = readTable('./answers-vi.tsv').flatMap((row) => (row.type === type ? [row.input] : []));
      const expected = inputs.map((input) => {
        const reading = readAnswer(type, input, context);
        return reading.ok ? reading.value : 'REJECT';
      });
      expect(run(asked(type), inputs.map((input) => `${input}\n`).join('')).stdout).toBe(
        expected.map((value) => `${value}\n`).join(''),
      );
    },
  );

  it.each([
    ['2025-06-30', 'commune', '26008'],
    ['2025-08-01', 'commune', '26017'],
    ['2025-08-01', 'district', 'REJECT'],
    ['2026-05-01', 'commune', '26017'],
  ])('reads places on the map in force on %s', (day, type, code) => {
    const args = ['--type', type, '--lang', 'vi', '--today', day];
    expect(run(args, 'phường Tân Hiệp, Biên Hòa\n').stdout).toBe(`${code}\n`);
  });

  it('keeps blank lines, takes CRLF and needs no last line end', () => {
    expect(run(asked('yesno'), 'có\r\n\r\n\nkhông').stdout).toBe('yes\nREJECT\nREJECT\nno\n');
    expect(run(asked('yesno'), 'có\n').stdout).toBe('yes\n');
    expect(run(asked('yesno'), '').stdout).toBe('');
  });

  it('streams many lines', () => {
    const { stdout } = run(asked('yesno'), 'có\nkhông\n'.repeat(50_000));
    expect(stdout).toBe('yes\nno\n'.repeat(50_000));
  }, 60_000);

  it.each([
    [['--type', 'shoe'], 'Unknown type "shoe"'],
    [[], 'Missing --type'],
    [['--type', 'date', '--today', '2020-02-30'], '--today must be a date'],
    [['--type', 'yesno', '--lang', 'xx'], '--lang must be'],
    [['--type', 'yesno', '--colour', 'red'], "Unknown option '--colour'"],
    [['--type', 'choice', '--choices', 'many'], '--choices must be'],
  ])('refuses %j', (args, message) => {
    const { status, stderr, stdout } = run(args, '');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toContain('yesno');
  });
});
