import type { Telling } from '../storage/tellings.ts';
import { auditLines } from './audit-lines.ts';
import { card } from './figures-parts.ts';
import { html, nothing, type Html } from './html.ts';
import type { PersonPage, SeenPerson } from './person-page.ts';

/** So many are in sight: whoever is in isolation is asked twice a day. */
const NEWEST = 6;

/** What the person was told in their chat, and whether it reached them. */
export function toldPart({ words, assets }: PersonPage, { told }: SeenPerson): Html {
  const { t, time, language } = words;
  const said = ({ key }: Telling): string =>
    assets.phrasebook.has(language, `console:telling.${key}`) ? t(`telling.${key}`) : key;
  const lines = (some: readonly Telling[]): Html =>
    html`<ul>
      ${some.map(
        (one) =>
          html`<li>
            <strong>${said(one)}</strong> – ${time(one.at)},
            <span class="${one.outcome === 'sent' ? '' : 'late'}">${t(`told.${one.outcome}`)}</span>
          </li>`,
      )}
    </ul>`;
  const older = told.slice(NEWEST);
  return card(
    t('told.title'),
    told.length === 0
      ? html`<p>${t('told.nothing')}</p>`
      : html`${lines(told.slice(0, NEWEST))}
        ${
          older.length === 0
            ? nothing
            : html`<details class="mt-2">
                <summary>${t('told.older', { count: older.length })}</summary>
                ${lines(older)}
              </details>`
        }`,
  );
}

/** Who saw or changed this person's record; for those who may know. */
export function trailPart({ words, assets }: PersonPage, { person, trail }: SeenPerson): Html {
  if (trail === null) return nothing;
  const { t } = words;
  return card(
    t('person.trail'),
    html`${auditLines(words, assets, trail, false)}
      <p class="mt-2">
        <a href="/console/audit?subject=${person.id}">${t('person.whole_trail')}</a>
      </p>`,
  );
}
