import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { startZalo } from './start-zalo.ts';

const HOUR = 3_600_000;

interface Grant {
  access_token: string;
  refresh_token: string;
  expires_in: string;
}

/** A started Zalo, and its token endpoint as it is on the wire. */
async function startOauth() {
  const started = await startZalo();
  const { KEYS, root, zalo, useToken, post } = started;
  const ask = async (form: Record<string, string>, secret = KEYS.appSecret) => {
    const response = await fetch(`${root}/v4/oa/access_token`, {
      method: 'POST',
      headers: { secret_key: secret },
      body: new URLSearchParams({ app_id: KEYS.appId, ...form }),
    });
    return { status: response.status, text: await response.text() };
  };
  const refresh = (refresh_token: string, secret?: string) =>
    ask({ refresh_token, grant_type: 'refresh_token' }, secret);
  const person = zalo.person({ returning: true });
  return {
    ...started,
    ask,
    refresh,
    granted: async (token = KEYS.refreshToken) => JSON.parse((await refresh(token)).text) as Grant,
    /** What a call under this access token is answered. */
    callWith: (token: string) => {
      useToken(token);
      return post('/v3.0/oa/message/cs', { recipient: { user_id: person.id }, message: { text: 'x' } });
    },
  };
}

test('a refresh token is good once: then an empty 200; an unknown one is -14014', async () => {
  const { refresh, granted, callWith, clock, KEYS } = await startOauth();
  const first = await granted();
  expect(first.expires_in).toBe('90000');
  expect(await refresh(KEYS.refreshToken)).toEqual({ status: 200, text: '' });
  expect(JSON.parse((await refresh('never issued')).text)).toMatchObject({
    error: -14014,
    error_name: 'Invalid refresh token.',
  });
  const second = await granted(first.refresh_token);
  expect(second.access_token).not.toBe(first.access_token);
  expect(await callWith(first.access_token)).toMatchObject({ error: -220 });
  expect(await callWith(second.access_token)).toMatchObject({ error: 0 });
  clock.now += 25 * HOUR + 1;
  expect(await callWith(second.access_token)).toMatchObject({ error: -220 });
  expect(await callWith('forged')).toEqual({ error: -216, message: 'Access token is invalid' });
});

test('the app secret is checked', async () => {
  const { refresh, KEYS } = await startOauth();
  expect(JSON.parse((await refresh(KEYS.refreshToken, 'wrong')).text)).toMatchObject({ error: -14004 });
});

test('a grant outlives a restart of the emulator', async () => {
  const grant = await (await startOauth()).granted();
  const restarted = await startOauth();
  expect(await restarted.callWith(grant.access_token)).toMatchObject({ error: 0 });
  const next = await restarted.granted(grant.refresh_token);
  expect(await restarted.callWith(next.access_token)).toMatchObject({ error: 0 });
  expect(await restarted.callWith(grant.access_token)).toMatchObject({ error: -220 });
});

test('a code is exchanged once, against its verifier', async () => {
  const { ask, callWith, root, KEYS } = await startOauth();
  const verifier = 'v'.repeat(43);
  const query = {
    app_id: KEYS.appId,
    redirect_uri: 'http://127.0.0.1/cb',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    state: 's',
  };
  const asked = await fetch(`${root}/v4/oa/permission?${new URLSearchParams(query).toString()}`, {
    redirect: 'manual',
  });
  const back = new URL(asked.headers.get('location') ?? '');
  expect(back.searchParams.get('oa_id')).toBe(KEYS.oaId);
  expect(back.searchParams.get('state')).toBe('s');
  const code = back.searchParams.get('code') ?? '';
  const exchange = async () =>
    JSON.parse(
      (await ask({ code, grant_type: 'authorization_code', code_verifier: verifier })).text,
    ) as Grant;
  const grant = await exchange();
  expect(grant).toEqual({
    access_token: expect.stringMatching(/^access\./u) as string,
    refresh_token: expect.stringMatching(/^refresh\./u) as string,
    expires_in: '90000',
  });
  expect(await callWith(grant.access_token)).toMatchObject({ error: 0 });
  expect(await exchange()).toMatchObject({ error: -14012, error_name: 'Invalid code' });
});
