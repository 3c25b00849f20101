import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startConsole, type SignedIn, type TestConsole } from '../support/a-console.ts';
import { aPatient, isolated, type Patient } from '../support/a-patient.ts';
import { hasPostgres } from '../support/postgres.ts';
import { visit, type Visit } from '../support/visit.ts';

const COMMUNE = ['75', '731', '26011'];
const OTHER = ['75', '731', '26014'];

describe.skipIf(!hasPostgres())('what a page refuses (needs initdb and postgres)', () => {
  let console: TestConsole;
  let officer: SignedIn;
  let viewer: SignedIn;
  let mine: Patient;
  let theirs: Patient;
  let isolation: { mine: string; theirs: string };
  let browser: Visit;
  beforeAll(async () => {
    console = await startConsole();
    officer = await console.someone(COMMUNE);
    viewer = await console.someone(COMMUNE, { role: 'viewer' });
    mine = await aPatient(console.db, COMMUNE, { name: 'Lê Văn Tám' });
    theirs = await aPatient(console.db, OTHER, { name: 'Phạm Thị Chín' });
    isolation = {
      mine: await isolated(console.db, mine),
      theirs: await isolated(console.db, theirs),
    };
  });
  beforeEach(() => (browser = visit(console.app, officer.headers)));
  afterAll(() => console.close());

  /** All that pages change, but the trail and what sessions note. */
  async function everything(): Promise<unknown> {
    const tables = [
      ...(['persons', 'work_items', 'work_events', 'isolations', 'isolation_events'] as const),
      ...(['health_log', 'contacts', 'urgings', 'audit'] as const),
    ];
    return Promise.all(tables.map((table) => console.db.selectFrom(table).selectAll().execute()));
  }
  async function changesNothing(ask: () => Promise<{ status: number; body: string }>): Promise<number> {
    const before = await everything();
    const { status, body } = await ask();
    expect(body).not.toContain('Phạm Thị Chín');
    expect(await everything()).toEqual(before);
    return status;
  }
  const step = (fields: Record<string, string>, patient = mine) => ({
    ...{ item: patient.item, version: '1', note: '', step: 'take' },
    ...fields,
  });
  const concluding = { step: 'conclude', conclusion: 'home', day_zero: '2020-03-26', authority: 'UBND' };

  it('does not have people of another commune at any address', async () => {
    const { person } = theirs;
    const reads = [
      `persons/${person}`,
      `persons/${person}/temperature.svg`,
      `isolations/${isolation.theirs}/certificate`,
    ];
    const writes: [string, Record<string, string>][] = [
      [`persons/${person}/steps`, step({}, theirs)],
      [`persons/${mine.person}/steps`, step({}, theirs)],
      [`persons/${person}/steps`, step(concluding, theirs)],
      [`persons/${person}/merge`, { duplicate: mine.person }],
      [`persons/${mine.person}/merge`, { duplicate: person }],
      [`persons/${person}/contacts`, { direction: 'met', other: mine.person, met_on: '' }],
      [`persons/${person}/f`, { f: '0' }],
      [
        `isolations/${isolation.theirs}/log`,
        { day: '2020-03-27', part: 'morning', temperature: '39', source: 'phone' },
      ],
      [`isolations/${isolation.theirs}/extend`, { days: '7', note: '' }],
      [`isolations/${isolation.theirs}/breach`, { note: 'ra khỏi nhà' }],
      [`isolations/${isolation.theirs}/end`, { ending: 'cancelled', note: '' }],
    ];
    for (const address of reads) {
      expect([address, await changesNothing(() => browser.get(`/console/${address}`))]).toEqual([
        address,
        404,
      ]);
    }
    for (const [address, fields] of writes) {
      const status = await changesNothing(() => browser.post(`/console/${address}`, fields));
      expect([address, status]).toEqual([address, 404]);
    }
  });

  it('does not tie somebody to a person of another commune, and does not tell that there is one', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000';
    for (const other of [theirs.person, 'Phạm Thị Chín', nobody]) {
      const fields = { direction: 'met', other, met_on: '' };
      const answer = await browser.post(`/console/persons/${mine.person}/contacts`, fields);
      expect(answer.status).toBe(303);
      expect(answer.headers['set-cookie']).toEqual(expect.stringContaining('refused.nobody_found'));
    }
    expect(await console.db.selectFrom('contacts').selectAll().execute()).toEqual([]);
  });

  it('lists nobody of another commune', async () => {
    for (const page of ['', 'work', 'persons', 'persons?q=pham+thi+chin', 'isolations']) {
      const { status, body } = await browser.get(`/console/${page}`);
      expect(status).toBe(200);
      expect(body).not.toContain('Phạm Thị Chín');
    }
  });

  it('takes no form without the mark of a page of ours', async () => {
    await browser.get('/console/');
    const writes: [string, Record<string, string>][] = [
      [`persons/${mine.person}/steps`, step({})],
      [`persons/${mine.person}/f`, { f: '0' }],
      [`isolations/${isolation.mine}/end`, { ending: 'cancelled', note: '' }],
      ['sign-out', {}],
      ['language', { language: 'en' }],
    ];
    for (const [address, fields] of writes) {
      for (const marks of [{}, { _csrf: 'made.up' }]) {
        const status = await changesNothing(() =>
          browser.post(`/console/${address}`, { ...fields, ...marks }, false),
        );
        expect([address, status]).toEqual([address, 403]);
      }
    }
  });

  it.each<Record<string, string>>([
    { step: 'fly' },
    { step: '' },
    { step: '__proto__' },
    { step: 'assign', to: 'somebody' },
    { step: 'missed' },
    { version: '0' },
    { version: 'one' },
    { item: 'x' },
    { note: 'a'.repeat(2001) },
    { ...concluding, conclusion: 'prison' },
    { ...concluding, day_zero: '31/02/2020' },
    { ...concluding, day_zero: '2020-02-31' },
  ])('does not understand %o', async (fields) => {
    const address = `/console/persons/${mine.person}/steps`;
    expect(await changesNothing(() => browser.post(address, step(fields)))).toBe(400);
  });

  it.each<[string, Record<string, string>]>([
    ['log', { day: '2020-03-27', part: 'night', temperature: '37', source: 'phone' }],
    ['log', { day: '2020-03-27', part: 'morning', temperature: '370', source: 'phone' }],
    ['log', { day: 'today', part: 'morning', temperature: '37', source: 'phone' }],
    ['log', { day: '2020-03-27', part: 'morning', temperature: '37', source: 'bot' }],
    ['extend', { days: '0', note: '' }],
    ['extend', { days: '29', note: '' }],
    ['breach', { note: ' ' }],
    ['end', { ending: 'escaped', note: '' }],
  ])('does not understand %s with %o', async (what, fields) => {
    const address = `/console/isolations/${isolation.mine}/${what}`;
    expect(await changesNothing(() => browser.post(address, fields))).toBe(400);
  });

  it('lets who only looks change nothing, and shows them no form that would', async () => {
    const looking = visit(console.app, viewer.headers);
    const { body } = await looking.get(`/console/persons/${mine.person}`);
    const actions = [...body.matchAll(/<form method="post" action="([^"]+)"/g)].map(([, address]) => address);
    expect(actions).toEqual(['/console/language', '/console/sign-out']);
    const address = `/console/persons/${mine.person}/steps`;
    expect(await changesNothing(() => looking.post(address, step({})))).toBe(403);
  });

  it('changes nothing that somebody else has changed since', async () => {
    const address = `/console/persons/${mine.person}/steps`;
    expect((await browser.post(address, step({}))).status).toBe(303);
    expect(await changesNothing(() => browser.post(address, step({ step: 'begin' })))).toBe(409);
    const { body } = await browser.post(address, step({ step: 'begin' }));
    expect(body).toContain('Đã có người thay đổi trước');
  });

  it('says why a step cannot be taken now, as a warning', async () => {
    const address = `/console/persons/${mine.person}`;
    const status = await changesNothing(() =>
      browser.post(`${address}/steps`, step({ step: 'done', version: '2' })),
    );
    expect(status).toBe(303);
    const { body } = await browser.get(address);
    expect(body).toMatch(/class="alert alert-warning"[^>]*>Bước này không làm được/);
  });
});
