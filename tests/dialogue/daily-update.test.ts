import { describe, expect, it } from 'vitest';
import { followUpMessage } from '../../src/dialogue/follow-up-message.ts';
import { realAssets } from '../support/assets.ts';
import { untilPhone } from '../support/answers.ts';
import { begun, buttonsOf, declarationsOf, talker, type Talker } from '../support/conversation.ts';

const mine = [...untilPhone, 'phường Tân Hiệp, Biên Hòa', '12 đường số 3'];
/** Met a case on the 25th; has high blood pressure. */
const exposed = ['không', '1', 'đã xác định', '25/3', 'nhà máy', 'cao huyết áp', 'gửi'];
const DAY = 24 * 60 * 60_000;

function declared(): Talker {
  const person = begun();
  person.say(...mine, ...exposed);
  expect(declarationsOf(person)).toMatchObject([{ triage: { level: 3 }, person: { exposures: ['case'] } }]);
  person.now += DAY;
  return person;
}

/** Is asked how they are, as the schedule does, and presses the button. */
function asked(person: Talker, key: 'measure' | 'measure_family' = 'measure'): void {
  if (person.state === null) throw new Error('nobody talked');
  const message = followUpMessage(realAssets(), person.state, { id: 'm', key, params: { names: 'Hoa' } });
  expect(message.quickReplies.map(({ title }) => title)).toEqual(['Báo sức khỏe']);
  person.heard.push(message);
  person.press('Báo sức khỏe');
}

