import { mkdirSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import { AssetError } from './assets/asset-fault.ts';
import { loadAssets } from './assets/load-assets.ts';
import type { MsgOut } from './dialogue/message.ts';
import type { Conversation } from './dialogue/session.ts';
import { takeTurn } from './dialogue/turn.ts';
import {
  contentOf,
  describeTurn,
  type Heard,
  type Said,
  type TranscriptTurn,
} from './dialogue/transcript.ts';

const help = `Holds the conversation of a flow in the terminal. No services are needed.

  npm run talk -- flows/declaration.yaml [--lang en] [--today 2020-03-27] [--channel zalo-oa] [--save NAME]

Type what a citizen would type; "/2" presses the second button, "/phone 0912345678" shares a number,
"/sticker" sends a sticker, "/wait 3600" lets an hour pass. Ctrl-D ends.
--save writes the conversation as a test: tests/transcripts/NAME.yaml`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    lang: { type: 'string', default: 'vi' },
    today: { type: 'string' },
    channel: { type: 'string', default: 'telegram' },
    save: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help || (positionals[0] !== undefined && positionals[0] !== 'flows/declaration.yaml')) {
  console.log(help);
  process.exit(values.help ? 0 : 2);
}

const channel = values.channel === 'zalo-oa' ? 'zalo-oa' : 'telegram';
let now = values.today === undefined ? Date.now() : Date.parse(`${values.today}T08:00:00+07:00`);
if (Number.isNaN(now)) {
  console.error('--today must be a date such as 2020-03-27');
  process.exit(2);
}

const assets = open();
const turns: TranscriptTurn[] = [];
const heard: MsgOut[] = [];
let conversation: Conversation | null = null;
const input = createInterface({
  input: process.stdin,
  output: process.stdout,
  terminal: process.stdin.isTTY,
});
const started = now;

take({ starts: '' });
input.setPrompt('> ');
input.prompt();
let pause = 1;
for await (const line of input) {
  const wait = /^\/wait (\d+)$/.exec(line);
  if (wait?.[1] === undefined) {
    take({ ...(pause === 1 ? {} : { waits: pause }), ...saidBy(line) });
    pause = 1;
  } else pause = Number(wait[1]);
  input.prompt();
}
save();

function open(): ReturnType<typeof loadAssets> {
  try {
    return loadAssets({ adminVersion: '2020', timeZone: 'Asia/Ho_Chi_Minh', defaultLanguage: 'vi' });
  } catch (error) {
    if (!(error instanceof AssetError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

function saidBy(line: string): Said {
  const number = /^\/(\d{1,2})$/.exec(line)?.[1];
  const button = number === undefined ? undefined : heard.at(-1)?.quickReplies[Number(number) - 1];
  if (button) return { presses: button.title };
  const phone = /^\/phone (.+)$/.exec(line)?.[1];
  if (phone !== undefined) return { shares: phone };
  return line === '/sticker' ? { sends: 'sticker' } : { says: line };
}

function take(said: Said): void {
  now += (said.waits ?? 1) * 1000;
  const message = {
    id: `talk-${turns.length}`,
    urn: `${channel}:1` as const,
    sentAt: now,
    content: contentOf(said, heard),
    language: values.lang,
  };
  const turn = takeTurn(assets, conversation, message, now);
  // Through JSON, as it is between real messages.
  conversation = JSON.parse(JSON.stringify(turn.conversation)) as Conversation;
  for (const event of turn.events) if (event.type === 'message') heard.push(event.message);
  const outcome = describeTurn(turn);
  turns.push({ ...said, ...outcome });
  show(outcome);
}

function show({ hears, buttons, stored }: Heard): void {
  if (hears !== undefined) console.log(`\n${hears}`);
  if (buttons) console.log(buttons.map((title, index) => `  [/${index + 1} ${title}]`).join('\n'));
  if (stored) console.log(`\n--- would be stored ---\n${stringify(stored)}`);
  console.log();
}

function save(): void {
  if (values.save === undefined) return;
  const file = `tests/transcripts/${values.save.replace(/[^a-z0-9-]/g, '-')}.yaml`;
  const transcript = {
    about: values.save,
    channel,
    language: values.lang,
    at: new Date(started).toISOString(),
    turns,
  };
  mkdirSync('tests/transcripts', { recursive: true });
  writeFileSync(file, stringify(transcript, { lineWidth: 0 }));
  console.log(`\nsaved ${file}`);
}
