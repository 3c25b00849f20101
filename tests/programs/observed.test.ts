import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../src/emulators/person.ts';
import { SUSPECTED } from '../browser/citizen.ts';
import { freePort } from '../support/binaries.ts';
import { declare } from '../support/declare.ts';
import { setUpInstallation, type Installation, type Serving } from '../support/installation.ts';
import { startPlatforms, type Platforms } from '../support/platforms.ts';
import { hasPostgres } from '../support/postgres.ts';
import { hasRedis } from '../support/redis.ts';
import { waitFor } from '../support/wait-for.ts';

/** What OTLP/HTTP in JSON holds of a span, as far as it is looked at here. */
interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  attributes: { key: string; value: unknown }[];
}
interface Posted {
  resourceSpans: { scopeSpans: { spans: Span[] }[] }[];
}

const skip = !hasRedis() || !hasPostgres();

describe.skipIf(skip)('serve and work as an operator sees them (needs redis-server, postgres)', () => {
  const spans: Span[] = [];
  let posted = '';
  let collector: FastifyInstance;
  let installation: Installation;
  let platforms: Platforms;
  let serve: Serving;
  let workPort: number;
  let person: Person;

  beforeAll(async () => {
    collector = fastify({ bodyLimit: 10_000_000 });
    collector.post<{ Body: Posted }>('/v1/traces', ({ body }) => {
      posted += JSON.stringify(body);
      spans.push(...body.resourceSpans.flatMap((one) => one.scopeSpans.flatMap((scope) => scope.spans)));
      return {};
    });
    const endpoint = await collector.listen({ host: '127.0.0.1', port: 0 });
    installation = await setUpInstallation();
    platforms = await startPlatforms((channel) => `${serve.root}/webhooks/${channel}`);
    const settings = { ...platforms.settings, OTEL_EXPORTER_OTLP_ENDPOINT: endpoint };
    workPort = await freePort();
    serve = await installation.serve({ ...settings, LOG_LEVEL: 'debug' });
    const work = await installation.work({ ...settings, WORK_PORT: String(workPort) });
    person = platforms.telegram.person({ languageCode: 'vi' });
    await declare(person, SUSPECTED);
    await waitFor('the row', () => work.output().includes('declaration_stored'));
  });
  afterAll(async () => {
    await installation.close();
    await platforms.close();
    await collector.close();
  });

  it('follows a message from the webhook over the job to the insert, in one trace, and tells nothing of the person', async () => {
    await waitFor('the insert', () => spans.some(({ name }) => name === 'insert declaration'), {
      timeout: 20_000,
    });
    const insert = spans.find(({ name }) => name === 'insert declaration');
    await waitFor(
      'the webhook',
      () => spans.some(({ name, traceId }) => name === 'webhook telegram' && traceId === insert?.traceId),
      { timeout: 20_000 },
    );
    const above = (span: Span) => spans.find(({ spanId }) => spanId === span.parentSpanId);
    const road: string[] = [];
    for (let at = insert; at !== undefined; at = above(at)) road.push(at.name);
    expect(road[0]).toBe('insert declaration');
    expect(road.at(-1)).toBe('webhook telegram');
    expect(road.length).toBeGreaterThanOrEqual(4);
    for (const word of ['Nguyễn', '912345678', person.urn]) expect(posted).not.toContain(word);
  });

  it('counts what an operator looks at', async () => {
    const serving = await (await fetch(`${serve.root}/metrics`)).text();
    expect(serving).toMatch(/ncovi_ack_seconds_count\{channel="telegram",status="200"\} \d{2}/);
    expect(serving).toMatch(/ncovi_turns_total\{channel="telegram",repeated="no"\} \d{2}/);
    expect(serving).toContain('ncovi_queue_age_seconds{queue="declarations"} 0');
    const working = await (await fetch(`http://127.0.0.1:${workPort}/metrics`)).text();
    expect(working).toMatch(/ncovi_declarations_stored_total\{level="4"\} 1/);
    expect((await fetch(`http://127.0.0.1:${workPort}/readyz`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${workPort}/webhooks/telegram`, { method: 'POST' })).status).toBe(
      404,
    );
  });

  it('joins request, message and session in the log', () => {
    const lines = serve
      .output()
      .split('\n')
      .filter((line) => line.startsWith('{'));
    const log = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const webhook = log.find(({ event }) => event === 'webhook');
    expect(webhook?.['reqId']).toMatch(/^[0-9a-f-]{36}$/);
    const turn = log.find(({ event, inbound }) => event === 'turn' && inbound === webhook?.['inbound']);
    expect(turn?.['session']).toMatch(/^[0-9a-f-]{36}$/);
  });
});
