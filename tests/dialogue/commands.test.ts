import { describe, expect, it } from 'vitest';
import { healthy } from '../support/answers.ts';
import { begun, declarationsOf, lastDeclarationOf } from '../support/conversation.ts';

describe('redeliveries and old buttons', () => {
  it('repeat the last turn to the letter and ignore older ones', () => {
    const person = begun();
    person.say(...healthy);
    const sent = person.take({ says: 'gửi' });
    const again = person.redeliver();
    expect(again.repeated).toBe(true);
    expect(again.events).toEqual(JSON.parse(JSON.stringify(sent.conversation.last?.effects)));
  });

  it('change nothing', () => {
    const person = begun();
    person.press('Tôi đồng ý');
    person.say('Lê Hoa');
    person.take({ presses_old: 'Không đồng ý' });
    expect(person.turns.at(-1)?.events).toContainEqual({ type: 'stale_press' });
    expect(person.state?.session?.waiting).toBe('birth');
    expect(person.state?.session?.outcome).toBeNull();
  });

  it('of a sent declaration do not send a second', () => {
    const person = begun();
    person.say(...healthy);
    person.press('Gửi');
    person.take({ presses_old: 'Gửi' });
    expect(declarationsOf(person)).toHaveLength(1);
  });

  it('forged payloads are answered kindly and change nothing', () => {
    const person = begun();
    const before = JSON.stringify(person.state?.session?.answers);
    for (const forged of [
      '#kb.00000000.1.accept',
      '#kb.zzzz.999999.!cancel',
      '#kb.',
      `#kb.${'9'.repeat(200)}`,
    ]) {
      person.say(forged);
    }
    expect(JSON.stringify(person.state?.session?.answers)).toBe(before);
  });
});

describe('commands', () => {
  it('go back, keep, correct, and drop what no longer applies', () => {
    const person = begun();
    person.say(...healthy.slice(0, 7), 'sốt', 'không', 'hôm qua', '38,5', 'không', 'không');
    expect(person.last()).toMatch(/8\. Dấu hiệu: Sốt/);
    person.say('sửa 8', 'không');
    expect(person.state?.session?.waiting).toBe('review');
    expect(Object.keys(person.state?.session?.answers ?? {})).not.toContain('temperature');
    expect(person.turns.at(-1)?.events).toContainEqual({ type: 'answer_dropped', block: 'onset' });
    person.say('sửa số điện thoại', '0987654321');
    expect(person.state?.session?.answers['phone']?.value).toBe('+84987654321');
    expect(person.state?.session?.waiting).toBe('review');
    person.say('quay lại');
    expect(person.state?.session?.waiting).toBe('conditions');
    person.press('Giữ nguyên');
    expect(person.state?.session?.waiting).toBe('review');
  });

  it('change the language at any time and keep the answers', () => {
    const person = begun();
    person.say('đồng ý', 'Lê Hoa');
    expect(person.say('English')).toMatch(/In which year were you born/);
    expect(person.say('tiếng Việt')).toMatch(/sinh năm bao nhiêu/);
    expect(person.state?.session?.answers['name']?.value).toBe('Lê Hoa');
  });

  it('show and correct what was answered so far, in the middle', () => {
    const person = begun();
    person.say('đồng ý', 'Lê Hoa', '1985');
    expect(person.say('xem lại')).toMatch(/1\. Họ và tên: Lê Hoa\n2\. Năm sinh: 1985/);
    expect(person.state?.session?.waiting).toBe('gender');
    person.say('sửa 1', 'Lê Thị Hoa');
    expect(person.state?.session?.answers['name']?.value).toBe('Lê Thị Hoa');
    expect(person.state?.session?.waiting).toBe('gender');
  });

  it('throw away only after asking', () => {
    const person = begun();
    person.say('đồng ý', 'Lê Hoa', 'hủy');
    expect(person.state?.session?.outcome).toBeNull();
    person.press('Khai tiếp');
    expect(person.state?.session?.waiting).toBe('birth');
    person.say('hủy');
    person.press('Bỏ tờ khai này');
    expect(person.state?.session?.outcome).toBe('cancelled');
  });
});

describe('what comes after', () => {
  it('shows the receipt, and starts anew only when asked to', () => {
    const person = begun();
    person.say(...healthy, 'gửi');
    const record = lastDeclarationOf(person);
    expect(person.say('alo')).toContain(record?.receipt);
    expect(person.state?.session?.outcome).toBe('completed');
    person.press('Khai báo mới');
    expect(person.state?.session?.waiting).toBe('symptoms');
    expect(person.state?.session?.id).not.toBe(record?.session);
  });

  it.each(['sticker', 'photo', 'voice', 'file', 'location'] as const)(
    'a %s is answered and the question stays',
    (kind) => {
      const person = begun();
      person.say('đồng ý');
      person.take({ sends: kind });
      expect(person.state?.session?.waiting).toBe('name');
      expect(person.last()).toMatch(/họ và tên/);
    },
  );
});
