import { describe, expect, it } from 'vitest';
import { worsening, type LogLine, type Worse } from '../../src/follow-up/worsening.ts';

/** `27m 38.5 dyspnea`: day of March 2020, morning or afternoon, temperature (- for none), symptoms; `!` a visit. */
const log = (...lines: string[]): LogLine[] =>
  lines.map((line) => {
    const [when = '', degrees = '', ...symptoms] = line.replace('!', '').split(' ');
    return {
      day: `2020-03-${when.slice(0, 2)}`,
      part: when.endsWith('m') ? 'morning' : 'afternoon',
      temperature: degrees === '-' ? null : Number(degrees),
      symptoms,
      source: line.includes('!') ? 'visit' : 'bot',
    };
  });
const told = (worse: readonly Worse[]) => worse.map(({ cause, day }) => `${cause} ${day.slice(-2)}`);

describe('somebody got worse', () => {
  it.each<[string, string[], string[]]>([
    ['nothing said', [], []],
    ['well', ['27m 36.5', '27a 37.4'], []],
    ['one high reading', ['27m 38.5', '27a 38.4'], []],
    ['two high readings', ['27m 38.5', '27a 39.1'], ['high_fever 27']],
    ['two high readings far apart', ['20m 38.5', '21m 36.8', '27a 38.5'], ['high_fever 27']],
    ['one high reading, corrected by themselves', ['27m 39', '27m 38.9'], []],
    ['one high reading that was wrong', ['26m 38.6', '27m 39', '27m 36.9'], []],
    ['one of their own and one at a visit', ['27m 39', '27m 38.9 !'], ['high_fever 27']],
    ['fever on two days', ['26m 37.5', '27m 37.9', '27a 38'], []],
    ['fever on three days', ['25a 37.5', '26m 37.9', '26a 36.9', '27m 37.6'], ['long_fever 27']],
    ['fever told without a thermometer', ['25m - fever', '26m - fever', '27m 37.5'], ['long_fever 27']],
    ['three days of fever with one between', ['24m 38', '25m 38', '26m 36.6', '27m 38'], []],
    ['three days of fever with one of silence', ['24m 38', '25m 38', '27m 38'], []],
    ['fever over the end of a month', ['30m 38', '31m 38'], []],
    ['breathing trouble', ['26m 36.6 cough', '27m 36.6 cough dyspnea'], ['breathing 27']],
    ['breathing trouble that stays', ['26m - dyspnea', '26a - dyspnea', '27m - dyspnea'], ['breathing 26']],
    [
      'breathing trouble that comes back',
      ['24m - dyspnea', '25m -', '27m - dyspnea'],
      ['breathing 24', 'breathing 27'],
    ],
    [
      'everything',
      ['25m 38.5', '26m 38.6', '27m 37.7 dyspnea'],
      ['high_fever 26', 'long_fever 27', 'breathing 27'],
    ],
  ])('%s', (_what, lines, causes) => {
    expect(told(worsening(log(...lines), []))).toEqual(causes);
  });

  it('over the end of February in a leap year', () => {
    const fever: Omit<LogLine, 'day'> = { part: 'morning', temperature: 38, symptoms: [], source: 'phone' };
    const days = ['2020-02-28', '2020-02-29', '2020-03-01'];
    const lines = days.map((day): LogLine => ({ ...fever, day }));
    expect(worsening(lines, [])).toEqual([{ cause: 'long_fever', day: '2020-03-01' }]);
    expect(worsening(lines.toSpliced(1, 1), [])).toEqual([]);
  });

  it('is raised once for each cause, however the log goes on', () => {
    const raised: Worse[] = [];
    const lines = [
      ...['20m 38.5', '20a 38.6', '21m 38.1 dyspnea', '21a 38.2 dyspnea', '22m 38', '23m 38', '24m 38'],
      ...['25m 36.6', '26m 38', '27m 38', '27a 38.5', '28m 38.7', '28a 37 dyspnea', '29m 37 dyspnea'],
    ];
    const all = lines.map((_line, i) => {
      const now = worsening(log(...lines.slice(0, i + 1)), raised);
      raised.push(...now);
      return told(now);
    });
    expect(
      Object.fromEntries(
        lines
          .map((line, i) => [line, all[i]])
          .filter(([, causes]) => causes !== undefined && causes.length > 0),
      ),
    ).toEqual({
      '20a 38.6': ['high_fever 20'],
      '21m 38.1 dyspnea': ['breathing 21'],
      '22m 38': ['long_fever 22'],
      '28m 38.7': ['high_fever 28', 'long_fever 28'],
      '28a 37 dyspnea': ['breathing 28'],
    });
    // A line that comes late, of a day before, raises nothing again.
    expect(worsening(log('20m 38.5', '20a 39 dyspnea', ...lines.slice(2)), raised)).toEqual([]);
  });
});
