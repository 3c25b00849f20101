import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { followUpKeys } from '../../src/dialogue/follow-up-message.ts';
import { recordTelling, type Telling } from '../../src/storage/tellings.ts';
import { startConsole, type TestConsole } from '../support/a-console.ts';
import { aPatient, type Patient } from '../support/a-patient.ts';
import { hasPostgres } from '../support/postgres.ts';
import { textsOf } from '../support/texts-of.ts';
import { visit, type Visit } from '../support/visit.ts';

const COMMUNE = ['75', '731', '26011'];
const outcomes: Telling['outcome'][] = ['sent', 'stopped', 'costs', 'closed', 'unknown', 'failed'];

describe.skipIf(!hasPostgres())('what was said and seen of a person (needs initdb and postgres)', () => {
  let console: TestConsole;
  let patient: Patient;
  let other: Patient;
  let officer: Visit;
  let admin: Visit;
  beforeAll(async () => {
    console = await startConsole();
    patient = await aPatient(console.db, COMMUNE);
    other = await aPatient(console.db, ['75', '731', '26014'], { name: 'Phạm Thị Chín' });
    officer = visit(console.app, (await console.someone(COMMUNE)).headers);
    admin = visit(console.app, (await console.someone(COMMUNE, { role: 'admin' })).headers);
  });
  afterAll(() => console.close());

  const page = () => `/console/persons/${patient.person}`;
  const cardOf = (body: string, title: string): string =>
    body.split('<section').find((part) => part.includes(`>${title}<`)) ?? '';
  const tell = (about: Patient, id: string, telling: Partial<Telling>) =>
    recordTelling(console.db, {
      ...{ id, person: about.person, urn: 'telegram:1', key: 'received', outcome: 'sent', message: null },
      ...telling,
    });

  it('shows what they were told and what became of it, in words, the newest first', async () => {
    expect(cardOf((await officer.get(page())).body, 'Đã nhắn cho người này')).toContain('Chưa nhắn gì.');
    await tell(patient, 'a', { key: 'received' });
    await tell(patient, 'b', { key: 'concluded_home', outcome: 'closed' });
    await tell(other, 'c', { key: 'concluded_facility' });
    const texts = textsOf(cardOf((await officer.get(page())).body, 'Đã nhắn cho người này'));
    const told = texts.filter((text) => !/^–|class=/.test(text));
    expect(told.slice(-4)).toEqual([
      'Kết luận: cách ly tại nhà',
      'không gửi được: đã quá hạn nền tảng cho nhắn',
      'Đơn vị đã nhận tờ khai',
      'đã gửi',
    ]);
    expect(texts.join()).not.toContain('đưa đến cơ sở');
  });

  it.each(['vi', 'en'] as const)(
    'has words in %s for all that is told and all that becomes of it',
    async (language) => {
      await console.db.updateTable('staff').set({ language }).execute();
      for (const [i, key] of followUpKeys.entries()) await tell(patient, `k${language}${i}`, { key });
      for (const outcome of outcomes) await tell(patient, `o${language}${outcome}`, { outcome });
      const texts = textsOf((await officer.get(page())).body);
      for (const key of followUpKeys) expect(texts).not.toContain(key);
      expect(texts.join('\n')).not.toMatch(/console:|told\.|telling\./);
      await console.db.updateTable('staff').set({ language: 'vi' }).execute();
    },
  );

  it('shows an admin who saw and changed them, with a way to all of it; nobody else', async () => {
    await officer.post(`${page()}/f`, { f: '2' });
    const trail = cardOf((await admin.get(page())).body, 'Ai đã xem, đã sửa hồ sơ này');
    const texts = textsOf(trail);
    expect(texts.indexOf('Xem hồ sơ của một người')).toBeLessThan(texts.indexOf('Phân loại F'));
    expect(texts).toContain('127.0.0.1');
    const [, link = ''] = /href="(\/console\/audit\?subject=[^"]+)"/.exec(trail) ?? [];
    const { status, body } = await admin.get(link);
    expect([status, body.includes('Phân loại F')]).toEqual([200, true]);
    const all = [...body.matchAll(/<code>([^<]+)<\/code>/g)].map(([, id]) => id);
    expect(new Set(all)).toEqual(new Set([patient.person]));
    expect((await officer.get(page())).body).not.toContain('Ai đã xem');
  });
});
