import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { httpCalls, type HttpCall } from '../../src/channels/http-call.ts';

describe('calls over kept connections', () => {
  let server: Server;
  let call: HttpCall;
  let isSilent: boolean;
  let [sockets, requests] = [0, 0];
  const get = { method: 'GET', path: '/' } as const;

  beforeEach(async () => {
    [sockets, requests, isSilent] = [0, 0, false];
    server = createServer((_request, response) => {
      requests++;
      if (!isSilent) response.end('xin chào');
    });
    server.on('connection', () => sockets++);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    call = httpCalls(`http://127.0.0.1:${port}`, { connections: 2, connectMs: 1_000 });
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it('open no more connections than they may, and give status and text', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => call(get, { timeoutMs: 20_000 })));
    expect(answers).toEqual(Array(20).fill({ status: 200, body: 'xin chào' }));
    expect(sockets).toBeLessThanOrEqual(2);
  });

  it('that were given up in line cost those after them neither a request nor a connection', async () => {
    isSilent = true;
    const given = await Promise.allSettled(Array.from({ length: 60 }, () => call(get, { timeoutMs: 200 })));
    expect(given.map((one) => (one.status === 'rejected' ? (one.reason as Error).name : 'answered'))).toEqual(
      Array(60).fill('TimeoutError'),
    );
    isSilent = false;
    const before = requests;
    expect(await call(get, { timeoutMs: 20_000 })).toMatchObject({ status: 200 });
    expect(requests).toBe(before + 1);
    expect(sockets).toBeLessThan(12);
  });

  it('are given up for the reason of their signal, under way, in line and before they begin', async () => {
    isSilent = true;
    const why = new Error('the program ends');
    const ending = new AbortController();
    const limits = { timeoutMs: 20_000, signal: ending.signal };
    const calls = Array.from({ length: 4 }, () => call(get, limits));
    ending.abort(why);
    for (const one of [...calls, call(get, limits)]) await expect(one).rejects.toBe(why);
    isSilent = false;
    expect(await call(get, { timeoutMs: 20_000 })).toMatchObject({ status: 200 });
  });
});
