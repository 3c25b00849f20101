import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { measureSpool } from '../src/pipeline/measure-spool.ts';
import { createMetrics } from '../src/pipeline/metrics.ts';

const read = (path: string) => readFileSync(new URL(`../ops/${path}`, import.meta.url), 'utf8');

interface Dashboard {
  panels: { targets?: { expr: string }[] }[];
}
interface Rules {
  groups: { rules: { alert: string; expr: string; annotations: { summary: string; action: string } }[] }[];
}

async function metricNames(): Promise<string[]> {
  const { registry } = createMetrics();
  measureSpool({ state: () => ({ messages: 0, bytes: 0, oldest: null }) }, registry);
  return (await registry.getMetricsAsJSON()).map(({ name }) => name);
}

/** `up` is Prometheus's own. */
const named = (expr: string): string[] =>
  [...expr.matchAll(/\b(?:ncovi|process|nodejs)_[a-z0-9_]+/g)].map(([name]) => name);

describe('what operators are given', () => {
  const rules = (parse(read('prometheus/alerts.yaml')) as Rules).groups.flatMap((group) => group.rules);
  const { panels } = JSON.parse(read('grafana/ncovi-chat.json')) as Dashboard;
  const exprs = [...rules, ...panels.flatMap(({ targets }) => targets ?? [])].map(({ expr }) => expr);

  it('asks only for metrics there are', async () => {
    const known = new Set(await metricNames());
    const asked = exprs.flatMap(named).map((name) => name.replace(/_(bucket|count|sum)$/, ''));
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter((name) => !known.has(name))).toEqual([]);
  });

  it('shows or watches every metric of ours', async () => {
    const ours = (await metricNames()).filter((name) => name.startsWith('ncovi_'));
    expect(ours.filter((name) => !exprs.some((expr) => expr.includes(name)))).toEqual([]);
  });

  it('says of every alarm what is wrong and what to do', () => {
    expect(rules.length).toBeGreaterThan(5);
    for (const { annotations } of rules) {
      expect(annotations.summary).toMatch(/\w{3}/);
      expect(annotations.action).toMatch(/\w{3}.*\.$/s);
    }
  });
});
