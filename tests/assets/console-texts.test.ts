import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exportTables } from '../../src/console/export-tables.ts';
import { allowedAdvisorySteps } from '../../src/broadcast/advisory.ts';
import { campaignKinds } from '../../src/console/campaign-parts.ts';
import { infoTopics } from '../../src/dialogue/info-pages.ts';
import { outcomeNames } from '../../src/console/advisory-outcomes.ts';
import { staffSteps } from '../../src/console/advisory-step-forms.ts';
import { emptyAdvisory } from '../../src/console/advisory-form.ts';
import { topics } from '../../src/dialogue/topics.ts';
import { workOnly } from '../../src/console/work-filter.ts';
import { followUpKeys } from '../../src/dialogue/follow-up-message.ts';
import { allowedSteps } from '../../src/follow-up/life-cycle.ts';

const folder = new URL('../../src/console/', import.meta.url);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, code: readFileSync(new URL(name, folder), 'utf8') }));

const steps = Object.keys(allowedSteps);
const statuses = [...new Set(Object.values(allowedSteps).flat()), 'closed'];
const places = ['home', 'concentrated', 'facility'];
const roles = ['admin', 'officer', 'communications', 'viewer'];
const deeds = ['disable', 'enable', 'unlock', 'reset-totp'];
const offices = 'nation health_department cdc district_centre station communications observer'.split(' ');

const typed = emptyAdvisory(0, 'Asia/Ho_Chi_Minh');

