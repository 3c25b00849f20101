import { describe, expect, it } from 'vitest';
import { untilPhone } from '../support/answers.ts';
import { begun, buttonsOf, declarationsOf, talker, type Talker } from '../support/conversation.ts';

const mine = [...untilPhone, 'phường Tân Hiệp, Biên Hòa', '12 đường số 3'];
const well = ['không', 'không', 'không', 'gửi'];

function declared(): Talker {
  const person = begun();
  person.say(...mine, ...well);
  return person;
}

describe('declaring for the family', () => {
  it('asks relation and consent, and carries the address over', () => {
    const person = declared();
    person.press('Khai cho người nhà');
    expect(person.last()).toMatch(/Khai cho ai/);
    person.press('Mẹ');
    person.press('Đã đồng ý');
    person.say('Trần Thị Tư', '1950', 'nữ');
    person.press('Dùng số của tôi');
    expect(person.state?.session?.waiting).toBe('symptoms');
    person.say(...well);
    expect(declarationsOf(person).at(-1)).toMatchObject({
      person: {
        name: 'Trần Thị Tư',
        phone: '+84912345678',
        area: { code: '26008' },
        addressLine: '12 đường số 3',
      },
      answers: { relation: { value: 'mother' }, relative_consent: { value: 'agreed' } },
    });
    expect(person.last()).toContain('Trần Thị Tư');
    expect(declarationsOf(person)).toHaveLength(2);
  });

  it('records nothing of somebody who does not agree', () => {
    const person = declared();
    person.say('khai cho mẹ', 'mẹ');
    person.press('Chưa đồng ý');
    expect(declarationsOf(person)).toHaveLength(1);
    expect(person.state?.session?.outcome).toBe('declined');
    expect(person.state?.people).toHaveLength(1);
  });

  it('closes everyone else, well, in three taps on another day', () => {
    const person = declared();
    for (const [relation, name] of [
      ['Mẹ', 'Trần Thị Tư'],
      ['Con', 'Nguyễn Nam'],
      ['Vợ, chồng', 'Nguyễn Văn Ba'],
    ] as const) {
      person.say('khai hộ');
      if (buttonsOf(person).includes('+ Người khác')) person.press('+ Người khác');
      person.press(relation);
      person.press('Đã đồng ý');
      person.say(name, '1980', 'nam', 'số này luôn', ...well);
    }
    person.take({ waits: 24 * 3600, says: 'chào' });
    const before = person.turns.length;
    person.press('Khai cho người nhà');
    person.press('Những người còn lại khỏe mạnh');
    expect(person.last()).toMatch(/Nguyễn Thị Hoa[\s\S]*Trần Thị Tư[\s\S]*Nguyễn Nam[\s\S]*Nguyễn Văn Ba/);
    person.press('Gửi');
    expect(person.turns.length - before).toBe(3);
    const rest = declarationsOf(person).slice(4);
    expect(rest.map((one) => one.person.name)).toEqual([
      'Nguyễn Thị Hoa',
      'Trần Thị Tư',
      'Nguyễn Nam',
      'Nguyễn Văn Ba',
    ]);
    expect(new Set(rest.map((one) => one.id)).size).toBe(4);
    expect(rest.every((one) => one.triage.level === 0 && one.status === 'complete')).toBe(true);
    person.say('khai hộ');
    expect(buttonsOf(person)).not.toContain('Những người còn lại khỏe mạnh');
  });
});

describe('somebody who comes back', () => {
  it('is only asked what may have changed', () => {
    const person = declared();
    person.take({ waits: 24 * 3600, says: 'khai báo' });
    expect(person.last()).toMatch(/Chào Nguyễn Thị Hoa/);
    person.say('ho', 'không', 'hôm qua', 'chưa đo', 'không');
    expect(person.state?.session?.waiting).toBe('review');
    person.say('gửi');
    expect(declarationsOf(person).at(-1)).toMatchObject({
      person: { symptoms: ['cough'], phone: '+84912345678' },
      amends: null,
    });
  });

  it('corrects a sent declaration by an amendment that names it', () => {
    const person = declared();
    const [first] = declarationsOf(person);
    person.press('Sửa tờ khai');
    person.say('sửa số điện thoại', '0987654321', 'gửi');
    expect(declarationsOf(person).at(-1)).toMatchObject({
      amends: first?.id,
      person: { phone: '+84987654321' },
    });
    person.say('sửa 2', '1986', 'gửi');
    expect(declarationsOf(person).at(-1)).toMatchObject({
      amends: declarationsOf(person).at(-2)?.id,
      person: { birthYear: 1986 },
    });
  });
});

