import { z } from 'zod';
import type { DialogueAssets } from '../dialogue/assets.ts';
import { infoTopics } from '../dialogue/info-pages.ts';
import type { EditedInfoPage, InfoPageDraft } from '../storage/edit-info-pages.ts';
import type { Visitor } from '../storage/staff-sessions.ts';
import { areaOf } from './area-of.ts';
import { instantOf, localTime } from './local-time.ts';
import { Refusal } from './refusal.ts';

const text = (most: number) =>
  z
    .string()
    .max(most)
    .default('')
    .transform((typed) => typed.normalize('NFC').replace(/\r\n?/g, '\n').trim());

/** What the form of a page of information holds, as it was typed. */
export const infoForm = z.object({
  ...{ topic: z.enum(infoTopics), area: text(10) },
  ...{ vi_title: text(200), vi_text: text(4_000), en_title: text(200), en_text: text(4_000) },
  ...{ source: text(300), source_at: text(30), publish: z.enum(['yes', 'no']) },
});
export type TypedInfo = z.infer<typeof infoForm>;
export type InfoFault = 'vi_title' | 'vi_text' | 'en_text' | 'source' | 'source_at';

/** Reads the form. @throws Refusal 404 when the area is not one's own */
export function readInfo(
  typed: TypedInfo,
  visitor: Visitor,
  assets: DialogueAssets,
): { draft: InfoPageDraft; faults: InfoFault[] } {
  const { path } = areaOf(typed.area === '' ? undefined : typed.area, visitor, assets);
  if (typed.area !== '' && path.at(-1) !== typed.area) throw new Refusal(404);
  const { vi_title: title, vi_text: words, en_title: titleEn, en_text: wordsEn } = typed;
  const sourceAt = instantOf(typed.source_at, assets.timeZone);
  const faults: InfoFault[] = [];
  if (title === '') faults.push('vi_title');
  if (words === '') faults.push('vi_text');
  if ((titleEn === '') !== (wordsEn === '')) faults.push('en_text');
  if (typed.source === '') faults.push('source');
  if (sourceAt === null) faults.push('source_at');
  const draft: InfoPageDraft = {
    ...{ areaPath: path, topic: typed.topic, source: typed.source, published: typed.publish === 'yes' },
    texts: {
      vi: { title, text: words },
      ...(titleEn !== '' && { en: { title: titleEn, text: wordsEn } }),
    },
    sourceAt: sourceAt ?? new Date(0),
  };
  return { draft, faults };
}

/** The form as it stands when somebody begins. */
export const emptyInfo = (now: number, timeZone: string): TypedInfo =>
  infoForm.parse({ topic: 'news', source_at: localTime(now, timeZone), publish: 'no' });

/** The form of a page that is there. @param own codes of the visitor's area, which needs no choosing */
export function typedInfo(page: EditedInfoPage, own: readonly string[], timeZone: string): TypedInfo {
  const { texts, area_path: path } = page;
  return infoForm.parse({
    ...{ topic: page.topic, area: path.length > own.length ? path.at(-1) : '', source: page.source },
    ...{ vi_title: texts['vi']?.title, vi_text: texts['vi']?.text },
    ...{ en_title: texts['en']?.title, en_text: texts['en']?.text },
    ...{ source_at: localTime(page.source_at, timeZone), publish: page.published ? 'yes' : 'no' },
  });
}
