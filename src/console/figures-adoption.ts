import { hideSecond } from '../follow-up/suppress.ts';
import type { AreaFigures } from '../storage/figures.ts';
import type { ChosenArea } from './area-of.ts';
import { card, table, told } from './figures-parts.ts';
import { html, nothing, type Html } from './html.ts';
import type { Words } from './words.ts';

/** How many people of each area below declared, against its population where that was imported; the most first. */
export function adoptionPart(
  words: Words,
  byArea: readonly AreaFigures[],
  area: ChosenArea,
  days: number,
): Html {
  const { t, number } = words;
  if (byArea.length === 0) return nothing;
  const names = new Map(area.below.map(({ code, name }) => [code, name]));
  const [persons, lastDay, lastWeek] = (['persons', 'lastDay', 'lastWeek'] as const).map((column) =>
    hideSecond(byArea.map((one) => one[column])),
  );
  const rows = byArea
    .map((one, i) => ({
      ...one,
      ...{ persons: persons?.[i] ?? null, lastDay: lastDay?.[i] ?? null, lastWeek: lastWeek?.[i] ?? null },
    }))
    .map((one) => ({ ...one, share: shareOf(one) }))
    .sort((a, b) => (b.share ?? -1) - (a.share ?? -1) || (b.persons ?? 0) - (a.persons ?? 0));
  const hasPopulation = rows.some(({ population }) => population !== null);
  const most = Math.max(
    1e-9,
    ...rows.map(({ share, persons: count }) => (hasPopulation ? share : count) ?? 0),
  );
  const heads = ['area', 'figures.persons_ever', 'figures.population', 'figures.share', 'figures.last_day'];
  return card(
    t('figures.adoption'),
    html`<p>${t(hasPopulation ? 'figures.adoption_ranked' : 'figures.adoption_without')}</p>
      ${table(
        words,
        [...heads, 'figures.last_week'].map((key) => t(key)).concat(''),
        rows.map((one) => [
          html`<a href="?area=${one.code}&days=${days}">${names.get(one.code) ?? one.code}</a>`,
          told(words, one.persons),
          html`${one.population === null ? '–' : number(one.population)}`,
          html`${one.share === null ? '–' : `${number(Math.round(one.share * 1000) / 10)} %`}`,
          told(words, one.lastDay),
          told(words, one.lastWeek),
          html`<span class="bar-cell"
            ><meter
              min="0"
              max="${most}"
              value="${(hasPopulation ? one.share : one.persons) ?? 0}"
              aria-hidden="true"
            ></meter
          ></span>`,
        ]),
      )}`,
  );
}

const shareOf = ({ persons, population }: AreaFigures): number | null =>
  persons === null || population === null || population === 0 ? null : persons / population;
