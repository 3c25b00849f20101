import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPostgres } from '../support/postgres.ts';
import { openRealWeb, type Headers, type RealWeb } from '../support/real-web.ts';
import { hasRedis } from '../support/redis.ts';

describe.skipIf(!hasRedis() || !hasPostgres())(
  'any HTTP at the webhooks (needs redis-server, postgres)',
  () => {
    let web: RealWeb;
    let slow: Promise<number>[];
    beforeAll(async () => {
      web = await openRealWeb();
      slow = slowSenders(web.port);
    });
    afterAll(() => web.close());

    let next = 0;
    const zaloEvent = (): Buffer => {
      const event = { event_name: 'user_send_text', sender: { id: '990001' }, recipient: { id: web.oaId } };
      const message = { msg_id: `header-${next++}`, text: 'khai báo' };
      return Buffer.from(JSON.stringify({ ...event, message, timestamp: String(Date.now()) }));
    };
    const telegramUpdate = (): Buffer => {
      const from = { id: 990_002, is_bot: false, first_name: 'Ẩn' };
      const chat = { id: 990_002, type: 'private' };
      const message = { message_id: next, from, chat, date: 1_700_000_000, text: 'khai báo' };
      return Buffer.from(JSON.stringify({ update_id: next++, message }));
    };
    /** Whether a request did something. */
    async function counts(send: () => Promise<number>): Promise<boolean> {
      const before = await web.state();
      expect(await send()).toBeLessThan(500);
      return (await web.state()) !== before;
    }

    it('takes a signature of Zalo in the forms it is written in, and in no other', async () => {
      const forms: [name: string, accepted: boolean, headers: (mac: string) => Headers][] = [
        ['as documented', true, (mac) => ({ 'x-zevent-signature': mac })],
        ['without its prefix', true, (mac) => ({ 'x-zevent-signature': mac.slice(4) })],
        ['with spaces', true, (mac) => ({ 'x-zevent-signature': ` mac = ${mac.slice(4)} ` })],
        ['in capitals', true, (mac) => ({ 'X-ZEvent-Signature': `MAC=${mac.slice(4).toUpperCase()}` })],
        ['absent', false, () => ({})],
        ['empty', false, () => ({ 'x-zevent-signature': '' })],
        ['twice', false, (mac) => ({ 'x-zevent-signature': [mac, mac] })],
        ['after a wrong one', false, (mac) => ({ 'x-zevent-signature': [`mac=${'0'.repeat(64)}`, mac] })],
        ['before a wrong one', false, (mac) => ({ 'x-zevent-signature': [mac, `mac=${'0'.repeat(64)}`] })],
        ['in a list', false, (mac) => ({ 'x-zevent-signature': `mac=0, ${mac}` })],
        ['with something behind it', false, (mac) => ({ 'x-zevent-signature': `${mac}0` })],
        ['cut', false, (mac) => ({ 'x-zevent-signature': mac.slice(0, -1) })],
        ['with another prefix', false, (mac) => ({ 'x-zevent-signature': `sha256=${mac.slice(4)}` })],
        ['very long', false, (mac) => ({ 'x-zevent-signature': mac + 'a'.repeat(12_000) })],
        ['in another header', false, (mac) => ({ 'x-hub-signature': mac, 'x-zevent-signature-x': mac })],
        ['of Telegram', false, () => web.genuine('telegram', Buffer.alloc(0))],
      ];
      for (const [name, accepted, headers] of forms) {
        const body = zaloEvent();
        const mac = String(web.genuine('zalo-oa', body)['x-zevent-signature']);
        expect([name, await counts(() => web.post('zalo-oa', body, headers(mac)))]).toEqual([name, accepted]);
      }
      const [one, other] = [zaloEvent(), zaloEvent()];
      expect(await counts(() => web.post('zalo-oa', one, web.genuine('zalo-oa', other)))).toBe(false);
    });

    it('takes the secret of Telegram as it is, and in no other form', async () => {
      const secret = String(web.genuine('telegram', Buffer.alloc(0))['x-telegram-bot-api-secret-token']);
      const wrong: (string | string[])[] = [
        ...[
          '',
          secret.toUpperCase(),
          `${secret}0`,
          secret.slice(1),
          `Bearer ${secret}`,
          secret.repeat(1_000),
        ],
        ...[[secret, secret], ['x', secret], '__proto__', 'undefined', 'null'],
      ];
      for (const value of wrong) {
        const send = () =>
          web.post('telegram', telegramUpdate(), { 'x-telegram-bot-api-secret-token': value });
        expect([value, await counts(send)]).toEqual([value, false]);
      }
      expect(
        await counts(() => web.post('telegram', telegramUpdate(), web.genuine('telegram', Buffer.alloc(0)))),
      ).toBe(true);
    });

    it('reads a genuine body whatever type it claims, and unpacks none', async () => {
      for (const type of [
        'text/plain',
        'application/json; charset=utf-7',
        'multipart/form-data; boundary=x',
        'a/b;c="',
      ])
        expect(
          await web.post('telegram', telegramUpdate(), {
            ...web.genuine('telegram', Buffer.alloc(0)),
            'content-type': type,
          }),
        ).toBeLessThan(500);
      for (const [encoding, pack] of [
        ['gzip', gzipSync],
        ['deflate', deflateSync],
        ['br', brotliCompressSync],
        ['x-nonsense', (body: Buffer) => body],
      ] as const) {
        const packed = pack(telegramUpdate());
        const headers = { ...web.genuine('telegram', packed), 'content-encoding': encoding };
        expect(await counts(() => web.post('telegram', packed, headers))).toBe(false);
      }
      const huge = Buffer.concat([Buffer.from('{"a":"'), Buffer.alloc(2_000_000, 0x61), Buffer.from('"}')]);
      expect(
        await counts(() => web.post('zalo-oa', huge, web.genuine('zalo-oa', huge)).catch(() => 413)),
      ).toBe(false);
    });

    it('answers broken HTTP with a 4xx or by hanging up, and does nothing', async () => {
      const secret = String(web.genuine('telegram', Buffer.alloc(0))['x-telegram-bot-api-secret-token']);
      const body = telegramUpdate().toString();
      const post = `POST /webhooks/telegram HTTP/1.1\r\nhost: x\r\n`;
      const know = `x-telegram-bot-api-secret-token: ${secret}\r\n`;
      const broken: Record<string, string> = {
        'a length that is shorter': `${post}${know}content-length: 5\r\n\r\n${body}`,
        'a negative length': `${post}${know}content-length: -1\r\n\r\n${body}`,
        'a length in words': `${post}${know}content-length: all\r\n\r\n${body}`,
        'two lengths': `${post}${know}content-length: 3\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
        'a length and chunks': `${post}${know}content-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
        'chunks of no size': `${post}${know}transfer-encoding: chunked\r\n\r\nzz\r\n${body}\r\n0\r\n\r\n`,
        'chunks beyond all size': `${post}${know}transfer-encoding: chunked\r\n\r\nffffffffffffffff1\r\n${body}`,
        'packed chunks': `${post}${know}transfer-encoding: gzip, chunked, gzip\r\n\r\n0\r\n\r\n`,
        'a folded header': `${post}x-telegram-bot-api-secret-token:\r\n ${secret}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
        'a space before the colon': `${post}x-telegram-bot-api-secret-token : ${secret}\r\ncontent-length: 2\r\n\r\n{}`,
        'a NUL in a header': `${post}x-a: \0\r\ncontent-length: 2\r\n\r\n{}`,
        'too many headers': `${post}${'a: b\r\n'.repeat(8_000)}\r\n`,
        'no host': `POST /webhooks/telegram HTTP/1.1\r\ncontent-length: 2\r\n\r\n{}`,
        'another version': `POST /webhooks/telegram HTTP/9.9\r\nhost: x\r\n\r\n`,
        'HTTP/2 at once': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
        TLS: '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'.padEnd(300, '\x07'),
        'a bad escape in the path': `POST /webhooks/%zz HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`,
        'a very long path': `GET /webhooks/${'a'.repeat(30_000)} HTTP/1.1\r\nhost: x\r\n\r\n`,
        'a tunnel': 'CONNECT example.vn:443 HTTP/1.1\r\nhost: x\r\n\r\n',
        'an upgrade':
          'GET /webhooks/telegram HTTP/1.1\r\nhost: x\r\nconnection: upgrade, close\r\nupgrade: websocket\r\n\r\n',
        'nothing but line ends': '\r\n'.repeat(500),
        noise: String.fromCharCode(...Array.from({ length: 400 }, (_, at) => (at * 73 + 11) % 256)),
      };
      const before = await web.state();
      for (const [name, bytes] of Object.entries(broken)) {
        const statuses = await exchange(web.port, bytes);
        for (const status of statuses) expect([name, status < 500]).toEqual([name, true]);
      }
      expect(await web.state()).toBe(before);
    });

    it('stops at the first garbage in a pipeline', async () => {
      const refused = 'POST /webhooks/telegram HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{}';
      const before = await web.state();
      const statuses = await exchange(
        web.port,
        `${refused.repeat(50)}\x00\x01garbage\r\n\r\n${refused.repeat(50)}`,
      );
      expect(statuses.length).toBeLessThanOrEqual(51);
      for (const status of statuses) expect([400, 401]).toContain(status);
      expect(await web.state()).toBe(before);
    });

    it('hangs up on whoever sends a byte at a time, and serves others meanwhile', async () => {
      expect(await web.post('zalo-oa', Buffer.from('{}'))).toBe(200);
      for (const seconds of await Promise.all(slow)) expect(seconds).toBeLessThan(40);
      const person = web.platforms.zalo.person();
      await person.begins();
      expect((await person.nextMessage(20_000)).text).toContain('khai báo');
    }, 120_000);
  },
);

/** Senders that drip their headers, drip their body, or say nothing at all; each resolves when it is hung up on. */
function slowSenders(port: number): Promise<number>[] {
  const post = 'POST /webhooks/telegram HTTP/1.1\r\nhost: x\r\n';
  return [
    ...Array.from({ length: 10 }, () => drip(port, post, 'x-a: b\r\n')),
    ...Array.from({ length: 10 }, () => drip(port, `${post}content-length: 90000\r\n\r\n`, '{')),
    ...Array.from({ length: 5 }, () => drip(port, `${post}transfer-encoding: chunked\r\n\r\n`, '1\r\n{\r\n')),
    ...Array.from({ length: 5 }, () => drip(port, '', '')),
  ];
}

/** Seconds until the other side hung up. */
function drip(port: number, first: string, more: string): Promise<number> {
  const began = Date.now();
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined).write(first);
  const timer = setInterval(() => socket.write(more), 1_000);
  return new Promise((resolve) => {
    socket.resume().on('close', () => {
      clearInterval(timer);
      resolve((Date.now() - began) / 1_000);
    });
  });
}

/** Sends bytes and gives the statuses that come back until the other side hangs up, or falls silent. */
async function exchange(port: number, bytes: string): Promise<number[]> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  const closed = new Promise<void>((resolve) => {
    socket
      .on('error', () => undefined)
      .on('close', () => {
        resolve();
      });
  });
  socket.on('data', (data) => (answer += data.toString('latin1')));
  socket.write(Buffer.from(bytes, 'latin1'));
  await Promise.race([closed, sleep(1_000)]);
  socket.destroy();
  return [...answer.matchAll(/^HTTP\/1\.1 (\d{3})/gmu)].map(([, status]) => Number(status));
}
