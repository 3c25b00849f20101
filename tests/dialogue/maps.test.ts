import { describe, expect, it } from 'vitest';
import type { AdminVersion } from '../../src/areas/admin-versions.ts';
import { untilPhone } from '../support/answers.ts';
import { begun, buttonsOf, lastDeclarationOf, talker, type Talker } from '../support/conversation.ts';

const well = ['không', 'không', 'không', 'gửi'];
const day = 24 * 3600;

/** Somebody asked where they live. */
function asked(map: AdminVersion, language = 'vi'): Talker {
  const person = begun({ map, language });
  person.say(...untilPhone);
  return person;
}

/** Somebody who has declared on a map, a day before the installation got another. */
function moved(from: AdminVersion, to: AdminVersion, area: string): Talker {
  const person = asked(from);
  person.say(area, '12 đường số 3', ...well);
  expect(lastDeclarationOf(person)?.person.area?.version).toBe(from);
  person.map = to;
  person.now += day * 1000;
  return person;
}

describe('a person who comes back after the map has changed', () => {
  it.each(['2025-07', '2026-04'] as const)('keeps the address under its new code (2020 to %s)', (to) => {
    const person = moved('2020', to, 'phường Tân Hiệp, Biên Hòa');
    person.say('khai báo mới', 'không', 'không');
    expect(person.state?.session?.answers['area']).toMatchObject({
      value: '26017',
      raw: 'phường Tân Hiệp, Biên Hòa',
    });
    person.say('gửi');
    expect(lastDeclarationOf(person)?.person.area).toEqual({ code: '26017', path: ['75'], version: to });
  });

  it('keeps the code from the map of 2025 to that of 2026', () => {
    const person = moved('2025-07', '2026-04', 'xã Trảng Bom');
    person.say('khai báo mới', 'không', 'không', 'gửi');
    expect(lastDeclarationOf(person)?.person.area).toEqual({
      code: '26248',
      path: ['75'],
      version: '2026-04',
    });
  });

  it('is asked again among exactly the heirs where there are several', () => {
    const person = moved('2025-07', '2020', 'phường Tam Hiệp, Đồng Nai');
    person.say('khai báo mới');
    expect(person.state?.session?.waiting).toBe('area');
    expect(person.last()).toContain('Phường Tam Hiệp, Tỉnh Đồng Nai nay thuộc mấy nơi');
    expect(buttonsOf(person)).toContain('Phường Tân Hiệp, Thành phố Biên Hòa, Tỉnh Đồng Nai');
    expect(buttonsOf(person)).not.toContain('Phường Trảng Dài, Thành phố Biên Hòa, Tỉnh Đồng Nai');
    person.press('Phường Tân Hiệp, Thành phố Biên Hòa, Tỉnh Đồng Nai');
    expect(person.state?.session).not.toHaveProperty('dividedArea');
    person.say('không', 'không', 'gửi');
    expect(lastDeclarationOf(person)?.person.area).toMatchObject({ code: '26008', version: '2020' });
    expect(person.state?.people[0]).not.toHaveProperty('dividedArea');
  });

  it('may answer such a question in their own words', () => {
    const person = moved('2025-07', '2020', 'phường Tam Hiệp, Đồng Nai');
    person.say('khai báo mới', 'xã Thanh Sơn, Định Quán', 'không', 'không', 'gửi');
    expect(lastDeclarationOf(person)?.person.area?.code).toBe('26209');
  });

  it('sees the heirs again after going back', () => {
    const person = moved('2025-07', '2020', 'phường Tam Hiệp, Đồng Nai');
    person.say('khai báo mới', 'phường ở đâu đó', 'quay lại');
    expect(buttonsOf(person)).toContain('Phường Tân Hiệp, Thành phố Biên Hòa, Tỉnh Đồng Nai');
  });

  it.each([
    ['2020', '2025-07', '26017'],
    ['2025-07', '2026-04', '26017'],
  ] as const)('can correct what was sent under the old map (%s to %s)', (from, to, code) => {
    const person = moved(from, to, from === '2020' ? 'tan hiep bien hoa' : 'phường tam hiệp, đồng nai');
    const first = lastDeclarationOf(person)?.id;
    person.say('sửa tên', 'Nguyễn Thị Hoa Mai', 'gửi');
    expect(lastDeclarationOf(person)).toMatchObject({
      amends: first,
      person: { name: 'Nguyễn Thị Hoa Mai', area: { code, version: to } },
    });
  });

  it('is asked where they live when what they correct was sent from a place that is several now', () => {
    const person = moved('2025-07', '2020', 'phường Tam Hiệp, Đồng Nai');
    person.say('sửa');
    expect(buttonsOf(person)).toContain('Phường Tân Hiệp, Thành phố Biên Hòa, Tỉnh Đồng Nai');
  });

  it('is asked anew when nothing is known of the old place', () => {
    const person = moved('2020', '2025-07', 'phường Tân Hiệp, Biên Hòa');
    for (const one of person.state?.people ?? []) {
      if (one.answers['area']) one.answers['area'].value = '99999';
    }
    person.say('khai báo mới');
    expect(person.state?.session?.waiting).toBe('area');
    expect(person.state?.session?.draft).toBeNull();
    expect(person.last()).toContain('xã, phường nào');
  });

  it('loads a conversation of a map nobody knows', () => {
    const person = moved('2020', '2025-07', 'phường Tân Hiệp, Biên Hòa');
    if (person.state) person.state.map = '1975';
    person.say('khai báo mới');
    expect(person.state?.session?.waiting).toBe('area');
  });
});