/** Texts whose key is put together, by how it begins: all that it can end with. */
const families: Record<string, readonly string[]> = {
  'status.': statuses,
  'step.': steps.filter((step) => !['assign', 'conclude', 'missed'].includes(step)),
  'event.': ['declared', 'moved', 'merged', 'worse', ...steps],
  'outcome.': ['no_need', 'wrong', 'duplicate', 'done', 'moved', 'referred', 'died', 'other'],
  'conclusion.': ['none', 'self_monitor', ...places],
  'refused.': [
    ...['not_now', 'nobody', 'no_end', 'too_early', 'at_the_top', 'not_overdue', 'another_open'],
    ...['nobody_found', 'several_found', 'same_place'],
  ],
  'done.': [
    ...steps.filter((step) => step !== 'missed'),
    ...['merge', 'contacts', 'f', 'urged', 'moved', 'moved_away'],
    ...['log', 'extend', 'breach', 'end'].map((what) => `isolation_${what}`),
  ],
  'done.isolation_': ['log', 'extend', 'breach', 'end'],
  'level.': ['0', '1', '2', '3', '4', '5', 'named'],
  'error.': ['400', '403', '404', '409', '413', '429', '500'].flatMap((code) => [
    `${code}.title`,
    `${code}.text`,
  ]),
  'due.': ['late', 'left'].flatMap((side) => ['minutes', 'hours', 'days'].map((unit) => `${side}_${unit}`)),
  'language.': ['vi', 'en'],
  'part.': ['morning', 'afternoon'],
  'source.': ['bot', 'phone', 'visit'],
  'channel.': ['telegram', 'zalo-oa', 'zalo-bot', 'talk', 'demo', 'walk-in'],
  'script.': ['identity', 'exposure', 'symptoms', 'household', 'address', 'room', 'advice', 'next'],
  'today.': ['level', 'who', 'where', 'declared', 'status', 'deadline', 'when'],
  'today.only_': workOnly,
  'figures.by_': ['level', 'symptoms', 'exposure'],
  'figures.cluster_kind_': ['household', 'place'],
  'tiles.figure_': ['persons', 'share', 'last_week', 'last_day', 'clusters', 'overdue'],
  'figures.': ['level', 'symptoms', 'exposure'],
  'isolation.': ['who', 'where', 'place', 'day_k', 'last'],
  'isolation.count_': ['total', 'current', 'fresh', 'ended', 'endedToday'],
  'isolation.ending_': ['completed', 'moved', 'referred', 'died', 'cancelled', 'other'],
  'isolation.event_': ['extended', 'breach', 'moved', 'ended'],
  'isolation.do_': ['log', 'extend', 'breach', 'end'],
  'contact.': ['met', 'met_by'],
  'contact.do_': ['contacts', 'f'],
  'contact.f_': ['computed', 'none'],
  'urging.because_': ['adoption', 'overdue', 'no_sign_in', 'never'],
  role_: [...roles, ...roles.map((role) => `${role}_long`)],
  kind_: offices,
  password_: ['short', 'long', 'username', 'common'],
  do_: deeds,
  done_: ['staff_disabled', 'staff_enabled', 'staff_unlocked', 'totp_reset', 'invitation_revoked'],
  deed_: [
    ...[
      'person_seen',
      'person_merge',
      'person_contacts',
      'person_f',
      'person_move',
      'certificate_seen',
      'urged',
      'exported',
    ],
    ...['log', 'extend', 'breach', 'end'].map((what) => `isolation_${what}`),
    ...['signed_in', 'sign_in_failed', 'signed_out', 'invited', 'invitation_accepted', 'audit_seen', 'work'],
  ],
  'state.': [...new Set(Object.values(allowedAdvisorySteps).flat()), 'done', 'cancelled'],
  'topic.': topics,
  'urgency.': ['normal', 'urgent'],
  'care.': ['followed', 'isolated', 'neither'],
  'stage.': ['writing', 'under_way', 'over'],
  'field.': [
    ...Object.keys(typed),
    ...[
      'picture',
      'template',
      'article',
      'state',
      'unit',
      'created',
      'author',
      'approved',
      'audience',
      'started',
      'ended',
    ],
  ],
  'hint.': [
    ...['title', 'vi', 'en', 'link', 'active', 'told', 'campaign'],
    ...['scheduled', 'expires', 'rate'],
  ],
  'form_fault.': [
    'time',
    'number',
    'levels',
    'campaign',
    'phones',
    'phones_many',
    'phones_health',
    ...['picture_kind', 'picture_large', 'picture_size', 'picture_again'],
  ],
  'fault.': [
    ...['no_title', 'no_text', 'too_long', 'bad_link', 'expired', 'starts_after_expiry'],
    ...['quiet_until_expiry', 'outside_area', 'article_narrow'],
    ...['too_long_picture', 'no_alt', 'picture_unreachable'],
  ],
  'halted.': ['failures', 'stopped'],
  'console-advisories:outcome.': outcomeNames,
  'console-advisories:step.': staffSteps,
  'console-advisories:done.': ['stored', 'retry', 'test', 'template', 'article', ...staffSteps],
  'console-advisories:refused.': [
    ...['not_now', 'not_allowed', 'second_person', 'expired', 'faults', 'note', 'nobody_failed'],
    ...['test', 'no_chat', 'too_many_tests'],
  ],
  'test.outcome.': [
    ...['sent', 'unknown', 'billed', 'throttled', 'unavailable', 'stopped', 'window-closed', 'refused'],
    'misconfigured',
  ],
  'article.field.': ['title', 'author', 'cover', 'description'],
  'article.fault.': ['text', 'cover'],
  'article.state.': [
    ...['waiting', 'creating', 'made', 'ready', 'broadcasting', 'sent', 'unknown', 'failed', 'expired'],
    'cancelled',
  ],
  'template.fault.': ['none', 'misconfigured', 'away'],
  'console-advisories:event.': [
    ...['test', 'template', 'article'],
    ...['created', 'changed', 'halt', 'freezing', 'sending', 'retried', 'expired', 'done', 'ended'],
    ...staffSteps,
  ],
  'info.topic.': infoTopics,
  'info.field.': [
    ...['title', 'topic', 'area', 'source', 'source_at', 'published'],
    ...['vi_title', 'vi_text', 'en_title', 'en_text'],
  ],
  'info.fault.': ['vi_title', 'vi_text', 'en_text', 'source', 'source_at'],
  'campaign.field.': ['name', 'code', 'kind', 'area', 'created', 'came', 'began', 'sent'],
  'campaign.hint.': ['name', 'code'],
  'campaign.kind.': campaignKinds,
  'campaign.fault.': ['name', 'code', 'taken'],
  'campaign.': ['telegram', 'zalo', 'telegram_how', 'zalo_how', 'telegram_scan', 'zalo_scan'],
  'reason.': [
    ...['stopped', 'unsubscribed', 'refused', 'window-closed', 'billed', 'misconfigured', 'broken'],
    ...['by-template', 'template-refused', 'no-answer', 'lost', 'throttled', 'unavailable'],
  ],
  'count.': ['channel', 'free', 'billed', 'closed', 'time', 'stopped', 'unsubscribed', 'template', 'told'],
  'worse.': ['high_fever', 'long_fever', 'breathing'],
  'telling.': followUpKeys,
  'told.': ['sent', 'stopped', 'costs', 'closed', 'unknown', 'failed'],
  'console-exports:table.': Object.keys(exportTables),
  'console-exports:file.': [
    ...Object.keys(exportTables),
    'advisory-channel',
    'advisory-area',
    'advisory-persons',
  ],
};
/** What other tests see: headings of columns, and the words of the dialogue. */
const seenElsewhere = [
  ...['console-exports:formats.', 'console-exports:column.', 'console-exports:', 'console-exports:fhir.'],
  ...['isolation_place.', 'daily.isolation_sum.', 'daily.column.', 'daily.part.', 'population.fault.'].map(
    (start) => `console-exports:${start}`,
  ),
  ...['declaration:', 'daily:', 'common:codes.', 'console:event.', 'console:telling.', ''],
];
/** Not keys, though they stand where keys do. */
const noTexts = ['fhir/', 'F'];

