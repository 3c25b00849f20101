import { z } from 'zod';
import { broadcastChannels } from '../broadcast/compose.ts';
import type { DialogueAssets } from '../dialogue/assets.ts';
import { topics } from '../dialogue/topics.ts';
import type { Advisory, AdvisoryDraft } from '../storage/advisories.ts';
import type { Audience } from '../storage/audience.ts';
import type { Visitor } from '../storage/staff-sessions.ts';
import { areaOf } from './area-of.ts';
import { instantOf, localTime } from './local-time.ts';
import { readPicture, type ReadPicture, PICTURE_MOST } from './read-picture.ts';
import { PHONE_LINES, readPhoneList } from './phone-list.ts';
import { Refusal } from './refusal.ts';
import { seesHealth } from './sees-health.ts';

/** Languages an advisory is written in; the first one always. */
export const advisoryLanguages = ['vi', 'en'] as const;

/** Most characters of a list of telephone numbers. */
const MOST = 1_000_000;

const line = (most: number) =>
  z
    .string()
    .max(most)
    .default('')
    .transform((text) => text.normalize('NFC').trim());
const lines = (most: number) => line(most).transform((text) => text.replace(/\r\n?/g, '\n'));
const orEmpty = <const T extends readonly string[]>(values: T) =>
  z
    .union([z.literal(''), z.enum(values)])
    .optional()
    .transform((value) => value ?? '');
const several = <T extends string>(values: readonly [T, ...T[]]) =>
  z.preprocess((value: unknown) => (value === undefined ? [] : [value].flat()), z.array(z.enum(values)));
const ticked = z
  .literal('yes')
  .optional()
  .transform((value) => value === 'yes');
const level = orEmpty(['0', '1', '2', '3', '4', '5']);

/** What the form holds, as it was typed. */
const fields = z.object({
  ...{ title: line(200), vi: lines(10_000), en: lines(10_000), link: line(2_000) },
  ...{ alt: line(300), keep_picture: ticked },
  ...{ topic: z.enum(topics), urgency: z.enum(['normal', 'urgent']) },
  ...{ expires: line(30), scheduled: line(30), rate: line(10) },
  ...{
    area: line(10),
    level_from: level,
    level_to: level,
    status: orEmpty(['followed', 'isolated', 'neither']),
  },
  ...{ languages: several(advisoryLanguages), channels: several(broadcastChannels) },
  ...{ active: line(10), told: line(10), campaign: line(60) },
  ...{ phones: lines(MOST), keep_phones: ticked, billed: ticked },
});
/** The same as it is sent: a list may be a file, which then stands for what was typed. */
export const advisoryForm = fields
  .extend({ file: lines(MOST) })
  .transform(({ file, ...typed }) => (file === '' ? typed : { ...typed, phones: file }));
export type TypedAdvisory = z.infer<typeof fields>;

type PictureFault = Extract<ReadPicture, { ok: false }>['code'] | 'picture_again';

/** What is wrong with a field; the words are `form_fault.<code>`. */
export interface FormFault {
  field: keyof TypedAdvisory | 'picture';
  code: 'time' | 'number' | 'levels' | 'campaign' | 'phones' | 'phones_many' | 'phones_health' | PictureFault;
  params?: Record<string, string | number>;
}

/** Bad lines that are named at once. */
const NAMED = 50;

export interface ReadAdvisory {
  draft: AdvisoryDraft;
  /** Instead of the list before; null: that one stays. */
  phones: string[] | null;
  faults: FormFault[];
}

/**
 * Reads the form. Whether it can be submitted is asked of `submitFaults` later; a draft may lack anything.
 *
 * @throws Refusal 404 when the area is not one's own
 */
export function readAdvisory(typed: TypedAdvisory, visitor: Visitor, assets: DialogueAssets): ReadAdvisory {
  const faults: FormFault[] = [];
  const whole = (field: 'active' | 'told' | 'rate', most: number): number | undefined => {
    if (typed[field] === '') return undefined;
    const value = Number(typed[field]);
    if (Number.isInteger(value) && value >= 1 && value <= most) return value;
    faults.push({ field, code: 'number', params: { most } });
    return undefined;
  };
  const moment = (field: 'expires' | 'scheduled'): Date | null => {
    const at = instantOf(typed[field], assets.timeZone);
    if (at === null && (field === 'expires' || typed[field] !== '')) faults.push({ field, code: 'time' });
    return at;
  };
  const { phones, listed } = listOf(typed, faults);
  const audience = audienceOf(typed, visitor, assets, {
    faults,
    listed,
    activeWithin: whole('active', 3_650),
    notToldWithin: whole('told', 365),
  });
  if (listed && (audience.levels ?? audience.status) !== undefined && !seesHealth(visitor)) {
    // Otherwise the count of a list of one would tell them how somebody is.
    faults.push({ field: 'phones', code: 'phones_health' });
  }
  const texts = Object.fromEntries(
    advisoryLanguages.flatMap((language) => (typed[language] === '' ? [] : [[language, typed[language]]])),
  );
  const draft: AdvisoryDraft = {
    ...{ title: typed.title, texts, link: typed.link, topic: typed.topic, urgency: typed.urgency },
    ...{ expiresAt: moment('expires') ?? new Date(0), scheduledAt: moment('scheduled') },
    ...{ audience, billed: typed.billed, rate: whole('rate', 1_000) ?? null },
  };
  return { draft, phones, faults };
}

