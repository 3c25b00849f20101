import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startConsole, type SignedIn, type TestConsole } from '../support/a-console.ts';
import { aPatient, isolated, type Patient } from '../support/a-patient.ts';
import { hasPostgres } from '../support/postgres.ts';
import { inlineParts, textsOf } from '../support/texts-of.ts';
import { visit } from '../support/visit.ts';

const COMMUNE = ['75', '731', '26011'];
type Who = 'officer' | 'admin' | 'viewer' | 'communications';

/** Every page, and who may see it. */
const pages: Record<string, readonly Who[]> = {
  '/console/': ['officer', 'admin', 'viewer'],
  '/console/?level=3&status=new&only=overdue&symptom=fever&exposure=case&q=dao': [
    'officer',
    'admin',
    'viewer',
  ],
  '/console/work': ['officer', 'admin', 'viewer'],
  '/console/persons': ['officer', 'admin', 'viewer'],
  '/console/persons?q=nguyen&f=1&level=2': ['officer', 'admin', 'viewer'],
  '/console/persons/:person': ['officer', 'admin', 'viewer'],
  '/console/persons/:person/temperature.svg': ['officer', 'admin', 'viewer'],
  '/console/persons/:person/move': ['officer', 'admin'],
  '/console/persons/:person/move?q=bien+hoa': ['officer', 'admin'],
  '/console/isolations': ['officer', 'admin', 'viewer'],
  '/console/isolations/:isolation/certificate': ['officer', 'admin', 'viewer'],
  '/console/figures': ['officer', 'admin', 'viewer', 'communications'],
  '/console/figures/days.svg': ['officer', 'admin', 'viewer', 'communications'],
  '/console/figures/tiles': ['officer', 'admin', 'viewer', 'communications'],
  '/console/figures/tiles?figure=clusters': ['officer', 'admin', 'viewer', 'communications'],
  '/console/figures/tiles?figure=overdue': ['officer', 'admin', 'viewer'],
  '/console/advisories': ['officer', 'admin', 'viewer', 'communications'],
  '/console/advisories/new': ['officer', 'admin', 'communications'],
  '/console/info': ['officer', 'admin', 'viewer', 'communications'],
  '/console/info/new': ['officer', 'admin', 'communications'],
  '/console/campaigns': ['officer', 'admin', 'viewer', 'communications'],
  '/console/campaigns/new': ['officer', 'admin', 'communications'],
  '/console/exports': ['officer', 'admin', 'viewer'],
  '/console/urging': ['officer', 'admin'],
  '/console/population': ['admin'],
  '/console/staff': ['admin'],
  '/console/staff/invite': ['admin'],
  '/console/units': ['admin'],
  '/console/audit': ['admin'],
  '/console/account': ['officer', 'admin', 'viewer', 'communications'],
};

describe.skipIf(!hasPostgres())('the pages of the console (needs initdb and postgres)', () => {
  let console: TestConsole;
  let patient: Patient;
  let isolation: string;
  const people = {} as Record<Who, SignedIn>;
  beforeAll(async () => {
    console = await startConsole();
    people.officer = await console.someone(COMMUNE);
    people.admin = await console.someone(['75'], { role: 'admin', kind: 'cdc' });
    people.viewer = await console.someone(['75'], { role: 'viewer', kind: 'cdc' });
    people.communications = await console.someone(['75'], {
      ...{ role: 'communications', kind: 'communications' },
    });
    patient = await aPatient(console.db, COMMUNE);
    isolation = await isolated(console.db, patient, { ended: true });
    await isolated(console.db, patient);
  });
  afterAll(() => console.close());

  const at = (page: string) => page.replace(':person', patient.person).replace(':isolation', isolation);
  const as = (who: Who) => visit(console.app, people[who].headers);
  const speak = (language: 'vi' | 'en') => console.db.updateTable('staff').set({ language }).execute();

  describe.each(['vi', 'en'] as const)('in %s', (language) => {
    beforeAll(() => speak(language));

    it.each(Object.entries(pages))('%s is there for who may see it', async (page, roles) => {
      for (const who of Object.keys(people) as Who[]) {
        const { status, body, headers } = await as(who).get(at(page));
        expect([who, status]).toEqual([who, roles.includes(who) ? 200 : 403]);
        if (page.includes('.svg') && status === 200) continue;
        expect(headers['content-security-policy']).toMatch(/default-src 'none'.*script-src 'self'/);
        expect(headers['content-security-policy']).not.toContain('unsafe');
        expect(headers['cache-control']).toBe('no-store');
        expect(inlineParts(body)).toEqual([]);
        if (page !== '/console/work' || status !== 200) {
          expect(body).toContain(`<html lang="${language}">`);
          expect(body.match(/<h1[\s>]/g)).toHaveLength(1);
        }
      }
    });

    it.each(Object.keys(pages).filter((page) => !page.includes('.svg')))('%s is all words', async (page) => {
      for (const who of Object.keys(people) as Who[]) {
        const texts = textsOf((await as(who).get(at(page))).body);
        // Keys of texts have an underscore or a dot between letters; addresses and names of accounts do not count.
        const keys = texts.filter((text) => /^[a-z]+(?:[._:-][a-z_]+)+$/.test(text) && !text.includes('@'));
        expect(keys).toEqual([]);
        expect(texts.join('\n')).not.toMatch(/console(-[a-z]+)?:|\{\{|undefined|\[object |NaN/);
      }
    });
  });

  it('asks whoever is not signed in to do so, and leads back', async () => {
    for (const page of Object.keys(pages)) {
      const { status, headers } = await visit(console.app, {}).get(at(page));
      expect(status).toBe(303);
      expect(headers['location']).toBe(`/console/sign-in?next=${encodeURIComponent(at(page))}`);
    }
  });

  it('speaks the language of the browser before anybody is signed in', async () => {
    for (const language of ['vi', 'en']) {
      const { body } = await console.app.inject({
        url: '/console/sign-in',
        headers: { 'accept-language': `${language}-XX, de;q=0.5` },
      });
      expect(body).toContain(`<html lang="${language}">`);
    }
  });

  it('shows no entry in the menu that is refused', async () => {
    for (const who of Object.keys(people) as Who[]) {
      const { body } = await as(who).get('/console/account');
      const menu = /<ul class="console-menu">([^]*?)<\/ul>/.exec(body)?.[1] ?? '';
      const entries = [...menu.matchAll(/href="([^"]+)"/g)].map(([, address]) => address ?? '');
      expect(entries.length).toBeGreaterThan(0);
      for (const entry of entries) expect((await as(who).get(entry)).status).toBe(200);
    }
  });

  it('answers what is not there, and ids that are none, with 404', async () => {
    const pages = ['nothing', 'persons/1', "persons/'; drop table persons", 'isolations/x/certificate'];
    for (const page of pages) {
      expect((await as('officer').get(`/console/${encodeURI(page)}`)).status).toBe(404);
    }
  });

  it.each(['area=26014', 'area=01', 'area=%00', 'area=777'])(
    'shows the own area where another is asked for: %s',
    async (query) => {
      const heading = (body: string) => /<h1[^>]*>([^]*?)<\/h1>/.exec(body)?.[1];
      for (const page of ['', 'persons', 'isolations', 'figures']) {
        const own = await as('officer').get(`/console/${page}`);
        const { status, body } = await as('officer').get(`/console/${page}?${query}`);
        expect([page, status]).toEqual([page, 200]);
        expect(heading(body)).toBe(heading(own.body));
      }
    },
  );
});