const names = ['console', 'console-accounts', 'console-advisories', 'console-exports'];
const textsOf = (language: string): Set<string> =>
  new Set(
    names.flatMap((name) => {
      const file = new URL(`../../locales/${language}/${name}.json`, import.meta.url);
      return keysOf(JSON.parse(readFileSync(file, 'utf8')) as object, `${name}:`);
    }),
  );
function keysOf(texts: object, above: string): string[] {
  return Object.entries(texts).flatMap(([key, text]: [string, unknown]) =>
    typeof text === 'string' ? [`${above}${key}`] : keysOf(text as object, `${above}${key}.`),
  );
}
/** A key as it stands in a file; pages about accounts and advisories say theirs without a name before it. */
const isThere = (key: string, texts: Set<string>): boolean =>
  texts.has(key) || names.slice(0, 3).some((name) => texts.has(`${name}:${key}`));

const literals = files.flatMap(({ code }) =>
  [...code.matchAll(/\b(?:t|accountWord|advisoryWord)\(\s*'([^']+)'/g)].map(([, key]) => key ?? ''),
);
const goingTo = files.flatMap(({ code }) =>
  [...code.matchAll(/'((?:done|refused|menu|figures|today|person|isolation)\.[a-z_.]+)'/g)].map(
    ([, key]) => key ?? '',
  ),
);
const begun = files.flatMap(({ code }) =>
  [...code.matchAll(/(?:\b(?:t|accountWord|advisoryWord)\(\s*|, )`([^`$\s]*)\$\{/g)].map(
    ([, start]) => start ?? '',
  ),
);

describe.each(['vi', 'en'])('the texts of the console in %s', (language) => {
  const texts = textsOf(language);

  it('has every text a page names', () => {
    expect(literals.length).toBeGreaterThan(200);
    expect([...literals, ...goingTo].filter((key) => !isThere(key, texts))).toEqual([]);
  });

  it.each(Object.entries(families).filter(([, ends]) => ends.length > 0))('has all of %s…', (start, ends) => {
    expect(ends.map((end) => `${start}${end}`).filter((key) => !isThere(key, texts))).toEqual([]);
  });

  it('has the same texts as the other, with the same blanks', () => {
    const other = textsOf(language === 'vi' ? 'en' : 'vi');
    const plain = (keys: Set<string>) => [...keys].map((key) => key.replace(/_(one|other|zero)$/, '')).sort();
    expect([...new Set(plain(texts))]).toEqual([...new Set(plain(other))]);
  });
});

it('every family of texts of the console is known here', () => {
  const known = new Set([...Object.keys(families), ...seenElsewhere, ...noTexts]);
  const unknown = begun.filter((start) => !known.has(start) && !/^[/?:]|^[a-z]+-[a-z-]*$/.test(start));
  expect([...new Set(unknown)]).toEqual([]);
});
