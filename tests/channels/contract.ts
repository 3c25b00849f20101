import { inspect } from 'node:util';
import fc from 'fast-check';
import Fastify from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Channel } from '../../src/channels/channel.ts';
import { SendError } from '../../src/channels/send-error.ts';
import { webhooks } from '../../src/channels/webhooks.ts';
import type { MsgIn, MsgOut, QuickReply, Urn } from '../../src/dialogue/message.ts';
import { recordingServer, type Reaction, type Recorded, type RecordingServer } from './recording-server.ts';

/** What the one suite needs to know of a platform. */
export interface Subject {
  name: Channel['name'];
  /** `root` is where the platform's API is; `timeoutMs` is short where a silent platform is to be noticed. */
  create(options: { root: string; timeoutMs: number; now: () => number }): Channel;
  /** The clock of the channel while bodies are read. */
  now: number;
  /** Headers that make this body genuine. */
  sign(body: Buffer): Record<string, string>;
  /** Bodies as the platform sends them and what each becomes: a message, or why there is none. */
  bodies: BodyCase[];
  /** What a body gets that is not genuine. */
  forged: { status: number; dropped: string };
  urn: Urn;
  /** The platform's answer to a message it took. */
  accepts(request: Recorded): Reaction;
  /** Messages and the exact HTTP requests they become. */
  sends: SendCase[];
  /** How to see in a request what a person would see. */
  textOf(request: Recorded): string;
  buttonsOf(request: Recorded): string[];
  failures: FailureCase[];
  /** What must never be in an error. */
  secrets: string[];
}

export interface BodyCase {
  kind: string;
  body: object;
  becomes: MsgIn | string;
}

export interface SendCase {
  kind: string;
  message: MsgOut;
  requests: { path: string; body: unknown }[];
}

export interface FailureCase {
  kind: string;
  reaction: Reaction;
  code: SendError['code'];
  retryAfter?: number;
}

const said = 'Nguyễn Thị Bí-Mật 0912345678';

