import { describe, expect, it } from 'vitest';
import { declarationSchema } from '../../src/pipeline/declaration-schema.ts';
import { healthy } from '../support/answers.ts';
import { begun, buttonsOf, lastDeclarationOf, startOfTests, talker } from '../support/conversation.ts';
import { loadAssets } from '../../src/assets/load-assets.ts';
import type { Conversation } from '../../src/dialogue/session.ts';
import { takeTurn } from '../../src/dialogue/turn.ts';

describe('a healthy person', () => {
  it('is done in at most twelve messages and gets a level, advice, numbers and a receipt', () => {
    const person = begun();
    person.say(...healthy);
    const result = person.say('gửi');
    expect(person.turns.length).toBeLessThanOrEqual(12);
    const record = lastDeclarationOf(person);
    expect(record).toMatchObject({
      status: 'complete',
      amends: null,
      triage: { level: 0, rules: ['R-OK'], ruleset: 'ncovi-2020-03' },
      person: {
        name: 'Nguyễn Thị Hoa',
        birthYear: 1985,
        gender: 'female',
        nationality: 'VN',
        phone: '+84912345678',
        area: { code: '26008', path: ['731', '75'], version: '2020' },
        addressLine: '12 đường số 3, tổ 5',
        symptoms: [],
        exposures: [],
        conditions: [],
      },
    });
    expect(result).toContain(record?.receipt);
    expect(result).toMatch(/1900 9095/);
    expect(result).toMatch(/115/);
  });

  it('does as well in English, with nationality asked', () => {
    const person = begun({ urn: 'zalo-oa:7', language: 'en' });
    person.say('I agree', 'Kim Min Jun', '1990', 'male', 'South Korea', '+82 10 1234 5678');
    person.say('phuong Tan Hiep, Bien Hoa', 'Dormitory 3, room 12', 'none', 'none', 'none', 'send');
    expect(lastDeclarationOf(person)?.person).toMatchObject({ nationality: 'KR', phone: '+821012345678' });
    expect(lastDeclarationOf(person)?.language).toBe('en');
  });

  it('can do it all with buttons but for name, year, phone and address', () => {
    const person = begun();
    person.press('Tôi đồng ý');
    person.say('Tran Van Binh', '1958');
    person.press('Nam');
    person.take({ shares: '+84912345678' });
    person.say('tan hiep bien hoa', 'to 5');
    for (const title of ['Không có', 'Không có', 'Không có', 'Gửi']) person.press(title);
    expect(lastDeclarationOf(person)?.person).toMatchObject({ name: 'Tran Van Binh', phone: '+84912345678' });
  });
});

describe('consent', () => {
  it.each(['ok', 'có', '👍', '', 'dạ', '   '])('is not given by “%s”', (text) => {
    const person = begun();
    person.say(text);
    expect(person.state?.session?.waiting).toBe('consent');
    expect(person.state?.session?.answers).toEqual({});
  });

  it('says the first day of the 14 as a date, and what else must be told', () => {
    const person = begun();
    expect(person.last()).toContain('13/3/2020');
    expect(person.last()).toMatch(/tự nguyện/);
    expect(person.last()).toMatch(/tin nhắn trên Telegram[\s\S]*nước ngoài/);
    const onZalo = begun({ urn: 'zalo-oa:1' });
    expect(onZalo.last()).not.toMatch(/Telegram/);
  });

  it('explains more and asks again; refused, keeps nothing and lets go', () => {
    const person = begun();
    person.press('Xem thêm');
    expect(person.state?.session?.waiting).toBe('consent');
    person.press('Không đồng ý');
    expect(person.state?.session?.outcome).toBe('declined');
    expect(lastDeclarationOf(person)).toBeUndefined();
  });
});

