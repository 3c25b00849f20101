import type { ChosenArea } from './area-of.ts';
import { card, table } from './figures-parts.ts';
import { selectField } from './fields.ts';
import { html, nothing, type Html } from './html.ts';
import { shadeOf, shadesOf, type TileValue } from './tile-shades.ts';
import type { Words } from './words.ts';

export interface TileMap {
  /** Which figure, and those one may choose. */
  figure: string;
  figures: readonly string[];
  /** In the order of their names. */
  tiles: readonly { code: string; name: string; value: TileValue; address: string }[];
}

/** The areas below one's own as equal tiles, and the same as a table: no ground is drawn, and the page says so. */
export function tileMapPart(words: Words, { figure, figures, tiles }: TileMap, area: ChosenArea): Html {
  const { t } = words;
  const shades = shadesOf(tiles.map(({ value }) => value));
  const say = (value: number): string =>
    figure === 'share' ? `${words.number(value / 10)} %` : words.number(value);
  const tell = (value: TileValue): Html => {
    if (value === 'hidden') return html`<abbr title="${t('figures.under_five')}">&lt;5</abbr>`;
    return html`${value === 'unknown' ? '–' : say(value)}`;
  };
  const shade = (value: TileValue): string =>
    typeof value === 'number' ? String(shadeOf(value, shades)) : value;
  const kinds = new Set(
    tiles.map(({ value }) => (value === 0 || typeof value === 'string' ? value : 'some')),
  );
  const legend: [string, Html][] = [
    ...(kinds.has('unknown') ? [['unknown', html`– ${t('tiles.unknown')}`] as [string, Html]] : []),
    ...(kinds.has('hidden') ? [['hidden', html`&lt;5 ${t('tiles.hidden')}`] as [string, Html]] : []),
    ...(kinds.has(0) ? [['0', html`${say(0)}`] as [string, Html]] : []),
    ...shades.map(({ step, from, to }): [string, Html] => [
      String(step),
      html`${from === to ? say(from) : `${say(from)} – ${say(to)}`}`,
    ]),
  ];
  const ranked = tiles.toSorted((a, b) => rankOf(b.value) - rankOf(a.value));
  const title = t(`tiles.figure_${figure}`);
  return html`<h1>${t('tiles.of', { area: area.name ?? t('country') })}</h1>
    <nav aria-label="${t('figures.trail')}" class="mb-2">
      ${area.trail.map(({ code, name }) => html`<a href="?area=${code}&figure=${figure}">${name}</a> › `)}
    </nav>
    <form method="get" action="/console/figures/tiles" class="filters">
      ${area.path.length === 0 ? nothing : html`<input type="hidden" name="area" value="${area.path.at(-1) ?? ''}" />`}
      <div>
        ${selectField(
          'figure',
          t('tiles.figure'),
          figure,
          figures.map((one) => [one, t(`tiles.figure_${one}`)] as const),
        )}
      </div>
      <div>
        <button class="btn">${t('show')}</button>
        <a class="btn" href="/console/figures?area=${area.path.at(-1) ?? ''}">${t('figures.title')}</a>
      </div>
    </form>
    ${
      tiles.length === 0
        ? html`<p>${t('tiles.none_below')}</p>`
        : card(
            title,
            html`<p>${t('tiles.not_the_ground')}</p>
              <p id="legend" class="mb-1">${t('tiles.legend')}</p>
              <ul class="tile-legend" aria-labelledby="legend">
                ${legend.map(([name, text]) => html`<li class="shade-${name}">${text}</li>`)}
              </ul>
              <div class="columns">
                <ul class="tile-map" aria-label="${title}">
                  ${tiles.map(
                    ({ name, value, address }) =>
                      html`<li>
                        <a class="tile shade-${shade(value)}" href="${address}"
                          ><span>${name}</span> <strong>${tell(value)}</strong></a
                        >
                      </li>`,
                  )}
                </ul>
                ${table(
                  words,
                  [t('area'), t('tiles.figure')],
                  ranked.map(({ name, value, address }) => [
                    html`<a href="${address}">${name}</a>`,
                    tell(value),
                  ]),
                )}
              </div>`,
          )
    }`;
}

/** What is not told comes after what is, and what is not known last. */
const rankOf = (value: TileValue): number =>
  typeof value === 'number' ? value : value === 'hidden' ? -1 : -2;
