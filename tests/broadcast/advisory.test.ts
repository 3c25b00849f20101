import { describe, expect, it } from 'vitest';
import {
  allowedAdvisorySteps,
  takeAdvisoryStep,
  type AdvisoryStep,
  type Teller,
} from '../../src/broadcast/advisory.ts';
import { broadcastChannels, longestMessage } from '../../src/broadcast/compose.ts';
import { submitFaults } from '../../src/broadcast/submit-faults.ts';
import type { Advisory } from '../../src/storage/advisories.ts';
import { realAssets } from '../support/assets.ts';

const now = new Date('2020-03-27T03:00:00Z');
const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const anAdvisory = (changes: Partial<Advisory> = {}): Advisory => ({
  ...{
    id: 'a',
    unit: 'u',
    area_path: ['75', '731'],
    author: 'an',
    title: 'Bản tin',
    link: '',
    topic: 'news',
  },
  ...{
    texts: { vi: 'Bà con nhớ rửa tay.' },
    urgency: 'normal',
    expires_at: inHours(20),
    audience: { area: [] },
  },
  ...{
    billed: false,
    template: null,
    article: null,
    picture: null,
    status: 'draft',
    reason: null,
    scheduled_at: null,
    rate: null,
  },
  submitted_by: null,
  ...{ approved_by: null, approved_at: null, frozen_at: null, started_at: null, ended_at: null },
  ...{ created_at: now, updated_at: now, version: 1, ...changes },
});
const teller = (id: string, changes: Partial<Teller> = {}): Teller => ({
  id,
  role: 'officer',
  unitKind: 'cdc',
  ...changes,
});
const take = (advisory: Partial<Advisory>, step: AdvisoryStep, by: Teller | null = teller('an')) => {
  const taken = takeAdvisoryStep(anAdvisory(advisory), step, by, now);
  return taken.ok ? (taken.changes.status ?? 'same') : taken.reason;
};

describe('the life cycle of an advisory', () => {
  it('lets the author approve below the province, and nobody alone from there up', () => {
    const submitted = { status: 'submitted', submitted_by: 'binh' } as const;
    expect(take(submitted, { step: 'approve' })).toBe('approved');
    for (const path of [['75'], []]) {
      const high = { ...submitted, area_path: path };
      expect(take(high, { step: 'approve' }, teller('an'))).toBe('second_person');
      expect(take(high, { step: 'approve' }, teller('binh'))).toBe('second_person');
      expect(take(high, { step: 'approve' }, teller('chi'))).toBe('approved');
    }
    expect(take({ ...submitted, expires_at: now }, { step: 'approve' })).toBe('expired');
  });

  it('takes a step only from where it can be taken', () => {
    const every = [
      'draft',
      'submitted',
      'approved',
      'freezing',
      'sending',
      'paused',
      'halted',
      'cancelled',
      'done',
    ] as const;
    const steps: AdvisoryStep[] = [
      ...([
        { step: 'submit' },
        { step: 'return', note: '' },
        { step: 'approve' },
        { step: 'pause' },
      ] as const),
      ...([
        { step: 'resume' },
        { step: 'pace', rate: 5 },
        { step: 'cancel' },
        { step: 'halt', reason: 'failures' },
      ] as const),
    ];
    for (const status of every) {
      for (const step of steps) {
        const isAllowed = allowedAdvisorySteps[step.step].includes(status);
        expect(take({ status }, step) === 'not_now').toBe(!isAllowed);
      }
    }
    expect(take({ status: 'halted' }, { step: 'resume' })).toBe('sending');
    expect(take({ status: 'paused', expires_at: now }, { step: 'resume' })).toBe('expired');
  });

  it('lets nobody write who only looks', () => {
    expect(take({}, { step: 'submit' }, teller('x', { role: 'viewer' }))).toBe('not_allowed');
    expect(take({}, { step: 'submit' }, teller('x', { unitKind: 'observer' }))).toBe('not_allowed');
    expect(take({}, { step: 'submit' }, null)).toBe('not_allowed');
  });

  it('is over when nothing was frozen yet and somebody cancels', () => {
    const ended = (status: Advisory['status']) => {
      const taken = takeAdvisoryStep(anAdvisory({ status }), { step: 'cancel' }, teller('an'), now);
      return taken.ok && taken.changes.ended_at !== undefined;
    };
    expect([ended('draft'), ended('approved'), ended('sending'), ended('paused')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('what keeps an advisory from being submitted', () => {
  const words = { phrasebook: realAssets().phrasebook, timeZone: 'Asia/Ho_Chi_Minh', now };
  const codes = (changes: Partial<Advisory>) =>
    submitFaults(anAdvisory(changes), words).map(({ code }) => code);

  it('is nothing in a good one', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ link: 'https://ncov.moh.gov.vn/', texts: { vi: 'Chào', en: 'Hello' } })).toEqual([]);
  });

  it('is a missing title, text or a link that is none', () => {
    expect(codes({ title: ' ', texts: { en: 'Hello' } })).toEqual(['no_title', 'no_text']);
    expect(codes({ link: 'javascript:alert(1)' })).toEqual(['bad_link']);
  });

  it('is a text that with link and last line is more than one message of the strictest channel', () => {
    const limit = Math.min(...broadcastChannels.map((channel) => longestMessage(channel)));
    const [fault] = submitFaults(anAdvisory({ texts: { vi: 'ấ'.repeat(limit) } }), words);
    if (fault?.code !== 'too_long') throw new Error('too long is not seen');
    expect(fault.most).toBe(limit);
    const fits = 'ấ'.repeat(limit - (fault.length - limit));
    expect(codes({ texts: { vi: fits } })).toEqual([]);
    expect(codes({ texts: { vi: `${fits}ấ` } })).toEqual(['too_long']);
    expect(codes({ texts: { vi: `${fits}ấ` }, audience: { area: [], channels: ['telegram'] } })).toEqual([]);
  });

  it('is a picture nobody can fetch or hear about, and a text too long to stand under it', () => {
    const picture = {
      ...{ file: `${'0'.repeat(64)}.jpg`, url: 'https://khaibao.example.vn/pictures/0.jpg' },
      ...{ alt: 'Sáu bước rửa tay', width: 800, height: 600 },
    };
    expect(codes({ picture })).toEqual([]);
    expect(codes({ picture: { ...picture, alt: '' } })).toEqual(['no_alt']);
    expect(codes({ picture: { ...picture, url: null } })).toEqual(['picture_unreachable']);
    const texts = { vi: 'ấ'.repeat(1_024) };
    expect(codes({ texts })).toEqual([]);
    const [fault] = submitFaults(anAdvisory({ texts, picture }), words);
    expect(fault).toMatchObject({ code: 'too_long', most: 1_024, channel: 'telegram' });
    expect(codes({ texts, picture, audience: { area: [], channels: ['zalo-oa', 'zalo-bot'] } })).toEqual([]);
  });

  it('is an end that leaves no time', () => {
    expect(codes({ expires_at: now })).toEqual(['expired']);
    expect(codes({ scheduled_at: inHours(21) })).toEqual(['starts_after_expiry']);
    // 21:30 to 06:00 in Vietnam.
    const night = { scheduled_at: inHours(11.5), expires_at: inHours(20) };
    expect(codes(night)).toEqual(['quiet_until_expiry']);
    expect(codes({ ...night, urgency: 'urgent' })).toEqual([]);
  });

  it('is an audience outside the own area', () => {
    expect(codes({ audience: { area: ['75', '732'] } })).toEqual(['outside_area']);
    expect(codes({ audience: { area: ['75', '731', '26011'] } })).toEqual([]);
  });
});
