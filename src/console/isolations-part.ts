import type { DialogueAssets } from '../dialogue/assets.ts';
import { dayOfIsolation } from '../follow-up/isolation-days.ts';
import type { IsolationCounts } from '../storage/count-isolations.ts';
import type { IsolationPlace } from '../storage/follow-tables.ts';
import type { ListedIsolation } from '../storage/list-isolations.ts';
import { placeName, type ChosenArea } from './area-of.ts';
import { card, table } from './figures-parts.ts';
import { html, nothing, type Html } from './html.ts';
import { localNumber } from './person-facts.ts';
import type { Words } from './words.ts';

export interface SeenIsolations {
  /** One more than a page holds, if there is one. */
  rows: ListedIsolation[];
  counts: Record<IsolationPlace, IsolationCounts>;
  area: ChosenArea;
  /** `2020-03-27` */
  today: string;
  page: number;
  limit: number;
}

const places = ['concentrated', 'home', 'facility'] as const;
const counters = ['total', 'current', 'fresh', 'ended', 'endedToday'] as const;

/** The five numbers of the daily report for each kind of place, and everybody in isolation now. */
export function isolationsPart(words: Words, seen: SeenIsolations, assets: DialogueAssets): Html {
  const { t, number, day } = words;
  const { rows, counts, area, today, page, limit } = seen;
  const link = (to: number): string => `/console/isolations?area=${area.path.at(-1) ?? ''}&page=${to}`;
  return html`<h1>${t('isolation.of', { area: area.name ?? t('country') })}</h1>
    ${card(
      t('isolation.counts', { day: day(today) }),
      table(
        words,
        [t('isolation.place'), ...counters.map((one) => t(`isolation.count_${one}`))],
        places.map((place) => [
          html`${t(`conclusion.${place}`)}`,
          ...counters.map((one) => html`${number(counts[place][one])}`),
        ]),
      ),
    )}
    ${
      rows.length === 0
        ? html`<p class="empty">${t('isolation.nobody')}</p>`
        : html`<div class="table-responsive">
            <table class="table table-vcenter card-table">
              <thead>
                <tr>
                  ${['who', 'where', 'place', 'day_k', 'last'].map((head) => html`<th scope="col">${t(`isolation.${head}`)}</th>`)}
                </tr>
              </thead>
              <tbody data-rows>
                ${rows.slice(0, limit).map((row) => {
                  const k = dayOfIsolation({ dayZero: row.day_zero, endsOn: row.ends_on }, today);
                  const fever = row.last_temperature !== null && row.last_temperature >= 37.5;
                  return html`<tr>
                    <th scope="row">
                      <a data-row href="/console/persons/${row.person}">${row.name ?? t('person.unnamed')}</a>
                      <div class="text-secondary">
                        ${[row.birth_year, row.phone === null ? null : localNumber(row.phone)].filter((part) => part !== null).join(' · ')}
                      </div>
                    </th>
                    <td>
                      ${row.area_path.length === 0 ? t('person.unplaced') : placeName(row.area_path, assets)}
                    </td>
                    <td>${t(`conclusion.${row.place}`)} ${row.site}</td>
                    <td>
                      ${
                        k.state === 'over'
                          ? html`<strong>${t('isolation.over')}</strong>`
                          : t('isolation.day', { day: k.day, of: k.of })
                      }
                    </td>
                    <td>
                      ${
                        row.last_day === null
                          ? html`<span class="late">${t('isolation.silent')}</span>`
                          : html`${day(row.last_day)}:
                              <span class="${fever ? 'late' : ''}"
                                >${row.last_temperature === null ? '–' : number(row.last_temperature)}</span
                              >`
                      }
                    </td>
                  </tr>`;
                })}
              </tbody>
            </table>
          </div>`
    }
    <p>
      ${page > 0 ? html`<a class="btn" href="${link(page - 1)}">${t('before')}</a>` : nothing}
      ${rows.length > limit ? html`<a class="btn" href="${link(page + 1)}">${t('more')}</a>` : nothing}
    </p>`;
}