describe('after a silence', () => {
  it('gives exactly the choice to go on or start over, with the place, and keeps the words', () => {
    const person = talker();
    person.take({ starts: '' });
    person.say('đồng ý', 'Lê Hoa');
    person.take({ waits: 31 * 60, says: '1985' });
    expect(person.last()).toMatch(/đang ở câu 3\/\d+: Năm sinh/);
    expect(buttonsOf(person)).toEqual(['Khai tiếp', 'Khai lại từ đầu']);
    person.press('Khai tiếp');
    expect(person.state?.session?.answers['birth']?.value).toBe('1985');
    expect(person.state?.session?.waiting).toBe('gender');
  });

  it('starts over when asked, and asks nothing within the pause', () => {
    const person = talker();
    person.take({ starts: '' });
    person.say('đồng ý');
    person.take({ waits: 29 * 60, says: 'Lê Hoa' });
    expect(person.state?.session?.waiting).toBe('birth');
    person.take({ waits: 10 * 24 * 3600, says: 'alo' });
    person.press('Khai lại từ đầu');
    expect(person.state?.session?.waiting).toBe('consent');
    expect(person.state?.session?.answers).toEqual({});
  });

  it('still hears a danger sign first', () => {
    const person = talker();
    person.take({ starts: '' });
    person.say('đồng ý');
    person.take({ waits: 5 * 3600, says: 'khó thở quá ko nói được' });
    expect(person.last()).toMatch(/Gọi 115 NGAY/);
  });
});

describe('several answers in one message', () => {
  it.each([
    ['Nam, 1985', { gender: 'male', birth: '1985' }],
    ['1985, nam, 0912345678', { gender: 'male', birth: '1985', phone: '+84912345678' }],
  ])('“%s”', (text, expected) => {
    const person = talker();
    person.take({ starts: '' });
    person.say('đồng ý', 'Lê Văn Ba', text);
    const { answers = {} } = person.state?.session ?? {};
    for (const [block, value] of Object.entries(expected)) expect(answers[block]?.value).toBe(value);
  });

  it('takes none when one part is not understood', () => {
    const person = talker();
    person.take({ starts: '' });
    person.say('đồng ý', 'Lê Văn Ba', '1985, xyz');
    expect(person.state?.session?.waiting).toBe('birth');
  });
});

describe('an edited message', () => {
  it('corrects the answer it gave and leaves the question where it is', () => {
    const person = talker();
    person.take({ starts: '' });
    person.say('đồng ý', 'Lê Văn Ba', '1985');
    person.take({ edits: '1958' });
    expect(person.state?.session?.answers['birth']?.value).toBe('1958');
    expect(person.state?.session?.waiting).toBe('gender');
    expect(person.last()).toMatch(/Đã sửa theo tin vừa chỉnh – Năm sinh: 1958/);
  });

  it('keeps the old answer when the new words are not one', () => {
    const person = talker();
    person.take({ starts: '' });
    person.say('đồng ý', 'Lê Văn Ba', '1985');
    for (const edits of ['tuổi ngựa', '#kb.00000000.1.accept']) person.take({ edits });
    expect(person.state?.session?.answers['birth']?.value).toBe('1985');
    person.say('nữ', '0912345678', 'tân hiệp biên hòa', 'ấp 2');
    person.take({ edits: '#kb.00000000.1.accept' });
    expect(person.state?.session?.answers['address_line']?.value).toBe('ấp 2');
  });

  it('no longer changes what was sent', () => {
    const person = declared();
    person.take({ edits: 'sửa' });
    expect(declarationsOf(person)).toHaveLength(1);
  });
});

