import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startConsole, type TestConsole } from '../support/a-console.ts';
import { aPatient, isolated, type Patient } from '../support/a-patient.ts';
import { hasPostgres } from '../support/postgres.ts';
import { inlineParts } from '../support/texts-of.ts';
import { visit, type Visit } from '../support/visit.ts';

const COMMUNE = ['75', '731', '26011'];
const names = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' autofocus onfocus='alert(1)",
  '</title></textarea><script>alert(1)</script>',
  '{{constructor}} ${alert(1)} &lt;b&gt;',
  'javascript:alert(1)',
];

describe.skipIf(!hasPostgres())('names that are programs (needs initdb and postgres)', () => {
  let console: TestConsole;
  let browser: Visit;
  const patients: { patient: Patient; isolation: string; name: string }[] = [];
  beforeAll(async () => {
    console = await startConsole();
    const officer = await console.someone(COMMUNE);
    browser = visit(console.app, officer.headers);
    for (const name of names) {
      const patient = await aPatient(console.db, COMMUNE, { name, addressLine: name });
      await isolated(console.db, patient, { ended: true, site: name });
      patients.push({ patient, name, isolation: await isolated(console.db, patient, { site: name }) });
    }
    const [first] = patients;
    for (const { patient } of patients.slice(1)) {
      const fields = { direction: 'met', other: patient.person, met_on: '2020-03-20' };
      await browser.post(`/console/persons/${first?.patient.person ?? ''}/contacts`, fields);
      const work = { item: patient.item, version: '1', step: 'note', note: names.join('\n') };
      await browser.post(`/console/persons/${patient.person}/steps`, work);
    }
    await console.db
      .updateTable('units')
      .set({ name: names[1] ?? '' })
      .execute();
    await console.db
      .updateTable('staff')
      .set({ name: names[3] ?? '' })
      .execute();
  });
  afterAll(() => console.close());

  /** No mark of a name is one of the page: no tag, no attribute. */
  function expectPlain(body: string): void {
    expect(inlineParts(body)).toEqual([]);
    expect(body).not.toMatch(/<img src=x|<script>|<\/textarea><|onerror=alert\(1\)>|' autofocus onfocus='/);
    expect(body.match(/<title>/g)).toHaveLength(1);
    expect(body.match(/<\/title>/g)).toHaveLength(1);
  }

  it.each(['', 'persons', 'isolations', 'persons?q=%22%3E%3Cscript%3E', '?q=%22%20onfocus%3Dx', 'figures'])(
    'are text at /console/%s',
    async (page) => {
      const { status, body } = await browser.get(`/console/${page}`);
      expect(status).toBe(200);
      expectPlain(body);
    },
  );

  it('are text in the list of work, the page of the person, the tree of contacts and the certificate', async () => {
    const { body: list } = await browser.get('/console/');
    for (const { patient, name } of patients) {
      const { status, body } = await browser.get(`/console/persons/${patient.person}`);
      expect(status).toBe(200);
      expectPlain(body);
      for (const page of [list, body]) expect(page).toContain(escaped(name));
      expect(body).toContain(`<title>${escaped(name)} ·`);
    }
    const [ended] = await console.db
      .selectFrom('isolations')
      .select('id')
      .where('ended_at', 'is not', null)
      .execute();
    const certificate = await browser.get(`/console/isolations/${ended?.id ?? ''}/certificate`);
    expect(certificate.status).toBe(200);
    expectPlain(certificate.body);
    const tree = await browser.get(`/console/persons/${patients[0]?.patient.person ?? ''}`);
    expect(tree.body).toContain('class="tree"');
    for (const name of names) expect(tree.body).toContain(escaped(name));
  });

  it('are text in the errors of the pages', async () => {
    expectPlain((await browser.get(`/console/${encodeURIComponent('<script>')}`)).body);
    expectPlain((await browser.get(`/console/persons/${encodeURIComponent(names[1] ?? '')}`)).body);
    const form = await visit(console.app, {}).get(
      `/console/sign-in?next=${encodeURIComponent('/console/"><script>')}`,
    );
    expectPlain(form.body);
  });
});

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