describe('a conversation under way when the map changes', () => {
  it('keeps the answer, and goes on', () => {
    const person = asked('2020');
    person.say('phường Tân Hiệp, Biên Hòa');
    person.map = '2025-07';
    person.say('12 đường số 3', ...well);
    expect(lastDeclarationOf(person)?.person.area).toMatchObject({ code: '26017', version: '2025-07' });
  });

  it('asks again among the heirs once the present question is answered', () => {
    const person = asked('2025-07');
    person.say('phường Tam Hiệp, Đồng Nai');
    person.map = '2020';
    person.say('12 đường số 3');
    expect(person.state?.session?.waiting).toBe('area');
    expect(buttonsOf(person)).toContain('Phường Tân Hiệp, Thành phố Biên Hòa, Tỉnh Đồng Nai');
  });

  it('takes no button that names a place of the old map', () => {
    const person = asked('2020');
    person.say('thanh sơn, đồng nai');
    person.map = '2025-07';
    person.press('Xã Thanh Sơn, Huyện Tân Phú, Tỉnh Đồng Nai');
    expect(person.state?.session?.waiting).toBe('area');
    expect(person.state?.session?.answers['area']).toBeUndefined();
  });

  it('tells the health unit the district when an alarm comes before the place is asked again', () => {
    const person = asked('2025-07');
    person.say('phường Tam Hiệp, Đồng Nai', '12 đường số 3');
    person.map = '2020';
    person.say('khó thở quá, tím môi');
    expect(lastDeclarationOf(person)).toMatchObject({
      status: 'interrupted',
      person: { area: { code: '731', path: ['75'], version: '2020' } },
    });
  });
});

describe('a household whose place is several now', () => {
  it('is not closed in one tap: where they live is asked first', () => {
    const person = asked('2025-07');
    person.say('phường Tam Hiệp, Đồng Nai', '12 đường số 3', ...well);
    person.say('khai hộ', 'mẹ', 'đã đồng ý', 'Trần Thị Tư', '1950', 'nữ', 'số này luôn', ...well);
    person.map = '2020';
    person.now += day * 1000;
    const before = lastDeclarationOf(person);
    person.say('khai hộ');
    person.press('Những người còn lại khỏe mạnh');
    expect(person.last()).toContain('Trần Thị Tư');
    expect(buttonsOf(person)).not.toContain('Gửi cho cả nhà');
    person.press('Trần Thị Tư');
    expect(buttonsOf(person)).toContain('Phường Tân Hiệp, Thành phố Biên Hòa, Tỉnh Đồng Nai');
    expect(lastDeclarationOf(person)).toBe(before);
  });
});