describe('what a hostile or hurried person does', () => {
  it('corrects the record of the person whose button it is, whatever was sent since', () => {
    const person = declared();
    const [mine0] = declarationsOf(person);
    person.say('khai hộ');
    person.press('Mẹ');
    person.press('Đã đồng ý');
    person.say('Trần Thị Tư', '1950', 'nữ', 'số này luôn', ...well);
    const mother = declarationsOf(person).at(-1);
    person.take({ presses_old: 'Sửa tờ khai' });
    person.say('gửi');
    expect(declarationsOf(person).at(-1)).toMatchObject({
      amends: mine0?.id,
      person: { name: 'Nguyễn Thị Hoa' },
    });
    person.say('sửa');
    expect(person.last()).toMatch(/của ai/);
    person.press('Trần Thị Tư');
    person.say('gửi');
    expect(declarationsOf(person).at(-1)).toMatchObject({
      amends: mother?.id,
      person: { name: 'Trần Thị Tư' },
    });
  });

  it('after “the rest are well”, corrects each one’s own record', () => {
    const person = declared();
    person.say('khai hộ');
    person.press('Mẹ');
    person.press('Đã đồng ý');
    person.say('Trần Thị Tư', '1950', 'nữ', 'số này luôn', ...well);
    person.take({ waits: 24 * 3600, says: 'chào' });
    person.press('Khai cho người nhà');
    person.press('Những người còn lại khỏe mạnh');
    person.press('Gửi');
    const mine1 = declarationsOf(person).findLast((one) => one.person.name === 'Nguyễn Thị Hoa');
    person.press('Sửa tờ khai');
    person.press('Nguyễn Thị Hoa');
    person.say('gửi');
    expect(declarationsOf(person).at(-1)).toMatchObject({
      amends: mine1?.id,
      person: { name: 'Nguyễn Thị Hoa' },
    });
  });

  it('cannot send “all well” with yesterday’s button, nor by typing it', () => {
    const person = declared();
    person.take({ waits: 24 * 3600, says: 'khai hộ' });
    person.say('hủy');
    person.press('Bỏ tờ khai này');
    const before = declarationsOf(person).length;
    for (const forged of ['#kb.menu.0.!send_well', '#kb.menu.0.!send_well:abcdefabcdef']) person.say(forged);
    expect(declarationsOf(person)).toHaveLength(before);
  });

  it('restarts a relative’s declaration as the relative’s', () => {
    const person = declared();
    person.say('khai hộ');
    person.press('Mẹ');
    const { person: who } = person.state?.session ?? {};
    person.say('làm lại từ đầu');
    person.press('Khai lại từ đầu');
    expect(person.state?.session?.person).toBe(who);
    expect(person.state?.session?.waiting).toBe('relation');
  });

  it('cannot edit consent away and have the record go out', () => {
    const person = talker();
    person.take({ starts: '' });
    person.take({ says: 'đồng ý' });
    person.take({ edits: 'không đồng ý' });
    expect(person.state?.session?.outcome).toBe('declined');
    expect(declarationsOf(person)).toHaveLength(0);
  });

  it('has every number after an alarm handed on, and every further sign', () => {
    const person = talker();
    person.take({ starts: '' });
    person.say('đồng ý', 'khó thở quá ko nói được', '0912345678', '0987654321', 'ba tôi bất tỉnh');
    const all = declarationsOf(person);
    expect(new Set(all.map((one) => one.id)).size).toBe(all.length);
    expect(all.map((one) => one.person.phone)).toEqual([
      null,
      '+84912345678',
      '+84987654321',
      '+84987654321',
    ]);
    expect(all.at(-1)?.answers['danger_signs']?.value).toEqual(['severe_dyspnea', 'syncope']);
    for (const [index, one] of all.entries()) expect(one.amends).toBe(all[index - 1]?.id ?? null);
    person.say('hủy');
    person.press('Bỏ tờ khai này');
    expect(person.last()).not.toMatch(/Không có gì được gửi đi/);
    expect(person.state?.session?.outcome).toBe('cancelled');
  });

  it('keeps the notice that was read, also when the language changes later', () => {
    const inVietnamese = declared();
    const person = talker();
    person.take({ starts: '' });
    person.say(...mine, 'không', 'không', 'không', 'English', 'send');
    expect(declarationsOf(person)[0]?.consent.notice).toBe(declarationsOf(inVietnamese)[0]?.consent.notice);
  });

  it('does not answer a question with the button that broke the silence', () => {
    const person = talker({ urn: 'zalo-oa:1' });
    person.take({ starts: '' });
    person.say(...mine.slice(0, 6));
    const back = person.heard.at(-1)?.quickReplies.find((reply) => reply.kind === 'command');
    if (back?.kind !== 'command') throw new Error('no way back');
    person.take({ waits: 3600, says: back.payload });
    person.press('Khai tiếp');
    expect(person.state?.session?.answers['address_line']).toBeUndefined();
  });

  it('does not mix what is ticked now into an edited answer', () => {
    const person = talker();
    person.take({ starts: '' });
    person.say(...mine, 'không', 'không');
    person.press('Bệnh gan mạn tính');
    person.take({ edits: '1' });
    expect(person.state?.session?.answers['exposure']?.value).toEqual(['case']);
  });

  it('reaches every relative on Zalo by number', () => {
    const person = talker({ urn: 'zalo-oa:1' });
    person.take({ starts: '' });
    person.say(...mine, ...well);
    for (const name of ['Trần Một', 'Trần Hai', 'Trần Ba']) {
      person.say('khai hộ');
      if (buttonsOf(person).includes('+ Người khác')) person.press('+ Người khác');
      person.press('Anh, chị, em');
      person.press('Đã đồng ý');
      person.say(name, '1980', 'nam', 'số này luôn', ...well);
    }
    person.say('khai hộ', '3');
    expect(person.last()).toMatch(/Khai cho Trần Ba/);
  });
});
