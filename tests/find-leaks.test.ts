import { describe, expect, it } from 'vitest';
import { findLeaks } from './support/find-leaks.ts';
import type { Mark } from './support/kept-logs.ts';

const marks: Mark[] = [
  { kind: 'secret', value: '123456:AbC-dEf_0123456789' },
  { kind: 'name', value: 'Tran Thi Bong' },
  { kind: 'phone', value: '+84 912 345 678' },
  { kind: 'answer', value: 'sot voi ho' },
  { kind: 'answer', value: 'nam' },
  { kind: 'answer', value: '1958' },
];
const kindsIn = (line: string) => findLeaks([line], marks).map(({ kind }) => kind);

describe('the search of the logs', () => {
  it.each([
    ['secret', '{"level":30,"url":"https://api.example/123456:AbC-dEf_0123456789/x"}'],
    ['name', '{"level":30,"who":"TRAN THI BONG"}'],
    ['phone', '{"level":30,"n":"0912345678"}'],
    ['phone', '{"level":30,"n":84912345678}'],
    ['phone', '{"level":30,"n":"+84912345678"}'],
    ['phone', '{"level":30,"n":912345678}'],
    ['answer', '{"level":30,"raw":"sot voi ho"}'],
    ['vietnamese', '{"level":30,"msg":"Sốt"}'],
    ['vietnamese', '{"level":30,"msg":"S\\u1ed1t"}'],
    ['payload', '{"level":30,"data":"#kb.0b9a44c1.3.fever"}'],
    ['bot-address', '{"level":30,"url":"/bot123456:ABC/sendMessage"}'],
    ['signature', `{"level":30,"h":"mac=${'0a'.repeat(32)}"}`],
  ])('finds a %s', (kind, line) => {
    expect(kindsIn(line)).toEqual([kind]);
  });

  it('finds nothing in lines that say what happened', () => {
    const line =
      '{"level":30,"time":1793912345678,"pid":1958,"event":"webhook_dropped","channel":"telegram"}';
    expect(kindsIn(line)).toEqual([]);
    expect(kindsIn('{"level":30,"inbound":"tg99123456780","name":"declaration","job":"nam"}')).toEqual([]);
    expect(
      kindsIn('ncovi-chat cannot start: port 3000 is taken by another program. Set PORT to a free one.'),
    ).toEqual([]);
  });

  it('names the line and the event, and repeats none of it', () => {
    const leaks = findLeaks(['{"event":"ready"}', '{"event":"send_failed","raw":"sot voi ho"}'], marks);
    expect(leaks).toEqual([{ line: 2, kind: 'answer', event: 'send_failed' }]);
  });
});