describe('what people still say on the maps since 2025', () => {
  it('takes the name of an old ward in its city, and says what it is called now', () => {
    const person = asked('2025-07');
    person.say('12/3 kp 4, tan hiep bien hoa dong nai');
    expect(person.last()).toContain('Đã ghi nơi ở: Phường Tam Hiệp, Tỉnh Đồng Nai.');
    expect(person.last()).toContain('Phường Tân Hiệp, Thành phố Biên Hòa trước đây nay thuộc nơi này');
    expect(person.state?.session?.answers).toMatchObject({
      area: { value: '26017' },
      address_line: { value: '12/3 kp 4' },
    });
  });

  it('says so in English', () => {
    const person = talker({ map: '2025-07', language: 'en' });
    person.take({ starts: '' });
    person.say('I agree', 'John Smith', '1985', 'male', 'Japan', '0912345678', 'tan hiep, bien hoa');
    expect(person.last()).toContain('The former Phường Tân Hiệp, Thành phố Biên Hòa is part of it now.');
  });

  it('says nothing of it when the name is the same', () => {
    const person = asked('2025-07');
    expect(person.say('xã Thanh Sơn, Định Quán')).toContain('Đã ghi nơi ở: Xã Thanh Sơn, Tỉnh Đồng Nai.');
    expect(person.last()).not.toContain('trước đây');
  });

  it('narrows to an old district, of which there are too many wards for buttons', () => {
    const person = asked('2025-07');
    expect(person.say('thành phố biên hòa')).toContain(
      'Thành phố Biên Hòa, Tỉnh Đồng Nai (trước đây) – xã, phường nào',
    );
    expect(person.say('tân hiệp')).toContain('Đã ghi nơi ở: Phường Tam Hiệp');
  });

  it('offers the successors of an old district where they are few', () => {
    const person = asked('2025-07');
    expect(person.say('quận 3')).toContain('Quận 3, Thành phố Hồ Chí Minh (trước đây) – xã, phường nào');
    expect(buttonsOf(person)).toContain('Phường Bàn Cờ, Thành phố Hồ Chí Minh');
    person.press('Phường Bàn Cờ, Thành phố Hồ Chí Minh');
    expect(person.state?.session?.waiting).toBe('address_line');
  });

  it('offers both where a name is one of today and one of before', () => {
    const person = asked('2025-07');
    person.say('thanh sơn, đồng nai');
    const offered = [
      'Xã Thanh Sơn, Tỉnh Đồng Nai',
      'Xã Phú Lâm, Tỉnh Đồng Nai (trước là Xã Thanh Sơn, Huyện Tân Phú)',
    ];
    expect(buttonsOf(person)).toEqual(expect.arrayContaining(offered));
    // Typed off the list it is a choice.
    person.say('xã thanh sơn, tỉnh đồng nai');
    expect(person.state?.session?.answers['area']?.value).toBe('26209');
  });

  it.each(['biên hòa', 'biên hòa đồng nai'])('asks whether "%s" is the ward or the old city', (text) => {
    const person = asked('2025-07');
    person.say(text);
    expect(buttonsOf(person)).toEqual(
      expect.arrayContaining([
        'Phường Biên Hòa, Tỉnh Đồng Nai',
        'Thành phố Biên Hòa, Tỉnh Đồng Nai (trước đây)',
      ]),
    );
    person.press('Thành phố Biên Hòa, Tỉnh Đồng Nai (trước đây)');
    expect(person.say('bửu long')).toContain('Phường Trấn Biên');
  });

  it('takes an island district for the one unit it has become', () => {
    const person = asked('2025-07');
    person.say('huyện côn đảo');
    expect(person.state?.session?.answers['area']?.value).toBe('26732');
  });

  it('takes a former province as a step', () => {
    const person = asked('2025-07');
    expect(person.say('tỉnh bình phước')).toContain('Tỉnh Đồng Nai – xã, phường nào');
    expect(person.say('tân thành đồng xoài')).toContain('Phường Đồng Xoài');
  });
});

describe('an island district of 2020', () => {
  it('has no communes and is the answer', () => {
    const person = asked('2020');
    person.say('huyện côn đảo');
    expect(person.state?.session?.answers['area']?.value).toBe('755');
  });
});
