import { describe, expect, it } from 'vitest';
import type { Info, InfoPage } from '../../src/dialogue/info-pages.ts';
import { talker } from '../support/conversation.ts';

const page = (id: string, changes: Partial<InfoPage>): InfoPage => ({
  id: `${id}0000000-0000-4000-8000-000000000000`,
  topic: 'news',
  areaPath: [],
  texts: { vi: { title: `Bài ${id}`, text: `Nội dung ${id}.` } },
  source: 'Sở Y tế Đồng Nai',
  sourceAt: Date.parse('2020-03-27T07:30:00+07:00'),
  ...changes,
});

const info: Info = {
  pages: [
    page('1', { sourceAt: Date.parse('2020-03-26T17:00:00+07:00') }),
    page('2', {
      texts: {
        vi: { title: 'Tin sáng 27/3', text: 'Thêm 5 ca mới cả nước.' },
        en: { title: 'Morning of 27 March', text: 'Five new cases.' },
      },
    }),
    page('3', {
      topic: 'prevention',
      texts: { vi: { title: 'Rửa tay đúng cách', text: 'Sáu bước, mỗi bước năm lần.' } },
    }),
    page('4', { areaPath: ['75', '736'], sourceAt: Date.parse('2020-03-27T08:00:00+07:00') }),
  ],
  stations: new Map([['26209', { name: 'Trạm Y tế xã Thanh Sơn', phone: '0251 385 0000' }]]),
};

const declared = (language = 'vi') => {
  const person = talker({ info, language, urn: 'zalo-oa:1' });
  person.say('khai báo', 'đồng ý', 'trần văn bình', 'sn 1958', 'nam', '0912345678', 'xa thanh son dinh quan');
  person.say('ap 3', 'ko', 'ko co', 'k', 'gui');
  return person;
};
const buttons = (person: ReturnType<typeof talker>) =>
  person.heard.at(-1)?.quickReplies.map(({ title }) => title);

describe('what can be asked for in the chat', () => {
  it('is the newest page with its source and time, and what else there is', () => {
    const person = talker({ info });
    expect(person.say('tin moi')).toBe(
      'Tin sáng 27/3\n\nThêm 5 ca mới cả nước.\n\nNguồn: Sở Y tế Đồng Nai, lúc 7:30, 27/3/2020.',
    );
    expect(buttons(person)).toEqual(['Bài 1', 'Số liệu', 'Cách phòng bệnh', 'Trạm y tế']);
    expect(person.press('Bài 1')).toContain('Nội dung 1.');
  });

  it('is first of all what concerns where somebody lives, and nothing of elsewhere', () => {
    expect(talker({ info }).say('tin tuc')).not.toContain('Bài 4');
    expect(declared().say('tin tức')).toContain('Bài 4');
  });

  it('says so when there is nothing, and when a page is not translated', () => {
    expect(talker({ info }).say('số ca')).toContain('chưa có bài nào');
    const english = talker({ info, language: 'en' });
    expect(english.say('latest news')).toContain('Five new cases.');
    expect(english.say('prevention')).toMatch(/not translated yet.*Rửa tay đúng cách/su);
  });

  it('is found by words without their marks', () => {
    const person = talker({ info });
    expect(person.say('tìm rua tay')).toContain('Sáu bước');
    expect(person.say('tim xe buyt')).toContain('chưa tìm thấy');
  });

  it('tells the station that looks after where they live, and a number for everybody', () => {
    expect(declared().say('trạm y tế')).toContain('Trạm Y tế xã Thanh Sơn, số 0251 385 0000');
    const stranger = talker({ info }).say('tram y te');
    expect(stranger).toContain('chưa biết bà con ở đâu');
    expect(stranger).toContain('1900 9095');
  });

  it('does not get in the way of an answer', () => {
    const person = talker({ info });
    person.say('khai báo', 'đồng ý');
    expect(person.say('tin mới')).not.toContain('Thêm 5 ca mới');
  });

  it('no longer shows a page that was withdrawn', () => {
    const shown = { ...info };
    const person = talker({ info: shown });
    person.say('tin mới');
    shown.pages = info.pages.slice(1);
    expect(person.press('Bài 1')).toContain('không còn nữa');
  });
});
