import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createOauthClient, createPkcePair, createState, pkceChallenge } from '../src/index.ts';
import { failure, startRecordingServer } from './recording-server.ts';

const server = await startRecordingServer();

const client = () =>
  createOauthClient({ appId: '3608', appSecret: 'APP-SECRET', oauthRoot: `${server.root}/` });
const pair = '{"access_token":"A2","refresh_token":"R2","expires_in":"90000"}';

test('the consent link', () => {
  const oauth = createOauthClient({ appId: '3608', appSecret: 's' });
  expect(
    oauth.authoriseUrl({ redirectUri: 'https://ncovi.vn/cb?a=1&b', state: 's t', codeChallenge: 'c-_' }),
  ).toBe(
    'https://oauth.zaloapp.com/v4/oa/permission?app_id=3608&redirect_uri=https%3A%2F%2Fncovi.vn%2Fcb%3Fa%3D1%26b&code_challenge=c-_&state=s+t',
  );
  expect(oauth.authoriseUrl({ redirectUri: 'https://x' })).not.toMatch(/state|challenge|scope|response_type/);
});

test('PKCE: 43 characters, S256, and the vector of RFC 7636', () => {
  const { verifier, challenge } = createPkcePair();
  expect(verifier).toMatch(/^[\w-]{43}$/);
  expect(challenge).toBe(createHash('sha256').update(verifier).digest('base64url'));
  expect(createPkcePair().verifier).not.toBe(verifier);
  expect(pkceChallenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  );
  expect(() => pkceChallenge('short')).toThrow(RangeError);
  expect(createState()).not.toBe(createState());
});

describe('tokens', () => {
  test('exchange of a code', async () => {
    server.answer(pair);
    const tokens = await client().exchangeCode({ code: 'C+/=', codeVerifier: 'v' });
    expect(tokens).toEqual({ accessToken: 'A2', refreshToken: 'R2', expiresInSeconds: 90000 });
    const request = server.only();
    expect(request).toMatchObject({ method: 'POST', url: '/v4/oa/access_token' });
    expect(request.headers['secret_key']).toBe('APP-SECRET');
    expect(request.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
    expect(Object.fromEntries(new URLSearchParams(request.body.toString()))).toEqual({
      grant_type: 'authorization_code',
      code: 'C+/=',
      code_verifier: 'v',
      app_id: '3608',
    });
    await client().exchangeCode({ code: 'C' });
    expect(server.requests[1]?.body.toString()).not.toContain('code_verifier');
  });

  test('refresh', async () => {
    server.answer(pair);
    await client().refresh('R1');
    expect(Object.fromEntries(new URLSearchParams(server.only().body.toString()))).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'R1',
      app_id: '3608',
    });
  });

  test.each([
    ['{"access_token":"A","refresh_token":"R","expires_in":90000}', 'R', 90000],
    ['{"access_token":"A","expires_in":"90000"}', undefined, 90000],
    ['{"access_token":"A","refresh_token":"","expires_in":"soon"}', undefined, undefined],
    ['{"access_token":"A","refresh_token":"R","error":0,"new":{}}', 'R', undefined],
  ])('a good token is never lost: %s', async (body, refreshToken, expiresInSeconds) => {
    server.answer(body);
    expect(await client().refresh('R1')).toEqual({ accessToken: 'A', refreshToken, expiresInSeconds });
  });

  test.each([
    [
      'an unknown refresh token',
      '{"error":-14014,"error_name":"Invalid refresh token.","message":"","access_token":"","refresh_token":""}',
      -14014,
    ],
    ['a quoted code', '{"error":"-14014","error_name":"Invalid refresh token."}', -14014],
    ['a spent refresh token: an empty answer', '', 'empty_body'],
    ['an empty object', '{}', 'unexpected_answer'],
    ['an empty token', '{"access_token":"","refresh_token":"R"}', 'unexpected_answer'],
    ['no object', '[]', 'unexpected_answer'],
    ['a code in no table', '{"error":-14999}', -14999],
  ])('%s is terminal', async (_name, body, code) => {
    server.answer(body);
    expect(await failure(client().refresh('R1'))).toMatchObject({
      name: 'ZaloApiError',
      family: 'oauth',
      code,
      action: 'reconsent',
      retryable: false,
      path: '/v4/oa/access_token',
      httpStatus: 200,
    });
  });

  test('settings that are wrong are nobody’s consent', async () => {
    server.answer('{"error":-14003,"error_name":"Invalid redirect uri"}');
    expect(await failure(client().exchangeCode({ code: 'c' }))).toMatchObject({
      action: 'config',
      retryable: false,
    });
    server.answer('{"error":-14002,"error_name":"Invalid appId"}');
    expect(await failure(client().refresh('R1'))).toMatchObject({ action: 'human', retryable: false });
    const bare = createOauthClient({ appId: '1', appSecret: '', oauthRoot: server.root });
    expect(await failure(bare.refresh('R1'))).toMatchObject({ family: 'oauth', code: 'bad_credential' });
  });

  test.each([
    ['an HTML 504', { status: 504, body: '<html>Gateway Time-out</html>' }, 'http_status'],
    ['an empty 502', { status: 502, body: '' }, 'http_status'],
    ['a JSON 500', { status: 500, body: '{"error":-1}' }, 'http_status'],
    ['an HTML page with 200', { status: 200, body: '<html>maintenance</html>' }, 'not_json'],
  ])('%s may pass, and the token may be spent', async (_name, answer, code) => {
    server.answer(answer);
    expect(await failure(client().refresh('R1'))).toMatchObject({
      family: 'http',
      code,
      retryable: true,
      outcomeUnknown: true,
      httpStatus: answer.status,
    });
  });
});