/** The suite every channel passes. Source of what is asked: the docstrings of src/channels/channel.ts. */
export function channelContract(subject: Subject): void {
  describe(`${subject.name}: the channel contract`, () => {
    let platform: RecordingServer;
    let channel: Channel;

    beforeAll(async () => {
      platform = await recordingServer((request) => subject.accepts(request));
      channel = create();
    });
    const create = (timeoutMs = 20_000) =>
      subject.create({ root: platform.root, timeoutMs, now: () => subject.now });
    beforeEach(() => {
      platform.reset();
    });
    afterAll(() => platform.close());

    const receive = (body: Buffer, headers = subject.sign(body)) => channel.receive({ headers, body });
    const bytes = (body: object) => Buffer.from(JSON.stringify(body));

    describe('receives', () => {
      test.each(subject.bodies)('$kind', ({ body, becomes }) => {
        const received = receive(bytes(body));
        expect(received.status).toBe(200);
        if (typeof becomes === 'string') {
          expect(received).toMatchObject({ messages: [], dropped: becomes });
        } else {
          expect(received).toEqual({ status: 200, messages: [becomes] });
        }
      });

      test('the same id again when a body is delivered again, and another id for every other body', () => {
        const ids = subject.bodies.flatMap(({ body }) => {
          const [first, again] = [receive(bytes(body)), receive(bytes(body))];
          expect(again).toEqual(first);
          return first.messages.map((message) => message.id);
        });
        expect(new Set(ids).size).toBe(ids.length);
        for (const id of ids) expect(id).toMatch(/^[\w-]+$/);
      });

      test('nothing from a body that is not genuine', () => {
        for (const { body } of subject.bodies) {
          const genuine = subject.sign(bytes(body));
          const [[header, value] = ['', '']] = Object.entries(genuine);
          for (const headers of [
            {},
            { [header]: '' },
            { [header]: 'mac=' },
            { [header]: 'ü'.repeat(64) },
            { [header]: `${value.slice(0, -1)}${value.endsWith('0') ? '1' : '0'}` },
            { [header]: `${value}, ${value}` },
          ]) {
            expect(receive(bytes(body), headers)).toEqual({ messages: [], ...subject.forged });
          }
        }
      });

      test('nothing from what is no JSON, is empty, or is not UTF-8', () => {
        for (const raw of ['', ' ', '{', 'null', '[]', '"x"', '{}', '[[['.repeat(20_000), '\ufeff{}']) {
          expect(receive(Buffer.from(raw)).messages).toEqual([]);
        }
        expect(receive(Buffer.from([0xff, 0xfe, 0x00, 0x7b])).messages).toEqual([]);
      });
    });

    describe('sends', () => {
      test.each(subject.sends)('$kind', async ({ message, requests }) => {
        await channel.send(subject.urn, message);
        expect(platform.requests.map(({ path, body }) => ({ path, body }))).toEqual(requests);
        for (const request of platform.requests) {
          expect(request.method).toBe('POST');
          expect(request.headers['content-type']).toMatch(/^application\/json/);
        }
      });

      test('long texts in parts within the limit, nothing lost, buttons under the last', async () => {
        const sentence = 'Ông Nguyễn Văn Ất ở thôn Đoài, xã Kỳ Phú 👨‍👩‍👧 đã khai báo hôm qua. ';
        const text = sentence
          .repeat(Math.ceil((channel.limits.text * 2.5) / sentence.length))
          .normalize('NFD');
        await channel.send(subject.urn, outgoing(text, choices(channel.limits.buttons > 0 ? 2 : 0)));
        const texts = platform.requests.map((request) => subject.textOf(request));
        expect(texts.length).toBeGreaterThan(1);
        for (const part of texts) {
          expect(part.length).toBeLessThanOrEqual(channel.limits.text);
          expect(part.isWellFormed()).toBe(true);
          expect(part).toBe(part.normalize('NFC'));
          expect(part).toMatch(/\.$/);
        }
        expect(texts.join(' ')).toBe(text.normalize('NFC').trim());
        const buttons = platform.requests.map((request) => subject.buttonsOf(request).length);
        expect(buttons.slice(0, -1).every((count) => count === 0)).toBe(true);
        expect(buttons.at(-1)).toBe(channel.limits.buttons > 0 ? 2 : 0);
      });

      test('never more buttons than fit: choices become numbered lines, in order', async () => {
        const most = channel.limits.buttons;
        for (const count of [1, most, most + 1, most + 7]) {
          platform.reset();
          const replies = [...choices(count), ...commands(2)];
          await channel.send(subject.urn, outgoing('Chọn một?', replies));
          const [request] = platform.requests;
          if (request === undefined) throw new Error('nothing was sent');
          const buttons = subject.buttonsOf(request);
          expect(buttons.length).toBeLessThanOrEqual(most);
          for (let index = 1; index <= count; index += 1) {
            const shown = count <= most && most > 0 ? buttons : subject.textOf(request).split('\n');
            expect(shown).toContain(
              count <= most && most > 0 ? `Lựa chọn ${index}` : `${index}. Lựa chọn ${index}`,
            );
          }
        }
      });

      test('titles cut to what a button shows', async () => {
        const title = 'Có người nhà vừa về từ vùng dịch 👨‍👩‍👧 '.repeat(6);
        await channel.send(subject.urn, outgoing('?', [{ kind: 'choice', payload: 'p', title }]));
        const buttons = platform.requests.flatMap((request) => subject.buttonsOf(request));
        for (const shown of buttons) {
          expect(shown.length).toBeLessThanOrEqual(channel.limits.buttonTitle);
          expect(shown).toMatch(/…$/);
          expect(shown.isWellFormed()).toBe(true);
        }
      });

      test('no blank text', async () => {
        await expect(channel.send(subject.urn, outgoing(' \n '))).rejects.toMatchObject({ code: 'refused' });
        expect(platform.requests).toEqual([]);
      });
    });

    describe('says why a send failed, and nothing else', () => {
      test.each(subject.failures)('$kind: $code', async ({ reaction, code, retryAfter }) => {
        platform.script.push(...Array.from({ length: 3 }, () => reaction));
        // A new one each time: a channel told to wait does not call at all.
        const error: unknown = await create(reaction === 'silent' ? 300 : undefined)
          .send(subject.urn, outgoing(said))
          .catch((caught: unknown) => caught);
        expect(error).toBeInstanceOf(SendError);
        expect(error).toMatchObject({
          code,
          retryable: code === 'throttled' || code === 'unavailable',
          retryAfter,
        });
        const whole = inspect(error, { depth: 20, showHidden: true });
        for (const secret of [...subject.secrets, said, 'Bí-Mật', '0912345678'])
          expect(whole).not.toContain(secret);
      });

      test('a platform that is away: unavailable', async () => {
        const away = subject.create({ root: 'http://127.0.0.1:9', timeoutMs: 300, now: () => subject.now });
        const error: unknown = await away
          .send(subject.urn, outgoing(said))
          .catch((caught: unknown) => caught);
        expect(error).toMatchObject({ code: 'unavailable', retryable: true });
        const whole = inspect(error, { depth: 20, showHidden: true });
        for (const secret of [...subject.secrets, said]) expect(whole).not.toContain(secret);
      });
    });

    describe('survives any body, over HTTP', () => {
      const handed: MsgIn[] = [];
      const serve = () => {
        const app = Fastify();
        app.register(webhooks, {
          channels: [channel],
          converse: (_name, message) => {
            handed.push(message);
            return Promise.resolve({ inline: null });
          },
        });
        return app;
      };
      const url = `/webhooks/${subject.name}`;

      test('genuine, whatever is in it: no 5xx, and only whole messages go on', async () => {
        const app = serve();
        const mutated = fc
          .tuple(fc.constantFrom(...subject.bodies), fc.array(fc.tuple(fc.nat(), odd), { maxLength: 4 }))
          .map(([{ body }, changes]) =>
            changes.reduce<unknown>((now, [at, value]) => changeAt(now, at, value), body),
          );
        const anything = fc
          .oneof(mutated, mutated, fc.jsonValue())
          .map((value) => Buffer.from(JSON.stringify(value)));
        const raw = fc.oneof(
          { weight: 4, arbitrary: anything },
          fc.uint8Array({ maxLength: 400 }).map((raw) => Buffer.from(raw)),
        );
        await fc.assert(
          fc.asyncProperty(raw, async (body) => {
            handed.length = 0;
            const response = await app.inject({ method: 'POST', url, headers: signed(body), body });
            expect(response.statusCode).toBeLessThan(500);
            for (const message of handed) {
              expect(message.id).toMatch(/^.+$/s);
              expect(message.urn).toMatch(new RegExp(`^${subject.name}:.+$`, 's'));
              expect(Number.isFinite(message.sentAt)).toBe(true);
            }
          }),
          { numRuns: 400 },
        );
        await app.close();
      });

      test('not genuine: no 5xx and nothing goes on', async () => {
        const app = serve();
        handed.length = 0;
        const header = fc.constantFrom(
          ...Object.keys(subject.sign(bytes({ timestamp: '1' }))),
          'content-type',
          'num_retry',
        );
        await fc.assert(
          fc.asyncProperty(
            fc.dictionary(
              header,
              fc.string().map((text) => text.replaceAll(/[^\x20-\x7e]/g, '')),
              { maxKeys: 3 },
            ),
            fc.oneof(
              fc.uint8Array({ maxLength: 300 }).map((raw) => Buffer.from(raw)),
              fc.constantFrom(...subject.bodies).map(({ body }) => bytes(body)),
            ),
            async (headers, body) => {
              const response = await app.inject({ method: 'POST', url, headers, body });
              expect(response.statusCode).toBeLessThan(500);
            },
          ),
          { numRuns: 200 },
        );
        expect(handed).toEqual([]);
        await app.close();
      });

      const signed = (body: Buffer): Record<string, string> => ({
        'content-type': 'application/json',
        ...subject.sign(body),
      });
    });
  });
}