describe('somebody with symptoms and exposures', () => {
  it('is asked onset, temperature and each exposure with date and place; the branch shows in the level', () => {
    const person = begun();
    person.say(
      ...healthy.slice(0, 7),
      'sốt, ho',
      'không',
      'hôm qua',
      '38 độ 5',
      '1 4',
      '2',
      '20/3',
      'Bạch Mai',
    );
    person.say('22/3', 'Hà Nội', 'không');
    person.press('Gửi');
    expect(lastDeclarationOf(person)).toMatchObject({
      triage: {
        level: 4,
        rules: ['R-SUS1', 'R-SUS2', 'R-F2', 'R-AREA', 'R-SYM'],
        provisionalClass: 'suspected',
      },
      person: { symptoms: ['fever', 'cough'], exposures: ['case', 'area'] },
    });
    expect(lastDeclarationOf(person)?.answers).toMatchObject({
      onset: { value: '2020-03-26', raw: 'hôm qua' },
      temperature: { value: 38.5, raw: '38 độ 5' },
      case_status: { value: 'suspected' },
      case_date: { value: '2020-03-20' },
      area_date: { value: '2020-03-22' },
    });
  });

  it('ticks choices one by one, takes them back, and does not mix them with “none”', () => {
    const person = begun();
    person.say(...healthy.slice(0, 7));
    person.press('Sốt');
    person.press('Ho');
    person.press('✓ Sốt');
    person.press('Xong');
    expect(person.state?.session?.answers['symptoms']?.value).toEqual(['cough']);
    person.say('không', 'hôm qua', 'chưa đo');
    person.press('Gần người mắc hoặc nghi mắc COVID-19');
    person.say('xong');
    expect(person.state?.session?.answers['exposure']?.value).toEqual(['case']);
    const other = begun();
    other.say(...healthy.slice(0, 7), '1 7');
    expect(other.state?.session?.waiting).toBe('symptoms');
  });
});

describe('a danger sign', () => {
  it.each([
    ['at the consent question', 0],
    ['in the middle', 5],
    ['at the review', 10],
  ])('typed %s interrupts at once with the emergency advice', (_, answered) => {
    const person = begun();
    person.say(...healthy.slice(0, answered));
    const reply = person.say('khó thở quá ko nói được');
    expect(reply).toMatch(/Gọi 115 NGAY/);
    const record = lastDeclarationOf(person);
    if (answered === 0) {
      expect(record).toBeUndefined();
      person.say('đồng ý');
      expect(person.state?.session?.waiting).toBe('name');
      return;
    }
    expect(person.state?.session?.draft).toEqual({ type: 'interrupted' });
    expect(record).toMatchObject({ status: 'interrupted', triage: { level: 5, rules: ['R-EMG'] } });
  });

  it('chosen by button does the same, and the finished declaration amends the interrupted one', () => {
    const person = begun();
    person.say(...healthy.slice(0, 7), 'khó thở');
    expect(person.press('Tím môi, tím đầu ngón tay')).toMatch(/Gọi 115 NGAY/);
    const interrupted = lastDeclarationOf(person);
    person.press('Đã ổn hơn, khai tiếp');
    person.say('hôm nay', 'chưa đo', 'không', 'không', 'gửi');
    expect(lastDeclarationOf(person)).toMatchObject({
      status: 'complete',
      amends: interrupted?.id,
      triage: { level: 5 },
    });
  });

  it('asks for a number to call back when none is known, and hands it on', () => {
    const person = begun();
    person.say('đồng ý', 'Lê Hoa', 'mẹ em lơ mơ gọi k dậy');
    const first = lastDeclarationOf(person);
    expect(person.last()).toMatch(/Gõ số điện thoại/);
    person.say('0912345678');
    expect(lastDeclarationOf(person)).toMatchObject({ amends: first?.id, person: { phone: '+84912345678' } });
    expect(lastDeclarationOf(person)?.id).not.toBe(first?.id);
  });

  it('is heard before any consent, from somebody never seen', () => {
    const person = talker();
    expect(person.say('cứu với, thở không nổi')).toMatch(/Gọi 115 NGAY/);
  });

  it('stays a symptom when worded as one', () => {
    const person = begun();
    person.say(...healthy.slice(0, 7), 'khó thở');
    expect(person.state?.session?.waiting).toBe('danger_signs');
  });
});

