import { describe, expect, it } from 'vitest';
import { makeUpPassword } from '../../src/console/made-up-password.ts';
import { hashPassword, passwordFault, verifyPassword } from '../../src/console/password.ts';

describe('a stored password', () => {
  it('is argon2id with a salt of its own, and opens to the same password only', async () => {
    const [one, other] = await Promise.all([
      hashPassword('cây đa bến nước'),
      hashPassword('cây đa bến nước'),
    ]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(one).not.toBe(other);
    expect(await verifyPassword('cây đa bến nước', one)).toBe(true);
    expect(await verifyPassword('cây đa bến nướC', one)).toBe(false);
  });

  it('is the same whether marks are written with their letter or after it', async () => {
    const stored = await hashPassword('cây đa bến nước'.normalize('NFC'));
    expect(await verifyPassword('cây đa bến nước'.normalize('NFD'), stored)).toBe(true);
  });

  it('is nothing where there is no account', async () => {
    expect(await verifyPassword('', null)).toBe(false);
    await expect(verifyPassword('anything', 'plain')).rejects.toThrow('PHC');
  });
});

describe('a new password', () => {
  const cases: [string, ReturnType<typeof passwordFault>][] = [
    ['ngắn quá', 'short'],
    ['a'.repeat(129), 'long'],
    ['xin chào tram.tanphong', 'username'],
    ['TRAM.TANPHONG rất đẹp', 'username'],
    ['password1234', 'common'],
    ['P@ssw0rd2020!', 'common'],
    ['matkhau123456', 'common'],
    ['Mật khẩu 123456', 'common'],
    ['admin123admin', 'common'],
    ['khaibaoyte2020', 'common'],
    ['anhyeuem123456', 'common'],
    ['123456789012', 'common'],
    ['qwertyuiop123', 'common'],
    ['1qaz2wsx3edc', 'common'],
    ['abcabcabcabc', 'common'],
    ['aaaaaaaaaaaaaa', 'common'],
    ['000000000000', 'common'],
    ['cây đa bến nước', null],
    ['cho meo an com', null],
    ['090847362718', null],
    ['correct horse battery', null],
  ];

  it.each(cases)('%s: %s', (password, fault) => {
    expect(passwordFault(password, 'tram.tanphong')).toBe(fault);
  });

  it('that is made up is taken', () => {
    const made = Array.from({ length: 200 }, () => makeUpPassword());
    expect(new Set(made).size).toBe(200);
    for (const one of made) {
      expect(one).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
      expect(passwordFault(one, 'tram.tanphong')).toBeNull();
    }
  });
});
