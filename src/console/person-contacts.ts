import type { GraphPerson } from '../storage/contacts.ts';
import { selectField, textField } from './fields.ts';
import { card } from './figures-parts.ts';
import { html, nothing, type Html } from './html.ts';
import { fMark } from './person-facts.ts';
import { mayWrite, type PersonPage, type SeenPerson } from './person-page.ts';

/** Who met whom, from those nearest to the case downwards, and the forms that change it. */
export function contactsPart(page: PersonPage, { person, graph }: SeenPerson): Html {
  const { words, csrf } = page;
  const { t, day } = words;
  const byId = new Map(graph.persons.map((one) => [one.id, one]));
  const below = Map.groupBy(graph.contacts, ({ source }) => source);
  const hasSource = new Set(graph.contacts.map(({ contact }) => contact));
  const roots = graph.persons.filter(({ id }) => !hasSource.has(id));
  const shown = new Set<string>();
  const form = (what: string, body: Html): Html =>
    html`<form method="post" action="/console/persons/${person.id}/${what}" class="filters">
      <input type="hidden" name="_csrf" value="${csrf}" />${body}
      <div><button class="btn">${t(`contact.do_${what}`)}</button></div>
    </form>`;
  const directions = (['met_by', 'met'] as const).map((one) => [one, t(`contact.${one}`)] as const);
  const statuses = ['computed', 'none', '0', '1', '2', '3', '4', '5'].map(
    (one) => [one, /\d/.test(one) ? `F${one}` : t(`contact.f_${one}`)] as const,
  );
  // A circle has no root: then it begins with this person.
  const starts = roots.length > 0 ? roots : graph.persons.filter(({ id }) => id === person.id);
  return card(
    t('contact.title'),
    html`${
      graph.contacts.length === 0
        ? html`<p>${t('contact.none')}</p>`
        : html`<ul class="tree">
            ${starts.map((one) => branch(one, null))}
          </ul>`
    }
    ${graph.cut ? html`<p>${t('contact.cut')}</p>` : nothing}
    ${
      mayWrite(page)
        ? html`${form(
            'contacts',
            html`<div>${selectField('direction', t('contact.direction'), 'met', directions)}</div>
              <div class="wide">
                ${textField({ name: 'other', label: t('contact.other'), hint: t('contact.other_hint'), required: true })}
              </div>
              <div>${textField({ name: 'met_on', label: t('contact.met_on'), type: 'date' })}</div>`,
          )}
          ${form('f', html`<div>${selectField('f', t('contact.f'), person.f_set ? String(person.f_status ?? 'none') : 'computed', statuses)}</div>`)}`
        : nothing
    }`,
  );

  function branch(one: GraphPerson, metOn: string | null): Html {
    const again = shown.has(one.id);
    shown.add(one.id);
    const links = again ? [] : (below.get(one.id) ?? []);
    return html`<li>
      ${
        one.id === person.id
          ? html`<strong>${one.name ?? t('person.unnamed')}</strong>`
          : html`<a href="/console/persons/${one.id}">${one.name ?? t('person.unnamed')}</a>`
      }
      ${fMark(one)} ${metOn === null ? nothing : t('contact.met_last', { day: day(metOn) })}
      ${again && (below.get(one.id) ?? []).length > 0 ? '…' : nothing}
      ${
        links.length === 0
          ? nothing
          : html`<ul>
              ${links.flatMap(({ contact, met_on: met }) => {
                const next = byId.get(contact);
                return next === undefined ? [] : [branch(next, met)];
              })}
            </ul>`
      }
    </li>`;
  }
}