export const outgoing = (text: string, quickReplies: QuickReply[] = []): MsgOut => ({
  id: 'm1',
  text,
  quickReplies,
});

export const choices = (count: number): QuickReply[] =>
  Array.from({ length: count }, (_, index) => ({
    kind: 'choice',
    payload: `#kb.0b9a44c1.3.c${index + 1}`,
    title: `Lựa chọn ${index + 1}`,
  }));

export const commands = (count: number): QuickReply[] =>
  Array.from({ length: count }, (_, index) => ({
    kind: 'command',
    payload: `#kb.0b9a44c1.3.!cmd${index + 1}`,
    title: `Lệnh ${index + 1}`,
  }));

/** Values that break what was not meant to meet them. */
const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    0,
    -1,
    1e308,
    2 ** 53,
    true,
    [],
    {},
    '\u0000',
    '\ud800',
    '__proto__',
    NaN,
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

/** The n-th value of a JSON tree replaced, or taken away when the new one is `undefined`. */
function changeAt(tree: unknown, n: number, value: unknown): unknown {
  const paths: (string | number)[][] = [];
  const visit = (node: unknown, path: (string | number)[]): void => {
    paths.push(path);
    if (typeof node !== 'object' || node === null) return;
    for (const [key, child] of Object.entries(node))
      visit(child, [...path, Array.isArray(node) ? Number(key) : key]);
  };
  visit(tree, []);
  const path = paths[n % paths.length] ?? [];
  return replaceIn(tree, path, value);
}

function replaceIn(node: unknown, [key, ...rest]: (string | number)[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(node)) {
    return node.map((child: unknown, index) => (index === key ? replaceIn(child, rest, value) : child));
  }
  const copy: Record<string, unknown> = { ...(node as Record<string, unknown>) };
  copy[key] = replaceIn(copy[key], rest, value);
  return copy;
}
