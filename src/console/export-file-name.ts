import { foldDiacritics } from '../vietnamese/fold.ts';
import type { ChosenArea } from './area-of.ts';
import type { Words } from './words.ts';

/** `khai-bao_phuong-tan-phong_2020-03-01_2020-03-27`: letters of ASCII only, and no ending. */
export function exportFileName(
  { t }: Words,
  what: string,
  area: ChosenArea,
  { from, to }: { from?: string | undefined; to?: string | undefined },
): string {
  const parts = [t(`console-exports:file.${what}`), area.name ?? t('country'), from, to];
  return parts
    .filter((part) => part !== undefined)
    .map((part) =>
      foldDiacritics(part)
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, ''),
    )
    .join('_');
}
