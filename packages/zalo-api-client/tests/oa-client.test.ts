import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { createOaClient } from '../src/index.ts';
import type { RateReport } from '../src/index.ts';
import { ok, recordOaCalls, sentBody, userId } from './record-oa-calls.ts';
import { failure } from './recording-server.ts';

const { server, client } = await recordOaCalls();

test('the account itself', async () => {
  server.answer(
    '{"data":{"oaid":388613280878808645,"name":"CDC Đồng Nai","is_verified":true,"oa_type":4,"num_follower":"12",' +
      '"package_name":"Growth","package_valid_through_date":"01/06/2027","linked_ZCA":""},"error":0,"message":"Success"}',
  );
  expect(await client().getAccount()).toMatchObject({
    ...{ oaId: '388613280878808645', name: 'CDC Đồng Nai', isVerified: true, type: 4, followers: 12 },
    packageName: 'Growth',
  });
  expect(server.only()).toMatchObject({ method: 'GET', url: '/v2.0/oa/getoa' });
});

test('appsecret_proof when there is a secret', async () => {
  server.answer(sentBody);
  await client({ appSecret: 'APP-SECRET' }).sendText({ userId, text: 'a' });
  const proof = createHmac('sha256', 'APP-SECRET').update('ACCESS-1').digest('hex');
  expect(server.only().headers['appsecret_proof']).toBe(proof);
});

test('the token is asked for before every call', async () => {
  server.answer(sentBody);
  let count = 0;
  const oa = client({ accessToken: () => Promise.resolve(`T${(count += 1)}`) });
  await oa.sendText({ userId, text: 'a' });
  await oa.sendText({ userId, text: 'a' });
  expect(server.requests.map(({ headers }) => headers['access_token'])).toEqual(['T1', 'T2']);
});

test('a refused token is renewed once', async () => {
  const refused: string[] = [];
  const oa = client({
    renewAccessToken: (token) => {
      refused.push(token);
      return 'ACCESS-2';
    },
  });
  server.answer('{"error":-220,"message":"access_token is expired or removed"}', sentBody);
  await oa.sendText({ userId, text: 'a' });
  expect(server.requests.map(({ headers }) => headers['access_token'])).toEqual(['ACCESS-1', 'ACCESS-2']);
  expect(refused).toEqual(['ACCESS-1']);

  server.answer('{"error":-216,"message":"Access token is invalid"}');
  expect(await failure(oa.sendText({ userId, text: 'a' }))).toMatchObject({
    code: -216,
    action: 'refresh',
  });
  expect(server.requests).toHaveLength(2);

  server.answer('{"error":-124,"message":"Access token is invalid"}', ok({ status: 1 }));
  await oa.templateStatus('m');
  expect(server.requests).toHaveLength(2);
});

test('rate headers are told, and a faulty gauge harms nothing', async () => {
  const rates: RateReport[] = [];
  server.answer({ headers: { 'X-RateLimit-Limit': '4000', 'X-RateLimit-Remain': '3999' }, body: sentBody });
  const onRate = (rate: RateReport) => {
    rates.push(rate);
    throw new Error('gauge');
  };
  await client({ onRate }).sendText({ userId, text: 'a' });
  server.answer(sentBody);
  await client({ onRate }).sendText({ userId, text: 'a' });
  server.answer({ headers: { 'X-RateLimit-Remain': 'x' }, body: '{"error":-32,"message":"limit"}' });
  await failure(client({ onRate }).sendText({ userId, text: 'a' }));
  expect(rates).toEqual([
    { path: '/v3.0/oa/message/cs', limit: 4000, remaining: 3999 },
    { path: '/v3.0/oa/message/cs', limit: undefined, remaining: undefined },
  ]);
});

test('a root that is no URL is refused at once', () => {
  for (const root of ['', 'openapi.zalo.me', 'ftp://x', 'https://x/?a=1']) {
    expect(() => client({ openapiRoot: root })).toThrow(TypeError);
  }
});

test('an injected fetch is used', async () => {
  const urls: string[] = [];
  const fetch: typeof globalThis.fetch = (url) => {
    urls.push(url as string);
    return Promise.resolve(new Response(sentBody));
  };
  await createOaClient({ accessToken: () => 'x', fetch }).sendText({ userId, text: 'a' });
  expect(urls).toEqual(['https://openapi.zalo.me/v3.0/oa/message/cs']);
});
