import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { insertDeclarations } from '../../src/storage/declarations.ts';
import { createFieldCrypto } from '../../src/storage/field-crypto.ts';
import { API_REQUESTS } from '../../src/console/api.ts';
import { aDeclaration } from '../support/a-declaration.ts';
import { NOON, startConsole, type SignedIn, type TestConsole } from '../support/a-console.ts';
import { hasPostgres } from '../support/postgres.ts';

const ROOT = '/console/api/v1';
const page = z.object({ data: z.array(z.object({ id: z.guid() })), next: z.string().nullable() });
const failure = z.strictObject({
  error: z.strictObject({ code: z.string(), message: z.string(), requestId: z.uuid() }),
});

describe.skipIf(!hasPostgres())('the API (needs initdb and postgres)', () => {
  let console: TestConsole;
  let officer: SignedIn;
  let token: string;
  const routes = new Set<string>();
  const sealing = {
    crypto: createFieldCrypto(randomBytes(32)),
    sensitive: new Set(['identity', 'insurance']),
  };
  const declare = (count: number, minutes: number) =>
    insertDeclarations(
      console.db,
      // Several at the same moment: pages must not lose or repeat them.
      Array.from({ length: count }, (_, i) =>
        aDeclaration({
          urn: `telegram:${randomUUID()}`,
          declaredAt: NOON + 60_000 * minutes - 60_000 * Math.floor(i / 4),
        }),
      ),
      sealing,
    );
  beforeAll(async () => {
    console = await startConsole((app) => {
      app.addHook('onRoute', ({ url, method }) => {
        if (url.startsWith(ROOT) && method === 'GET') routes.add(url.slice(ROOT.length));
      });
    });
    officer = await console.someone(['75'], { kind: 'cdc' });
    token = await console.tokenOf(officer.staff);
    await declare(30, -10);
  });
  afterAll(() => console.close());

  const get = (url: string, bearer: string | null = token, headers: Record<string, string> = {}) =>
    console.app.inject({
      url: `${ROOT}${url}`,
      headers: { ...headers, ...(bearer !== null && { authorization: `Bearer ${bearer}` }) },
    });
  const refusal = (body: string) => failure.parse(JSON.parse(body)).error.code;

  it.each(['declarations', 'persons', 'work-items'])(
    'gives all %s once each, also while others come in',
    async (list) => {
      const bearer = await console.tokenOf(officer.staff);
      const before = page.parse((await get(`/${list}?limit=1000`, bearer)).json()).data.map(({ id }) => id);
      const got: string[] = [];
      let next: string | null = '';
      while (next !== null) {
        const cursor: string = next === '' ? '' : `&cursor=${next}`;
        const answer = page.parse((await get(`/${list}?limit=7${cursor}`, bearer)).json());
        expect(answer.data.length).toBeLessThanOrEqual(7);
        got.push(...answer.data.map(({ id }) => id));
        if (got.length < 20) await declare(4, got.length);
        next = answer.next;
      }
      expect(new Set(got).size).toBe(got.length);
      expect(before.filter((id) => !got.includes(id))).toEqual([]);
    },
  );

  it('never gives sealed answers or words that were typed', async () => {
    for (const list of ['declarations', 'persons', 'work-items', 'isolations', 'fhir/QuestionnaireResponse'])
      expect((await get(`/${list}`)).body).not.toMatch(/079123456789|DN4797912345678|sốt, ho|sealed/);
  });

  it('finds nothing outside the area, and refuses to look there', async () => {
    const station = await console.someone(['01', '001', '00004']);
    const bearer = await console.tokenOf(station.staff);
    expect((await get('/declarations', bearer)).json()).toEqual({ data: [], next: null });
    const answer = await get('/declarations?area=75', bearer);
    expect([answer.statusCode, refusal(answer.body)]).toEqual([404, 'not_found']);
  });

  it('refuses tokens that were revoked, have ended or are nobody’s, accounts that are disabled, and cookies', async () => {
    const revoked = await console.tokenOf(officer.staff, { revoked_at: new Date(NOON) });
    const ended = await console.tokenOf(officer.staff, { expires_at: new Date(NOON - 1) });
    const left = await console.someone(['75']);
    const disabled = await console.tokenOf(left.staff);
    await console.db
      .updateTable('staff')
      .set({ disabled_at: new Date() })
      .where('id', '=', left.staff)
      .execute();
    for (const bearer of [revoked, ended, disabled, 'x', ''])
      for (const url of ['/declarations', '/figures/days', '/fhir/Patient']) {
        const answer = await get(url, bearer);
        expect([answer.statusCode, refusal(answer.body)]).toEqual([401, 'unauthorized']);
      }
    expect((await get('/declarations', null, officer.headers)).statusCode).toBe(401);
  });

  it('gives who sees sums only nothing but sums', async () => {
    const desk = await console.someone(['75'], { role: 'communications', kind: 'communications' });
    const bearer = await console.tokenOf(desk.staff);
    expect((await get('/persons', bearer)).statusCode).toBe(403);
    expect((await get('/fhir/Patient', bearer)).statusCode).toBe(403);
    expect((await get('/figures/days', bearer)).statusCode).toBe(200);
  });

  it('notes when a token was used, and what was fetched with it', async () => {
    const member = await console.someone(['75'], { kind: 'cdc' });
    const bearer = await console.tokenOf(member.staff);
    await get('/persons?limit=2', bearer);
    await get('/fhir/Patient', bearer);
    const used = await console.db
      .selectFrom('api_tokens')
      .select('used_at')
      .where('staff', '=', member.staff)
      .execute();
    expect(used).toEqual([{ used_at: new Date(NOON) }]);
    const audit = await console.db
      .selectFrom('audit')
      .select('detail')
      .where('staff', '=', member.staff)
      .execute();
    expect(audit.map(({ detail }) => detail)).toMatchObject([
      { what: 'persons', rows: 2, complete: true, apiToken: expect.any(String) as string },
      { what: 'fhir/Patient', complete: true },
    ]);
  });

  it.each([
    '/declarations?limit=0',
    '/declarations?limit=1001',
    '/declarations?from=yesterday',
    '/declarations?cursor=abc',
    `/declarations?cursor=${Buffer.from(JSON.stringify(['persons', '', randomUUID()])).toString('base64url')}`,
    `/declarations?cursor=${Buffer.from(JSON.stringify(['declarations', '2020-99-27 05:00:00+00', randomUUID()])).toString('base64url')}`,
  ])('does not understand %s', async (url) => {
    const answer = await get(url);
    expect([answer.statusCode, refusal(answer.body)]).toEqual([400, 'bad_request']);
  });

  it('says what is not there in the same form', async () => {
    for (const url of ['/nothing', '/fhir/Medication']) {
      const answer = await get(url);
      expect([answer.statusCode, refusal(answer.body)]).toEqual([404, 'not_found']);
    }
  });

  it('takes so many requests of a token in a minute', async () => {
    const bearer = await console.tokenOf(officer.staff);
    const statuses: number[] = [];
    for (let i = 0; i <= API_REQUESTS; i++) statuses.push((await get('/figures/days', bearer)).statusCode);
    expect(statuses.slice(0, -1).every((status) => status === 200)).toBe(true);
    expect(statuses.at(-1)).toBe(429);
    const refused = await get('/figures/days', bearer);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refusal(refused.body)).toBe('too_many_requests');
  });

  describe('its document', () => {
    const operation = z.object({
      summary: z.string(),
      parameters: z
        .array(z.object({ name: z.string(), in: z.enum(['query', 'path']), schema: z.looseObject({}) }))
        .optional(),
      responses: z.record(
        z.string(),
        z.object({
          description: z.string(),
          content: z.record(z.string(), z.object({ schema: z.looseObject({}).optional() })),
        }),
      ),
    });
    const openapi = z.object({
      openapi: z.literal('3.1.0'),
      info: z.object({ title: z.string(), version: z.string() }),
      paths: z.record(z.string().startsWith('/'), z.object({ get: operation })),
    });
    const read = async () => openapi.parse((await get('/openapi.json', null)).json());
    // Throws at what is no JSON Schema of 2020-12, which OpenAPI 3.1 has.
    const schemaOf = (schema: Record<string, unknown> = {}) => z.fromJSONSchema(schema);

    it('has every route, and no other', async () => {
      const { paths } = await read();
      const told = Object.keys(paths).map((path) => path.replaceAll(/\{(\w+)\}/g, ':$1'));
      expect(told.toSorted()).toEqual([...routes].toSorted());
    });

    it('says what answers are', async () => {
      const { paths } = await read();
      const lists = Object.entries(paths).filter(([path]) => !/fhir|openapi/.test(path));
      expect(lists.length).toBe(5);
      for (const [path, { get: told }] of lists) {
        const schema = told.responses['200']?.content['application/json']?.schema;
        const answer = await get(path);
        expect(schemaOf(schema).parse(answer.json())).toEqual(answer.json());
        const other = told.responses['default']?.content['application/json']?.schema;
        schemaOf(other).parse((await get(path, 'x')).json());
      }
    });

    it('has schemas that are some', async () => {
      const { paths } = await read();
      for (const { get: told } of Object.values(paths))
        for (const { schema } of told.parameters ?? []) expect(() => schemaOf(schema)).not.toThrow();
    });
  });
});
