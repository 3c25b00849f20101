import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Channel, Received, WebhookRequest } from '../../src/channels/channel.ts';
import { largestBody, webhooks, type WebhookOptions } from '../../src/channels/webhooks.ts';
import type { MsgIn } from '../../src/dialogue/message.ts';

const message = (id: string): MsgIn => ({
  id,
  urn: 'telegram:9',
  sentAt: 1,
  content: { type: 'text', text: 'Nguyễn Thị Bí-Mật' },
});

describe('webhooks', () => {
  let app: FastifyInstance;
  let requests: WebhookRequest[];
  let received: Received;
  let converse: WebhookOptions['converse'];
  let dropped: string[];
  let logged: string;

  const channel = (name: Channel['name']): Channel => ({
    name,
    limits: { text: 1, caption: 1, buttons: 1, buttonTitle: 1 },
    receive: (request) => {
      requests.push(request);
      return received;
    },
    send: () => Promise.resolve([]),
  });

  beforeEach(async () => {
    requests = [];
    dropped = [];
    logged = '';
    received = { status: 200, messages: [message('a')] };
    converse = () => Promise.resolve({ inline: null });
    app = Fastify({
      logger: { level: 'info', stream: { write: (line: string) => (logged += line) } },
    });
    app.post('/elsewhere', (request) => ({ saw: request.body }));
    await app.register(webhooks, {
      channels: [channel('telegram'), channel('zalo-oa')],
      converse: (name, given, request) => converse(name, given, request),
      onDropped: (name, reason) => {
        dropped.push(`${name} ${reason}`);
      },
    });
  });
  afterEach(() => app.close());

  const post = (body: string | Buffer, headers: Record<string, string> = {}, url = '/webhooks/telegram') =>
    app.inject({ method: 'POST', url, headers: { 'content-type': 'application/json', ...headers }, body });

  test('hand over the bytes exactly as they came, whatever type they claim', async () => {
    const body = Buffer.from('{"a":"\\/\\u1ea1",  "n":12345678901234567890}\n');
    for (const type of [
      'application/json',
      'application/json; charset=utf-16',
      'text/plain',
      'x/y',
      'application/x-www-form-urlencoded',
    ]) {
      await post(body, { 'content-type': type });
      expect(requests.at(-1)?.body.equals(body)).toBe(true);
    }
    expect((await app.inject({ method: 'POST', url: '/webhooks/telegram' })).statusCode).toBe(200);
    expect(requests.at(-1)?.body.length).toBe(0);
  });

  test('leave other routes of the program alone', async () => {
    const response = await post('{"x":1}', {}, '/elsewhere');
    expect(response.json()).toEqual({ saw: { x: 1 } });
  });

  test('hand on every message in order, and answer with the last inline body', async () => {
    received = { status: 200, messages: [message('a'), message('b'), message('c')] };
    const seen: string[] = [];
    converse = (name, { id }) => {
      seen.push(`${name} ${id}`);
      return Promise.resolve({ inline: id === 'c' ? null : { method: 'sendMessage', text: id } });
    };
    const response = await post('{}');
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toMatch(/^application\/json/);
    expect(response.json()).toEqual({ method: 'sendMessage', text: 'b' });
    expect(seen).toEqual(['telegram a', 'telegram b', 'telegram c']);
  });

  test('answer with the status of the channel, count and log what was dropped', async () => {
    received = { status: 401, messages: [], dropped: 'bad-secret' };
    const response = await post('{}');
    expect([response.statusCode, response.json()]).toEqual([401, {}]);
    received = { status: 200, messages: [], dropped: 'group', answer: { method: 'sendMessage' } };
    expect((await post('{}', {}, '/webhooks/zalo-oa')).json()).toEqual({ method: 'sendMessage' });
    expect(dropped).toEqual(['telegram bad-secret', 'zalo-oa group']);
    expect(logged).toContain('"reason":"bad-secret"');
  });

  test('answer 503 when a message could not be worked on, and log no word of it', async () => {
    converse = () =>
      Promise.reject(Object.assign(new TypeError('Nguyễn Thị Bí-Mật'), { code: 'ECONNREFUSED' }));
    const response = await post('{}');
    expect([response.statusCode, response.json()]).toEqual([503, {}]);
    expect(logged).toContain('"errorName":"TypeError","errorCode":"ECONNREFUSED"');
    expect(logged).not.toContain('Bí-Mật');
  });

  test('refuse bodies above 256 kB, announced or not', async () => {
    expect((await post(Buffer.alloc(largestBody, 0x20))).statusCode).toBe(200);
    expect((await post(Buffer.alloc(largestBody + 1, 0x20))).statusCode).toBe(413);
    await app.listen({ port: 0, host: '127.0.0.1' });
    const chunks = new ReadableStream({
      start(controller) {
        for (let n = 0; n < 40; n += 1) controller.enqueue(new Uint8Array(16 * 1024));
        controller.close();
      },
    });
    const streamed = await fetch(`${address()}/webhooks/telegram`, {
      method: 'POST',
      body: chunks,
      duplex: 'half',
    });
    expect(streamed.status).toBe(413);
    expect(requests).toHaveLength(1);
  });

  test('refuse compressed bodies without unpacking them', async () => {
    const bomb = gzipSync(Buffer.alloc(4 * 1024 * 1024));
    for (const encoding of ['gzip', 'deflate', 'br', 'gzip, gzip', 'identity, gzip']) {
      expect((await post(bomb, { 'content-encoding': encoding })).statusCode).toBe(415);
    }
    expect((await post('{}', { 'content-encoding': 'identity' })).statusCode).toBe(200);
    expect(requests).toHaveLength(1);
  });

  test('answer a browser, refuse other methods and unknown channels alike', async () => {
    expect((await app.inject({ method: 'GET', url: '/webhooks/zalo-oa' })).statusCode).toBe(200);
    expect((await app.inject({ method: 'HEAD', url: '/webhooks/zalo-oa' })).statusCode).toBe(200);
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const) {
      const response = await app.inject({ method, url: '/webhooks/telegram' });
      expect([response.statusCode, response.headers['allow']]).toEqual([405, 'GET, HEAD, POST']);
    }
    for (const url of ['/webhooks/zalo-bot', '/webhooks/', '/webhooks/telegram/x', '/webhooks/%00']) {
      const response = await post('{}', {}, url);
      expect([response.statusCode, response.json()]).toEqual([404, {}]);
    }
    expect(requests).toEqual([]);
  });

  test('serve others while one sender trickles and another speaks broken HTTP', async () => {
    await app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = new URL(address());
    const slow = connect(Number(port), '127.0.0.1');
    slow.write(
      'POST /webhooks/telegram HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{',
    );
    const broken = connect(Number(port), '127.0.0.1');
    broken.write(
      'POST /webhooks/telegram HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n',
    );
    const answer = await new Promise<string>((resolve) =>
      broken.once('data', (data) => {
        resolve(data.toString());
      }),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 400/);
    const served = await fetch(`${address()}/webhooks/telegram`, { method: 'POST', body: '{}' });
    expect(served.status).toBe(200);
    slow.destroy();
    broken.destroy();
    expect(requests).toHaveLength(1);
  });

  const address = () => {
    const [first] = app.addresses();
    if (typeof first !== 'object') throw new Error('not listening');
    return `http://127.0.0.1:${first.port}`;
  };
});
