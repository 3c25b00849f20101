// Shows how typed answers are understood: one answer per line in, one value or REJECT per line out.
// Must not know: flows, sessions or channels.
import { parseArgs } from 'node:util';
import { versionOn } from './areas/admin-versions.ts';
import { answerTypes, readAnswer, type AnswerType } from './dialogue/read-answer/read-answer.ts';
import type { ReadContext } from './dialogue/read-answer/read-context.ts';
import { isoDate } from './vietnamese/calendar-days.ts';

const USAGE = `npm run -s read -- --type <type> [--lang vi|en] [--today YYYY-MM-DD] [--choices n] [--province code]
types: ${answerTypes.join(', ')}
Places are read on the map in force on the day.`;

/** Types that need the map; it takes a while to load. */
const areaTypes: readonly AnswerType[] = ['province', 'district', 'commune', 'travel_place'];

type Wish = { type: AnswerType; context: ReadContext };

const wish = await wishOf(process.argv.slice(2));
if (typeof wish === 'string') {
  process.stderr.write(`${wish}\n\n${USAGE}\n`);
  process.exitCode = 2;
} else {
  process.stdout.on('error', leaveQuietly);
  await answerLines(wish);
}

/** What the command line asks for, or what is wrong with it. */
async function wishOf(args: string[]): Promise<Wish | string> {
  try {
    const { values } = parseArgs({
      args,
      options: {
        type: { type: 'string' },
        lang: { type: 'string', default: 'vi' },
        today: { type: 'string', default: todayInVietnam() },
        choices: { type: 'string', default: '6' },
        province: { type: 'string', default: '75' },
      },
    });
    const type = answerTypes.find((one) => one === values.type);
    if (values.type === undefined) return 'Missing --type.';
    if (type === undefined) return `Unknown type "${values.type}".`;
    if (!isDate(values.today)) return `--today must be a date such as 2020-03-27, not "${values.today}".`;
    if (values.lang !== 'vi' && values.lang !== 'en') return `--lang must be vi or en, not "${values.lang}".`;
    const choices = Number(values.choices);
    if (!Number.isInteger(choices) || choices < 1)
      return `--choices must be a whole number from 1, not "${values.choices}".`;
    const areas = areaTypes.includes(type)
      ? (await import('./assets/areas.ts')).loadAreas(versionOn(values.today))
      : undefined;
    return {
      type,
      context: { language: values.lang, today: values.today, choices, areas, province: values.province },
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** One line out for each line in, in the same order, as fast as the reader downstream takes them. */
async function answerLines({ type, context }: Wish): Promise<void> {
  for await (const lines of linesOfStdin()) {
    const answers = lines.map((line) => {
      const reading = readAnswer(type, line, context);
      return `${reading.ok ? reading.value.replace(/[\r\n]+/gu, ' ') : 'REJECT'}\n`;
    });
    if (!process.stdout.write(answers.join('')))
      await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
}

/** Lines end with LF or CRLF; the last one needs no end. Everything else, even a lone CR, is part of an answer. */
async function* linesOfStdin(): AsyncGenerator<string[]> {
  let rest = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    if (lines.length > 0) yield lines.map((line) => line.replace(/\r$/u, ''));
  }
  if (rest !== '') yield [rest.replace(/\r$/u, '')];
}

function isDate(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return isoDate(year, month, day) === text;
}

function todayInVietnam(): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date());
}

/** The reader downstream (`| head`) had enough. */
function leaveQuietly(error: NodeJS.ErrnoException): void {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
}
