// Invented people of one district and what they declared in a month, for showing the console alive.
// Must not know a database, or the clock: the same seed and day give the same month.
import type { Area } from '../areas/area.ts';
import type { Answer } from '../dialogue/answer.ts';
import { dayAt, daysBefore } from '../dialogue/calendar.ts';
import type { DialogueAssets } from '../dialogue/assets.ts';
import type { Declaration } from '../dialogue/declaration.ts';
import { deriveId, receiptOf } from '../dialogue/derive-id.ts';
import { triageFacts } from '../dialogue/triage-facts.ts';
import { decide } from '../triage/decide.ts';
import { makeName } from './make-name.ts';
import { seeded, type Random } from './seeded.ts';

export interface Month {
  seed: number;
  /** People who declare. */
  people: number;
  /** Code of the district, or of the province on a map without districts. */
  area: string;
  /** Epoch milliseconds; the month ends then. */
  now: number;
}

const DAY = 86_400_000;
const DAYS = 28;
/** Of the declarations, how many are made again on a later day. */
const AGAIN = 0.12;

/**
 * All declarations of the month, oldest first. A cluster grows in one commune in its last week: people who met a case in
 * the same place, some of them of one household. A few people are in danger then.
 */
export function makeMonth(assets: DialogueAssets, { seed, people, area, now }: Month): Declaration[] {
  const random = seeded(seed);
  const communes = assets.areas.all().filter((one) => one.parent === area);
  if (communes.length === 0) throw new Error(`${area} has no communes on the map ${assets.adminVersion}`);
  const weights = communes.map((_, i) => 1 / (3 + i));
  const cluster = communes[Math.min(2, communes.length - 1)] as Area;
  const declarations: Declaration[] = [];
  for (let i = 0; i < people; i++) {
    const member = i % 7 === 3;
    // The ninth and tenth of 700 are a household.
    const inCluster = i % 200 === 7 || i % 700 === 9 || i % 700 === 10;
    const commune = inCluster ? cluster : pickBy(communes, weights, random);
    const worry = inCluster ? 'cluster' : i % 1000 === 11 ? 'emergency' : null;
    // Slowly at first, then many: as word gets round.
    const day = worry !== null ? DAYS - 7 + random() * 6 : DAYS * Math.sqrt(random());
    const at = Math.round(now - DAYS * DAY + day * DAY - random() * 3_600_000);
    const urn = `demo:${String(i - (member ? 1 : 0)).padStart(6, '0')}` as Declaration['urn'];
    const subject = member ? `member-${i}` : 'self';
    const first = declare(assets, { urn, subject, at, commune, random, worry });
    declarations.push(first);
    if (random() < AGAIN && at + DAY < now && worry !== 'emergency') {
      const later = Math.round(at + DAY * (1 + random() * 3));
      if (later < now) declarations.push(again(assets, first, later, random));
    }
  }
  return declarations.sort((a, b) => a.declaredAt - b.declaredAt);
}

interface Declaring {
  urn: Declaration['urn'];
  subject: string;
  at: number;
  commune: Area;
  random: Random;
  worry: 'cluster' | 'emergency' | null;
}

