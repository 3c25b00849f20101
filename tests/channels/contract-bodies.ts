import fc from 'fast-check';
import Fastify from 'fastify';
import { describe, expect, test } from 'vitest';
import type { Channel } from '../../src/channels/channel.ts';
import { webhooks } from '../../src/channels/webhooks.ts';
import type { MsgIn } from '../../src/dialogue/message.ts';
import type { Subject } from './contract.ts';

const bytes = (body: object) => Buffer.from(JSON.stringify(body));

/** The part of the suite about what platforms and strangers may post: nothing of it is a 5xx or half a message. */
export function describeAnyBody(subject: Subject, use: () => Channel): void {
  describe('survives any body, over HTTP', () => {
    const handed: MsgIn[] = [];
    const serve = () => {
      const app = Fastify();
      app.register(webhooks, {
        channels: [use()],
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
}

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
