import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { signOaBody, verifyBotSecret, verifyOaSignature } from '../src/index.ts';

const keys = { appId: '360846524940903967', oaSecretKey: 'Kh0aB1mat/OA==' };

/** The formula once more, by concatenating bytes by hand. */
function reference(body: Buffer, timestamp: string, first = keys.appId, secret = keys.oaSecretKey): string {
  const bytes = Buffer.concat([Buffer.from(first), body, Buffer.from(timestamp), Buffer.from(secret)]);
  return createHash('sha256').update(bytes).digest('hex');
}

const bodies: Record<string, string> = {
  plain: '{"event_name":"user_send_text","message":{"text":"xin chào"},"timestamp":"1540368141908"}',
  'escaped slashes': String.raw`{"url":"https:\/\/photo.talk.zdn.vn\/a.jpg","timestamp":"1540368141908"}`,
  'escaped letters': String.raw`{"message":{"text":"b\u1ea1n \u0111\u00e2u"},"timestamp":"1540368141908"}`,
  'decomposed letters': `{"message":{"text":"${'bạn'.normalize('NFD')}"},"timestamp":"1540368141908"}`,
  'numeric timestamp': '{"timestamp":1540368141908,"sender":{"id":246845883529197922}}',
  'spaces and lines': '{\r\n  "timestamp" : "1540368141908"\n}\n',
};

