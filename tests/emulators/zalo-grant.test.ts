import { createPkcePair } from 'zalo-api-client';
import { describe, expect, test } from 'vitest';
import { refusedWith, startZalo } from './start-zalo.ts';

const HOUR = 3_600_000;
const redirectUri = 'https://ncovi.example.vn/zalo/callback';

type Started = Awaited<ReturnType<typeof startZalo>>;

/** Where the browser of an administrator who agrees ends up. */
async function agree({ oauth, root }: Started, codeChallenge: string, to = redirectUri): Promise<URL> {
  const link = oauth.authoriseUrl({ redirectUri: to, state: 's', codeChallenge });
  const answer = await fetch(link, { redirect: 'manual' });
  return new URL(answer.headers.get('location') ?? '', root);
}
const codeOf = (back: URL) => back.searchParams.get('code') ?? '';

describe('a code', () => {
  test('is good once, for ten minutes, with its verifier only', async () => {
    const started = await startZalo();
    const { oauth, clock, oa, useToken, KEYS } = started;
    const { verifier: codeVerifier, challenge } = createPkcePair();
    const back = await agree(started, challenge);
    expect(Object.fromEntries(back.searchParams)).toMatchObject({ oa_id: KEYS.oaId, state: 's' });
    const { accessToken, refreshToken, expiresInSeconds } = await oauth.exchangeCode({
      code: codeOf(back),
      codeVerifier,
    });
    expect([expiresInSeconds, refreshToken]).toEqual([90_000, expect.any(String)]);
    useToken(accessToken);
    expect(await oa.getAccount()).toMatchObject({ oaId: KEYS.oaId, isVerified: true });
    const exchange = (code: string, verifier = codeVerifier) =>
      oauth.exchangeCode({ code, codeVerifier: verifier });
    await expect(exchange(codeOf(back))).rejects.toEqual(refusedWith(-14012, 'oauth'));
    const other = codeOf(await agree(started, challenge));
    await expect(exchange(other, createPkcePair().verifier)).rejects.toEqual(refusedWith(-14012, 'oauth'));
    const [inTime, late] = [codeOf(await agree(started, challenge)), codeOf(await agree(started, challenge))];
    clock.now += HOUR / 6;
    await exchange(inTime);
    clock.now += 1;
    await expect(exchange(late)).rejects.toEqual(refusedWith(-14012, 'oauth'));
  });

  test('goes to the saved callback only', async () => {
    const started = await startZalo({ callbackUrl: redirectUri });
    const { challenge } = createPkcePair();
    expect(codeOf(await agree(started, challenge))).not.toBe('');
    const elsewhere = await agree(started, challenge, `${redirectUri}/`);
    expect(elsewhere.pathname + elsewhere.search).toBe('/v4/permission/error?error_code=-14003');
  });
});

test('a refresh ends the access token before it; the refresh token is spent, an unknown one is refused', async () => {
  const { oauth, oa, zalo, clock, useToken, KEYS } = await startZalo();
  const first = zalo.tokens.grant();
  const second = await oauth.refresh(first.refresh_token);
  useToken(first.access_token);
  await expect(oa.getAccount()).rejects.toMatchObject({ code: -220, action: 'refresh' });
  await expect(oauth.refresh(first.refresh_token)).rejects.toMatchObject({
    code: 'empty_body',
    httpStatus: 200,
    action: 'reconsent',
  });
  await expect(oauth.refresh('never-issued')).rejects.toEqual(refusedWith(-14014, 'oauth'));
  useToken(second.accessToken);
  clock.now += 25 * HOUR;
  expect((await oa.getAccount()).oaId).toBe(KEYS.oaId);
  clock.now += 1;
  await expect(oa.getAccount()).rejects.toEqual(refusedWith(-220));
  clock.now += 89 * 24 * HOUR;
  await expect(oauth.refresh(second.refreshToken ?? '')).rejects.toEqual(refusedWith(-14014, 'oauth'));
});

test('where the console demands it, a call must prove that it knows the app secret', async () => {
  const proven = await startZalo({ demandsProof: true }, { appSecret: 'app-secret' });
  expect(await proven.oa.getAccount()).toMatchObject({ oaId: proven.KEYS.oaId });
  for (const client of [{}, { appSecret: 'another' }]) {
    const { oa } = await startZalo({ demandsProof: true }, client);
    await expect(oa.getAccount()).rejects.toMatchObject({ code: -242, action: 'config' });
    await expect(oa.templateQuota()).rejects.toMatchObject({ code: -1241, family: 'zbs', action: 'config' });
  }
});

test('the calls of a minute are counted by API, and told in headers', async () => {
  const rates: (number | undefined)[] = [];
  const { oa, clock } = await startZalo(
    { callsPerMinute: 2 },
    { onRate: ({ limit, remaining }) => rates.push(limit, remaining) },
  );
  await oa.getAccount();
  await oa.getAccount();
  await expect(oa.getAccount()).rejects.toEqual(refusedWith(-32));
  await expect(oa.verifyArticle('none')).rejects.toEqual(refusedWith(-201));
  expect(rates).toEqual([2, 1, 2, 0, 2, 0, 2, 1]);
  await oa.templateQuota();
  expect(rates).toHaveLength(8);
  clock.now += 60_000;
  await oa.getAccount();
});