describe('how somebody in isolation is today', () => {
  it('is three answers from the button on: temperature, no symptom, sent', () => {
    const person = declared();
    asked(person);
    expect(person.last()).toContain('Nhiệt độ vừa đo được là bao nhiêu?');
    person.say('36,8');
    expect(person.last()).toContain('Lúc này trong người có dấu hiệu nào');
    person.say('không');
    expect(person.last()).toMatch(/1\. Nhiệt độ: .*36[,.]8/);
    expect(person.last()).not.toContain('12 đường số 3');
    person.press('Gửi');
    expect(person.last()).toContain('Đã ghi sức khỏe lúc này');
    expect(person.last()).not.toMatch(/mức 3/);
    expect(declarationsOf(person)).toHaveLength(2);
  });

  it('is a whole record: what was not asked is as last declared, and told with its own time', () => {
    const person = declared();
    const [first] = declarationsOf(person);
    asked(person);
    person.say('36,8', 'không', 'gửi');
    const [, daily] = declarationsOf(person);
    expect(daily).toMatchObject({
      ...{ flow: 'daily', amends: null, subject: 'self', consent: first?.consent },
      person: { ...first?.person, symptoms: [] },
      triage: { level: 3 },
      answers: { temperature: { value: 36.8 }, symptoms: { value: ['none'] } },
    });
    expect(daily?.answers['address_line']).toEqual(first?.answers['address_line']);
    expect(daily?.answers['review']?.at).toBeGreaterThan(first?.declaredAt ?? 0);
  });

  it('with a fever asks for danger signs and whether it got worse, and tells what follows from both days', () => {
    const person = declared();
    asked(person);
    person.say('38,6', 'sốt, ho');
    expect(person.last()).toContain('dấu hiệu nguy hiểm');
    person.say('không');
    expect(person.last()).toContain('So với lần báo trước');
    person.press('Nặng hơn');
    person.press('Gửi');
    // Fever alone would be level 1: who met a case is suspected.
    expect(person.last()).toContain('mức 4/5');
    expect(declarationsOf(person)[1]).toMatchObject({
      ...{ triage: { level: 4 }, person: { symptoms: ['fever', 'cough'], exposures: ['case'] } },
      answers: { worse: { value: 'worse' } },
    });
  });

  it('is interrupted by a danger sign at once, and what is known of them goes out', () => {
    const person = declared();
    asked(person);
    person.say('khó thở quá, tím môi rồi');
    expect(person.last()).toContain('115');
    expect(declarationsOf(person)[1]).toMatchObject({
      ...{ flow: 'daily', status: 'interrupted', triage: { level: 5 } },
      person: { name: 'Nguyễn Thị Hoa', phone: '+84912345678', area: { code: '26008' } },
    });
    person.say('0987654321');
    expect(declarationsOf(person)[2]).toMatchObject({ person: { phone: '+84987654321' } });
    person.press('Đã ổn hơn, khai tiếp');
    person.say('37', 'khó thở');
    person.press('Đỡ hơn');
    person.press('Gửi');
    expect(declarationsOf(person).at(-1)).toMatchObject({
      ...{ status: 'complete', amends: declarationsOf(person)[2]?.id, person: { phone: '+84987654321' } },
    });
  });

  it('is corrected like a declaration, at the review and after it was sent', () => {
    const person = declared();
    asked(person);
    person.say('39,9', 'không', 'sửa 1', '36,9');
    expect(person.last()).toMatch(/Nhiệt độ: .*36[,.]9/);
    person.say('gửi');
    const [, sent] = declarationsOf(person);
    person.press('Sửa tờ khai');
    expect(person.last()).toContain('12 đường số 3');
    person.say('gửi');
    expect(declarationsOf(person)[2]).toMatchObject({ amends: sent?.id, person: { exposures: ['case'] } });
  });

  it('is left, and begun again, like a declaration', () => {
    const person = declared();
    asked(person);
    person.say('36,8', 'hủy');
    person.press('Bỏ tờ khai này');
    expect(declarationsOf(person)).toHaveLength(1);
    person.say('báo sức khỏe', '37', 'khai lại từ đầu');
    person.press('Khai lại từ đầu');
    expect(person.last()).toContain('Nhiệt độ vừa đo được');
    person.say('quay lại', '37,1', 'không', 'gửi');
    expect(declarationsOf(person)[1]).toMatchObject({ answers: { temperature: { value: 37.1 } } });
  });

  it('and the day after: what stays is still known, and a whole declaration is as it was', () => {
    const person = declared();
    for (const degrees of ['36,8', '36,9']) {
      asked(person);
      person.say(degrees, 'không', 'gửi');
      person.now += DAY;
    }
    expect(
      declarationsOf(person).map(({ person: { exposures, conditions } }) => [exposures, conditions]),
    ).toEqual(Array.from({ length: 3 }, () => [['case'], ['hypertension']]));
    person.say('khai báo');
    expect(person.state?.session).toMatchObject({ flow: 'declaration', waiting: 'symptoms' });
  });

  it('of a family asks whose, and goes on to the next', () => {
    const person = declared();
    person.say('khai cho người nhà', 'mẹ');
    person.press('Đã đồng ý');
    person.say('Trần Thị Tư', '1950', 'nữ');
    person.press('Dùng số của tôi');
    person.say('không', 'không', 'không', 'gửi');
    asked(person, 'measure_family');
    expect(buttonsOf(person)).toEqual(['Nguyễn Thị Hoa', 'Trần Thị Tư']);
    person.press('Trần Thị Tư');
    expect(person.last()).toContain('Nhiệt độ vừa đo của người đó');
    person.say('36,5', 'không', 'gửi');
    expect(person.last()).toContain('Đã ghi sức khỏe lúc này của Trần Thị Tư');
    person.press('Báo cho người khác');
    person.press('Nguyễn Thị Hoa');
    person.say('36,6', 'không', 'gửi');
    const [mother, self] = declarationsOf(person).slice(-2);
    expect(mother?.subject).not.toBe('self');
    expect([mother?.person.name, self?.person.name]).toEqual(['Trần Thị Tư', 'Nguyễn Thị Hoa']);
  });

  it('of somebody who never declared is a declaration', () => {
    const person = talker();
    person.take({ starts: '' });
    person.say('hủy');
    person.press('Bỏ tờ khai này');
    person.say('báo sức khỏe');
    expect(person.state?.session).toMatchObject({ flow: 'declaration' });
  });

  it('asks nothing of the kind while a declaration is being filled in', () => {
    const person = declared();
    person.say('khai báo');
    if (person.state === null) throw new Error('nobody talked');
    const message = followUpMessage(realAssets(), person.state, { id: 'm', key: 'measure', params: {} });
    expect(message.quickReplies).toEqual([]);
    person.say('báo sức khỏe');
    expect(person.state.session).toMatchObject({ flow: 'declaration', waiting: 'symptoms' });
  });
});
