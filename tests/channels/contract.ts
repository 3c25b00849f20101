import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Channel, Seen } from '../../src/channels/channel.ts';
import { SendError } from '../../src/channels/send-error.ts';
import type { MsgIn, MsgOut, Urn } from '../../src/dialogue/message.ts';
import { describeAnyBody } from './contract-bodies.ts';
import { describeTexts } from './contract-texts.ts';
import { outgoing } from './outgoing.ts';
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
  /** Bodies as the platform sends them and what each becomes: a message, what was seen, or why there is neither. */
  bodies: BodyCase[];
  /** What a body gets that is not genuine. */
  forged: { status: number; dropped: string };
  urn: Urn;
  /** The platform's answer to a message it took. */
  accepts(request: Recorded): Reaction;
  /** The id in that answer. */
  idOfSent: string;
  /** Messages and the exact HTTP requests they become. */
  sends: SendCase[];
  /** The one request a text under a picture becomes. */
  pictured(picture: string, text: string): SendCase['requests'][number];
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
  becomes: MsgIn | Seen | string;
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
        } else if ('ids' in becomes) {
          expect(received).toEqual({ status: 200, messages: [], seen: becomes });
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
        const ids = await channel.send(subject.urn, message);
        expect(ids).toEqual(requests.map(() => subject.idOfSent));
        expect(platform.requests.map(({ path, body }) => ({ path, body }))).toEqual(requests);
        for (const request of platform.requests) {
          expect(request.method).toBe('POST');
          expect(request.headers['content-type']).toMatch(/^application\/json/);
        }
      });

      test('a picture with its text under it, in one call', async () => {
        const picture = 'https://khaibao.example.vn/pictures/0f.jpg';
        const text = 'ấ'.repeat(channel.limits.caption);
        const sent = async (words: string) => {
          platform.reset();
          const ids = await channel.send(subject.urn, { ...outgoing(words), picture });
          expect(ids).toEqual(platform.requests.map(() => subject.idOfSent));
          return platform.requests.map(({ path, body }) => ({ path, body }));
        };
        expect(await sent(text)).toEqual([subject.pictured(picture, text)]);
        // What no platform takes under a picture goes on below it, and nothing is lost.
        const [first, ...rest] = await sent(`${text}\n\nCòn nữa.`);
        expect(first).toEqual(subject.pictured(picture, text));
        expect(rest).toHaveLength(1);
        expect(platform.requests.slice(1).map((request) => subject.textOf(request))).toEqual(['Còn nữa.']);
      });

      describeTexts(subject, () => ({ channel, platform }));
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

    describeAnyBody(subject, () => channel);
  });
}