function listOf({ phones: typed, keep_phones: isKept }: TypedAdvisory, faults: FormFault[]) {
  if (typed === '') return { phones: isKept ? null : [], listed: isKept };
  if (typed.split('\n').length > PHONE_LINES) {
    faults.push({ field: 'phones', code: 'phones_many', params: { most: PHONE_LINES } });
    return { phones: null, listed: true };
  }
  const { phones, bad } = readPhoneList(typed);
  if (bad.length > 0) {
    const shown = bad.slice(0, NAMED).join(', ') + (bad.length > NAMED ? ' …' : '');
    faults.push({ field: 'phones', code: 'phones', params: { lines: shown, count: bad.length } });
  }
  return { phones, listed: true };
}

function audienceOf(
  typed: TypedAdvisory,
  visitor: Visitor,
  assets: DialogueAssets,
  {
    faults,
    listed,
    activeWithin,
    notToldWithin,
  }: {
    faults: FormFault[];
    listed: boolean;
    activeWithin: number | undefined;
    notToldWithin: number | undefined;
  },
): Audience {
  const { area, level_from: from, level_to: to, status, languages, channels, campaign } = typed;
  const path = area === '' ? [] : areaOf(area, visitor, assets).path;
  if (area !== '' && path.at(-1) !== area) throw new Refusal(404);
  const [least, most] = [Number(from || 0), Number(to || 5)];
  if (least > most) faults.push({ field: 'level_from', code: 'levels' });
  const code = campaign.replace(/^#/, '').toLowerCase();
  if (code !== '' && !/^[a-z0-9-]{3,40}$/.test(code)) faults.push({ field: 'campaign', code: 'campaign' });
  return {
    area: [...path],
    ...((from !== '' || to !== '') && { levels: [least, most] as [number, number] }),
    ...(status !== '' && { status }),
    ...(languages.length > 0 && { languages }),
    ...(channels.length > 0 && { channels }),
    ...(activeWithin !== undefined && { activeWithin }),
    ...(notToldWithin !== undefined && { notToldWithin }),
    ...(code !== '' && { campaign: code }),
    ...(listed && { listed: true as const }),
  };
}

/** The picture that came with a form; null: none was chosen. A browser sends an empty file then. */
export function sentPicture(body: unknown): ReadPicture | null {
  const sent = z.object({ picture: z.instanceof(Buffer).optional() }).safeParse(body);
  if (!sent.success) throw new Refusal(400);
  const { picture } = sent.data;
  return picture === undefined || picture.length === 0 ? null : readPicture(picture);
}

/** What is wrong with it. A good one is asked for again when the form is shown again: no page gives a file back. */
export function pictureFaults(sent: ReadPicture | null, others: readonly FormFault[]): FormFault[] {
  if (sent?.ok === false)
    return [{ field: 'picture', code: sent.code, params: { most: PICTURE_MOST / 1_048_576 } }];
  return sent !== null && others.length > 0 ? [{ field: 'picture', code: 'picture_again' }] : [];
}

/** The form as it stands when somebody begins: a day to send in, to everybody. */
export const emptyAdvisory = (now: number, timeZone: string): TypedAdvisory =>
  advisoryForm.parse({
    ...{ topic: 'news', urgency: 'normal', expires: localTime(now + 24 * 3_600_000, timeZone) },
  });

/** The form of a draft that is there. */
export function typedOf(advisory: Advisory, timeZone: string): TypedAdvisory {
  const { audience, texts } = advisory;
  const number = (value: number | null | undefined): string => (value == null ? '' : String(value));
  return advisoryForm.parse({
    ...{ title: advisory.title, vi: texts['vi'], en: texts['en'], link: advisory.link },
    ...{ alt: advisory.picture?.alt, keep_picture: advisory.picture === null ? undefined : 'yes' },
    ...{ topic: advisory.topic, urgency: advisory.urgency, rate: number(advisory.rate) },
    expires: localTime(advisory.expires_at, timeZone),
    scheduled: advisory.scheduled_at === null ? '' : localTime(advisory.scheduled_at, timeZone),
    ...{ area: audience.area.at(-1), level_from: number(audience.levels?.[0]) },
    ...{ level_to: number(audience.levels?.[1]), status: audience.status },
    ...{ languages: audience.languages, channels: audience.channels, active: number(audience.activeWithin) },
    told: number(audience.notToldWithin),
    ...{ campaign: audience.campaign, keep_phones: audience.listed ? 'yes' : undefined },
    billed: advisory.billed ? 'yes' : undefined,
  });
}
