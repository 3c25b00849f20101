import { z } from 'zod';
import { placeName } from './area-of.ts';
import { card } from './figures-parts.ts';
import { html, nothing, type Html } from './html.ts';
import { levelMark } from './level-mark.ts';
import { mayWrite, type PersonPage, type SeenPerson } from './person-page.ts';
import type { Person } from '../storage/persons.ts';
import type { WorkEvent } from '../storage/work-items.ts';

/** Who it is, and how to reach them. */
export function factsPart(page: PersonPage, { person }: SeenPerson): Html {
  const { words, assets } = page;
  const { t, time, choice } = words;
  const conditions = person.conditions
    .filter((code) => code !== 'none')
    .map((code) => choice('conditions', code));
  const place = person.area_path.length === 0 ? t('person.unplaced') : placeName(person.area_path, assets);
  const facts: [string, Html | string][] = [
    [t('person.birth'), person.birth_year === null ? '–' : String(person.birth_year)],
    [t('person.gender'), person.gender === null ? '–' : choice('gender', person.gender)],
    [
      t('person.phone'),
      person.phone === null ? '–' : html`<a href="tel:${person.phone}">${localNumber(person.phone)}</a>`,
    ],
    [t('person.place'), [person.address_line, place].filter(Boolean).join(', ')],
    [t('person.conditions'), conditions.length === 0 ? '–' : conditions.join(', ')],
    [t('person.channel'), t(`channel.${person.urn.split(':')[0] ?? ''}`)],
    [t('person.declared'), time(person.declared_at)],
  ];
  return html`<h1>
      ${person.name ?? t('person.unnamed')} ${levelMark(words, person.level)} ${fMark(person)}
    </h1>
    <div class="card mb-3">
      <div class="card-body">
        <dl class="facts">
          ${facts.map(
            ([name, value]) =>
              html`<dt>${name}</dt>
                <dd>${value}</dd>`,
          )}
        </dl>
        ${
          mayWrite(page)
            ? html`<p class="mt-2 mb-0">
                <a href="/console/persons/${person.id}/move">${t('move.title')}</a>
              </p>`
            : nothing
        }
      </div>
    </div>`;
}

/** Household, and records that may be the same person. */
export function peoplePart(page: PersonPage, { person, household, duplicates }: SeenPerson): Html {
  const { words, csrf } = page;
  const { t } = words;
  const others = household.filter(({ id }) => id !== person.id);
  const line = (one: Person): Html =>
    html`<a href="/console/persons/${one.id}">${one.name ?? t('person.unnamed')}</a>
      (${one.birth_year ?? '?'}) ${levelMark(words, one.level)}`;
  return html`<div class="columns">
    ${card(
      t('person.household'),
      others.length === 0
        ? html`<p>${t('person.no_household')}</p>`
        : html`<ul>
            ${others.map((one) => html`<li>${line(one)}</li>`)}
          </ul>`,
    )}
    ${card(
      t('person.duplicates'),
      duplicates.length === 0
        ? html`<p>${t('person.no_duplicates')}</p>`
        : html`<ul>
            ${duplicates.map(
              (one) =>
                html`<li>
                  ${line(one)} ${one.phone ?? ''} · ${t(`channel.${one.urn.split(':')[0] ?? ''}`)}
                  ${
                    mayWrite(page)
                      ? html`<form method="post" action="/console/persons/${person.id}/merge">
                          <input type="hidden" name="_csrf" value="${csrf}" />
                          <input type="hidden" name="duplicate" value="${one.id}" />
                          <button class="btn btn-sm">${t('person.merge')}</button>
                        </form>`
                      : nothing
                  }
                </li>`,
            )}
          </ul>`,
    )}
  </div>`;
}

/** What happened, the newest first. */
export function storyPart({ words, assets }: PersonPage, { events }: SeenPerson): Html {
  const { t, time } = words;
  return card(
    t('person.story'),
    events.length === 0
      ? html`<p>${t('person.no_story')}</p>`
      : html`<ol class="events" reversed>
          ${events
            .toReversed()
            .map(
              (event) =>
                html`<li>
                  <strong>${t(`event.${event.kind}`)}</strong> – ${time(event.at)},
                  ${event.staff_name ?? t('person.system')} ${moreOf(event)}
                  ${event.note === '' ? nothing : html`<div>${event.note}</div>`}
                </li>`,
            )}
        </ol>`,
  );

  function moreOf({ to_name: to, detail }: WorkEvent): Html {
    const { cause } = detail;
    if (typeof cause === 'string') return html`<div>${t(`worse.${cause}`)}</div>`;
    if (to !== null) return html`<div>${t('event.to', { name: to })}</div>`;
    const place = z.array(z.string()).safeParse(detail['to']);
    return place.success
      ? html`<div>${t('event.to', { name: placeName(place.data, assets) })}</div>`
      : nothing;
  }
}

/** F0 to F5. */
export const fMark = ({ f_status: f }: Pick<Person, 'f_status'>): Html =>
  f === null ? nothing : html`<span class="level level-${f === 0 ? 5 : f === 1 ? 3 : 2}">F${f}</span>`;

/** As it is dialled in Vietnam: `0912 345 678`. */
export function localNumber(phone: string): string {
  const local = phone.startsWith('+84') ? `0${phone.slice(3)}` : phone;
  return local.replace(/^(0\d{3})(\d{3})(\d{3,4})$/, '$1 $2 $3');
}