describe('verifyOaSignature', () => {
  test.each(Object.entries(bodies))('accepts %s', (_name, text) => {
    const body = Buffer.from(text);
    const hex = reference(body, '1540368141908');
    const accepted = { ok: true, matched: 'app_id', timestampMs: 1540368141908 };
    for (const header of [
      `mac=${hex}`,
      hex,
      `mac = ${hex}`,
      `  mac= ${hex} `,
      `MAC=${hex.toUpperCase()}`,
      [hex],
    ]) {
      expect(verifyOaSignature(body, header, keys)).toEqual(accepted);
    }
    expect(signOaBody(body, keys)).toBe(`mac=${hex}`);
    expect(signOaBody(text, keys)).toBe(`mac=${hex}`);
  });

  test('agrees with a digest computed outside this process', () => {
    const body = Buffer.from(bodies['escaped letters'] ?? '');
    const input = Buffer.concat([
      Buffer.from(keys.appId),
      body,
      Buffer.from(`1540368141908${keys.oaSecretKey}`),
    ]);
    const hex = execFileSync('sha256sum', { input }).toString().slice(0, 64);
    expect(verifyOaSignature(body, `mac=${hex}`, keys).ok).toBe(true);
  });

  test('a fixed vector', () => {
    const body = Buffer.from('{"timestamp":"1"}');
    const header = `mac=${'0'.repeat(64)}`;
    expect(verifyOaSignature(body, header, { appId: '1', oaSecretKey: 's' })).toEqual({
      ok: false,
      reason: 'mismatch',
    });
    // printf '%s' '1{"timestamp":"1"}1s' | sha256sum
    const right = 'db9820f9bb32ac702a76c4cf492fea33589d914cad9cf4f367adcdb4fc5bc8d2';
    expect(verifyOaSignature(body, right, { appId: '1', oaSecretKey: 's' }).ok).toBe(true);
  });

  test('a re-serialised body does not verify', () => {
    for (const name of ['escaped slashes', 'escaped letters', 'spaces and lines']) {
      const body = Buffer.from(bodies[name] ?? '');
      const header = signOaBody(body, keys);
      const again = Buffer.from(JSON.stringify(JSON.parse(body.toString())));
      expect(verifyOaSignature(again, header, keys)).toEqual({ ok: false, reason: 'mismatch' });
    }
  });

  test('refuses other keys, other bodies and an HMAC', () => {
    const body = Buffer.from(bodies['plain'] ?? '');
    const header = signOaBody(body, keys);
    const mismatch = { ok: false, reason: 'mismatch' };
    expect(verifyOaSignature(body, header, { ...keys, oaSecretKey: 'other' })).toEqual(mismatch);
    expect(verifyOaSignature(body, header, { ...keys, appId: '1' })).toEqual(mismatch);
    expect(verifyOaSignature(Buffer.concat([body, Buffer.from(' ')]), header, keys)).toEqual(mismatch);
    expect(verifyOaSignature(body, 'a'.repeat(64), keys)).toEqual(mismatch);
  });

  test('the OA id as first term counts only when asked for, and says so', () => {
    const body = Buffer.from(bodies['plain'] ?? '');
    const header = `mac=${reference(body, '1540368141908', '388613280878808645')}`;
    expect(verifyOaSignature(body, header, keys).ok).toBe(false);
    expect(verifyOaSignature(body, header, { ...keys, oaId: '388613280878808645' })).toMatchObject({
      ok: true,
      matched: 'oa_id',
    });
    expect(verifyOaSignature(body, signOaBody(body, keys), { ...keys, oaId: '5' })).toMatchObject({
      matched: 'app_id',
    });
  });

  test('missing and malformed are told apart', () => {
    const body = Buffer.from(bodies['plain'] ?? '');
    const hex = reference(body, '1540368141908');
    for (const header of [undefined, '', '  ', []]) {
      expect(verifyOaSignature(body, header, keys)).toEqual({ ok: false, reason: 'missing' });
    }
    for (const header of [
      'mac=',
      hex.slice(1),
      `${hex}0`,
      `sha=${hex}`,
      `mac=${hex},mac=${hex}`,
      [hex, hex],
      'ạ',
    ]) {
      expect(verifyOaSignature(body, header, keys)).toEqual({ ok: false, reason: 'malformed' });
    }
    for (const text of [
      '',
      'null',
      '[]',
      '{}',
      '"x"',
      '{"timestamp":"12a"}',
      '{"timestamp":1.5}',
      '{"timestamp":-1}',
    ]) {
      expect(verifyOaSignature(Buffer.from(text), hex, keys)).toEqual({ ok: false, reason: 'malformed' });
    }
    expect(verifyOaSignature(Buffer.from([0x7b, 0xff, 0x7d]), hex, keys)).toMatchObject({
      reason: 'malformed',
    });
    expect(() => signOaBody('{}', keys)).toThrow(RangeError);
  });

  test('never throws', () => {
    const deep = Buffer.from('['.repeat(200_000));
    expect(verifyOaSignature(deep, 'a'.repeat(64), keys).ok).toBe(false);
    const nested = Buffer.from(`${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`);
    expect(verifyOaSignature(nested, 'a'.repeat(64), keys).ok).toBe(false);
    fc.assert(
      fc.property(fc.uint8Array(), fc.option(fc.string(), { nil: undefined }), (body, header) => {
        expect(verifyOaSignature(body, header, keys).ok).toBe(false);
      }),
    );
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (body, header) => {
        expect(verifyOaSignature(body as Uint8Array, header as string, keys).ok).toBe(false);
      }),
    );
  });

  test('what is signed verifies, and one changed byte does not', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.nat(), (json, timestamp, position) => {
        const body = Buffer.from(`{"any":${json},"timestamp":"${timestamp}"}`);
        const header = signOaBody(body, keys);
        expect(verifyOaSignature(body, header, keys).ok).toBe(true);
        const index = position % body.length;
        body[index] = (body[index] ?? 0) ^ 1;
        expect(verifyOaSignature(body, header, keys).ok).toBe(false);
      }),
    );
  });
});

describe('verifyBotSecret', () => {
  test('equal or not', () => {
    expect(verifyBotSecret('s3cret-token', 's3cret-token')).toBe(true);
    expect(verifyBotSecret('s3cret-toke', 's3cret-token')).toBe(false);
    expect(verifyBotSecret('S3cret-token', 's3cret-token')).toBe(false);
    expect(verifyBotSecret(undefined, 's3cret-token')).toBe(false);
    expect(verifyBotSecret(['s3cret-token'], 's3cret-token')).toBe(false);
    expect(verifyBotSecret('', '')).toBe(false);
  });
  test('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), fc.string(), (header, secret) => {
        expect(typeof verifyBotSecret(header as string, secret)).toBe('boolean');
      }),
    );
  });
});