describe('an answer that is not understood', () => {
  it('is asked again with an example, then with help, then with a number to call', () => {
    const person = begun();
    person.say('đồng ý', 'Lê Hoa');
    expect(person.say('tuổi ngựa')).toMatch(/Ví dụ: 1958/);
    expect(person.say('ngựa mà')).toMatch(/Gõ năm sinh đủ bốn số/);
    expect(person.say('@@@')).toMatch(/gọi 1900 9095/);
    expect(person.state?.session?.refusals).toBe(3);
    person.say('1958');
    expect(person.state?.session?.waiting).toBe('gender');
  });
});

describe('an address', () => {
  it('shared by two places is asked back with the district', () => {
    const person = begun();
    person.say(...healthy.slice(0, 5), 'xã thanh sơn, đồng nai');
    const buttons = buttonsOf(person);
    expect(buttons.filter((title) => title.startsWith('Xã Thanh Sơn')).length).toBe(2);
    person.press('Xã Thanh Sơn, Huyện Định Quán, Tỉnh Đồng Nai');
    expect(person.state?.session?.answers['area']?.value).toBe('26209');
  });

  it('may be given from the district down', () => {
    const person = begun();
    person.say(...healthy.slice(0, 5), 'huyện Định Quán');
    expect(person.last()).toMatch(/Huyện Định Quán, Tỉnh Đồng Nai – xã, phường nào/);
    person.say('thanh sơn');
    expect(person.state?.session?.answers['area']?.value).toBe('26209');
  });

  it('that names too many places asks for more', () => {
    const person = begun();
    expect(person.say(...healthy.slice(0, 5), 'tân thành')).toMatch(/thêm tên huyện/);
  });
});

describe('documents', () => {
  it('are never asked nor offered on Telegram, and offered at the review on Zalo', () => {
    const onTelegram = begun();
    onTelegram.say(...healthy);
    expect(buttonsOf(onTelegram)).toEqual(['Gửi', 'Sửa', 'Thêm email']);
    const onZalo = begun({ urn: 'zalo-oa:1' });
    onZalo.say(...healthy);
    expect(buttonsOf(onZalo)).toEqual(['Gửi', 'Sửa', 'Thêm CMND/CCCD', 'Thêm số BHYT', 'Thêm email']);
    onZalo.press('Thêm CMND/CCCD');
    onZalo.say('075190001234');
    expect(onZalo.last()).toContain('…1234');
    expect(onZalo.last()).not.toContain('075190001234');
  });
});

describe('the record', () => {
  it('is what the queue takes, to the last field', () => {
    const person = begun();
    person.say(...healthy, 'gửi');
    expect(declarationSchema.parse(lastDeclarationOf(person))).toEqual(lastDeclarationOf(person));
  });
});

describe('the map of July 2025', () => {
  it('has no districts, and the question does not ask for one', () => {
    const assets = loadAssets({
      adminVersion: '2025-07',
      timeZone: 'Asia/Ho_Chi_Minh',
      defaultLanguage: 'vi',
    });
    let state: Conversation | null = null;
    let said = '';
    const texts = ['đồng ý', 'Lê Hoa', '1985', 'nữ', '0912345678', 'đồng nai', 'xã Định Quán'];
    for (const [index, text] of ['alo', ...texts].entries()) {
      const message = {
        id: `${index}`,
        urn: 'telegram:1',
        sentAt: 0,
        content: { type: 'text', text },
      } as const;
      const turn = takeTurn(assets, state, message, startOfTests);
      state = turn.conversation;
      said = turn.events.flatMap((event) => (event.type === 'message' ? [event.message.text] : [])).join();
      if (text === '0912345678') expect(said).not.toMatch(/huyện/);
    }
    expect(said).toMatch(/Xã Định Quán, Tỉnh Đồng Nai/);
    expect(state?.session?.waiting).toBe('address_line');
  });
});
