import type { Area } from '../areas/area.ts';
import type { Gazetteer } from '../areas/gazetteer.ts';
import type { DialogueAssets } from '../dialogue/assets.ts';
import type { Person } from '../storage/persons.ts';
import { placeName } from './area-of.ts';
import { noteField, radioButtons, textField } from './fields.ts';
import { card } from './figures-parts.ts';
import { html, nothing, type Html } from './html.ts';
import { postForm } from './post-form.ts';
import type { Words } from './words.ts';

/** Most places offered where nothing has just the name that was typed. */
const MOST = 15;

/**
 * The places to choose from: what lies in one that was chosen, or what a name may mean, likeliest first.
 *
 * @param near province whose places come before others of the same name
 */
export function placesFor(q: string, inside: string | undefined, near: string, areas: Gazetteer): Area[] {
  if (inside !== undefined && areas.find(inside) !== undefined) {
    const names = new Intl.Collator('vi');
    return areas.children(inside).sort((a, b) => names.compare(a.name, b.name));
  }
  if (q === '') return [];
  const said = areas.resolve(q, { prefer: near });
  if (said.kind === 'one') return [said.area];
  if (said.kind === 'many') return said.areas;
  return areas.search(q, { prefer: near, limit: MOST }).map(({ area }) => area);
}

export interface MovePage {
  words: Words;
  csrf: string;
  assets: DialogueAssets;
  person: Person;
  q: string;
  inside: string | undefined;
  places: readonly Area[];
}

/** Looks for a place by name, and moves somebody to the one that is chosen. */
export function movePart(page: MovePage): Html {
  const { words, csrf, assets, person, q, inside, places } = page;
  const { t } = words;
  const here = `/console/persons/${person.id}/move`;
  const now = person.area_path.length === 0 ? t('person.unplaced') : placeName(person.area_path, assets);
  const around = inside === undefined ? undefined : assets.areas.find(inside);
  return html`<h1>${t('move.title')} – ${person.name ?? t('person.unnamed')}</h1>
    <p>${t('move.now', { place: [person.address_line, now].filter(Boolean).join(', ') })}</p>
    <p>${t('move.why')}</p>
    <form method="get" action="${here}" class="filters" role="search">
      <div class="wide">
        ${textField({
          ...{ name: 'q', label: t('move.search'), hint: t('move.search_hint'), value: q },
          ...{ type: 'search', search: true, required: true },
        })}
      </div>
      <div><button class="btn btn-primary">${t('move.find')}</button></div>
    </form>
    ${places.length > 0 ? choice() : q === '' ? nothing : html`<p role="status">${t('move.nothing')}</p>`}
    <p><a href="/console/persons/${person.id}">${t('move.back')}</a></p>`;

  function choice(): Html {
    const [only] = places;
    const chosen = places.length === 1 ? only?.code : undefined;
    const options = places.map(({ code }) => [code, assets.areas.fullName(code), below(code)] as const);
    return card(
      around === undefined ? t('move.found') : t('move.inside', { place: around.name }),
      postForm(
        { action: here, csrf },
        html`${radioButtons('place', t('move.choose'), chosen, options)}
          ${textField({ name: 'line', label: t('move.line') })} ${noteField('note', t('work.note'))}
          <div class="mt-2"><button class="btn btn-primary">${t('move.do')}</button></div>`,
      ),
    );
  }

  function below(code: string): Html {
    if (assets.areas.children(code).length === 0) return nothing;
    const to = new URLSearchParams({ in: code, ...(q !== '' && { q }) });
    return html`<a href="${here}?${to.toString()}"
      >${t('move.below')}<span class="visually-hidden">: ${assets.areas.find(code)?.name ?? ''}</span></a
    >`;
  }
}
