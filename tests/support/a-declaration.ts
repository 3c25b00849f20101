import { randomUUID } from 'node:crypto';
import type { Declaration } from '../../src/dialogue/declaration.ts';

/** A complete declaration with an id of its own, with the given parts changed. */
export function aDeclaration(changes: Partial<Declaration> = {}): Declaration {
  const at = Date.UTC(2020, 2, 27, 3, 30);
  const said = (value: string | number | string[], raw: string) => ({ value, raw, at });
  return {
    id: randomUUID(),
    receipt: 'K7M2-9QXD-4TBH',
    session: '0b9a7c',
    amends: null,
    urn: 'telegram:4242',
    subject: 'self',
    flow: 'declaration',
    flowVersion: 1,
    language: 'vi',
    status: 'complete',
    campaign: null,
    declaredAt: at,
    consent: { notice: 'a'.repeat(64), at: at - 60_000 },
    person: {
      name: 'Nguyễn Thị Đào',
      birthYear: 1985,
      birth: '1985',
      gender: 'female',
      nationality: 'VN',
      phone: '+84912345678',
      area: { code: '26011', path: ['731', '75'], version: '2020' },
      addressLine: 'tổ 3, ấp 2',
      symptoms: ['fever', 'cough'],
      exposures: ['none'],
      conditions: [],
    },
    answers: {
      name: said('Nguyễn Thị Đào', 'nguyễn thị đào'),
      symptoms: said(['fever', 'cough'], 'sốt, ho'),
      identity: said('079123456789', 'cccd 079123456789'),
      insurance: said('DN4797912345678', 'dn4797912345678'),
    },
    triage: {
      ruleset: 'ncovi-2020',
      rulesetVersion: 1,
      level: 3,
      rules: ['R3'],
      provisionalClass: null,
      advice: 'see_doctor',
      route: ['commune_station'],
      deadlineMinutes: 120,
    },
    ...changes,
  };
}