function declare(
  assets: DialogueAssets,
  { urn, subject, at, commune, random, worry }: Declaring,
): Declaration {
  const { name, gender } = makeName(random);
  const year = 1935 + Math.floor(random() * 75);
  const phone = `+8490${String(Math.floor(random() * 1e7)).padStart(7, '0')}`;
  const today = dayAt(at, assets.timeZone);
  const state = worry === 'cluster' ? 0.004 : worry === 'emergency' ? 0 : random();
  const symptoms =
    state < 0.001
      ? ['fever', 'dyspnea']
      : state < 0.008
        ? ['fever', 'cough']
        : state < 0.07 && state > 0.03
          ? ['cough']
          : [];
  const exposures =
    state < 0.013 && state > 0.001 ? ['case'] : state < 0.03 && state >= 0.013 ? ['area'] : [];
  const old = random() < 0.12 ? ['hypertension'] : [];
  const answers: Record<string, Answer> = {};
  const say = (block: string, value: Answer['value'], raw: string): void => {
    answers[block] = { value, raw, at };
  };
  say('name', name, name);
  say('birth', String(year), String(year));
  say('gender', gender, '');
  say('phone', phone, phone.replace('+84', '0'));
  say('area', commune.code, commune.name);
  say('address_line', `tổ ${1 + Math.floor(random() * 20)}, khu phố ${1 + Math.floor(random() * 9)}`, '');
  say('symptoms', symptoms.length === 0 ? ['none'] : symptoms, symptoms.length === 0 ? 'không có' : '');
  // A danger sign ends the questions.
  if (worry === 'emergency') {
    say('danger_signs', ['severe_dyspnea'], 'thở không nổi');
    return record(assets, { urn, subject, at, commune, answers }, 'interrupted');
  }
  say('exposure', exposures.length === 0 ? ['none'] : exposures, exposures.length === 0 ? 'không' : '');
  say('conditions', old.length === 0 ? ['none'] : old, '');
  if (symptoms.includes('fever')) say('temperature', Math.round((377 + random() * 18) * 1) / 10, '');
  for (const one of exposures) say(`${one}_date`, daysBefore(today, Math.floor(random() * 8)), '');
  if (worry === 'cluster') say('case_place', 'Nhà hàng Minh Họa', 'nhà hàng Minh Họa');
  return record(assets, { urn, subject, at, commune, answers });
}

/** The same person some days later: most are better. */
function again(assets: DialogueAssets, before: Declaration, at: number, random: Random): Declaration {
  const answers = Object.fromEntries(
    Object.entries(before.answers).map(([block, answer]) => [block, { ...answer, at }]),
  );
  if (random() < 0.7) {
    answers['symptoms'] = { value: ['none'], raw: 'hết rồi', at };
    delete answers['temperature'];
  }
  const commune = assets.areas.find(before.person.area?.code ?? '');
  if (commune === undefined) throw new Error('a declaration without a commune');
  return record(assets, { urn: before.urn, subject: before.subject, at, commune, answers });
}

interface Recorded extends Pick<Declaring, 'urn' | 'subject' | 'at' | 'commune'> {
  answers: Record<string, Answer>;
}

function record(
  assets: DialogueAssets,
  { urn, subject, at, commune, answers }: Recorded,
  status: Declaration['status'] = 'complete',
): Declaration {
  const flow = assets.flows.get('declaration');
  if (flow === undefined) throw new Error('no flow called declaration');
  const session = deriveId('session', urn, subject, String(at));
  const id = deriveId('declaration', session, status, '');
  const codes = (block: string): string[] =>
    [answers[block]?.value ?? []]
      .flat()
      .map(String)
      .filter((code) => code !== 'none');
  const text = (block: string): string | null => String(answers[block]?.value ?? '') || null;
  return {
    ...{ id, session, urn, subject, answers, receipt: receiptOf(id), amends: null },
    ...{
      flow: flow.id,
      flowVersion: flow.version,
      language: 'vi',
      status,
      campaign: null,
      declaredAt: at,
    },
    consent: { notice: '0'.repeat(64), at: at - 60_000 },
    person: {
      ...{
        name: text('name'),
        birth: text('birth'),
        birthYear: Number(text('birth')),
        gender: text('gender'),
      },
      ...{ nationality: 'VN', phone: text('phone'), addressLine: text('address_line') },
      area: {
        code: commune.code,
        path: assets.areas.ancestors(commune.code).map((area) => area.code),
        version: assets.adminVersion,
      },
      ...{ symptoms: codes('symptoms'), exposures: codes('exposure'), conditions: codes('conditions') },
    },
    triage: decide(assets.triage, triageFacts(flow, { answers }, dayAt(at, assets.timeZone))),
  };
}

function pickBy<T>(list: readonly T[], weights: readonly number[], random: Random): T {
  let rest = random() * weights.reduce((sum, one) => sum + one, 0);
  const at = weights.findIndex((weight) => (rest -= weight) <= 0);
  return list[at === -1 ? 0 : at] as T;
}
