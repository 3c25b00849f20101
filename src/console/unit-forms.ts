import type { UnitKind } from '../storage/console-tables.ts';
import type { Unit } from '../storage/units.ts';
import { accountWords } from './account-words.ts';
import { selectField, textField } from './fields.ts';
import { html, nothing, type Html } from './html.ts';
import { postForm } from './post-form.ts';
import type { Making } from './show.ts';

/** What is wrong with a field, as a key of the words about accounts. */
export type UnitErrors = Partial<Record<'name' | 'phone' | 'area', string>>;

interface Typed {
  name: string;
  phone: string;
}

/** The form to change a unit's name and telephone. */
export function changeUnitPart({ words, csrf }: Making, unit: Unit, typed: Typed, errors: UnitErrors): Html {
  const t = accountWords(words);
  return html`<h1>${t('unit_change')}</h1>
    <p>${unit.name}</p>
    ${postForm(
      { action: `/console/units/${unit.id}/change`, csrf },
      html`${fields(t, typed, errors)} ${buttons(t, unit, t('unit_change_store'))}`,
    )}`;
}

/** The form to add a unit below another. */
export function addUnitPart(
  { words, csrf }: Making,
  parent: Unit,
  { kinds, areas }: { kinds: readonly UnitKind[]; areas: readonly { code: string; name: string }[] },
  typed: (Typed & { kind: UnitKind; area: string }) | null,
  errors: UnitErrors,
): Html {
  const t = accountWords(words);
  return html`<h1>${t('unit_add')}</h1>
    <p>${t('unit_add_text', { parent: parent.name })}</p>
    ${postForm(
      { action: `/console/units/${parent.id}/add`, csrf },
      html`<p>
          ${selectField(
            'kind',
            t('unit_kind'),
            typed?.kind,
            kinds.map((kind) => [kind, t(`kind_${kind}`)] as const),
          )}
        </p>
        <p>
          ${selectField(
            'area',
            t('unit_area'),
            typed?.area,
            areas.map(({ code, name }) => [code, name === '' ? words.t('country') : name] as const),
          )}
        </p>
        ${
          errors.area === undefined
            ? nothing
            : html`<p class="alert alert-danger" role="alert">${t(errors.area)}</p>`
        }
        ${fields(t, typed ?? { name: '', phone: '' }, errors)} ${buttons(t, parent, t('unit_add_store'))}`,
    )}`;
}

type Say = ReturnType<typeof accountWords>;

const fields = (t: Say, { name, phone }: Typed, errors: UnitErrors): Html =>
  html`<p>
      ${textField({
        ...{ name: 'name', label: t('unit_name'), required: true, value: name },
        error: errors.name === undefined ? undefined : t(errors.name),
      })}
    </p>
    <p>
      ${textField({
        ...{ name: 'phone', label: t('unit_phone'), type: 'tel', value: phone, hint: t('unit_phone_hint') },
        error: errors.phone === undefined ? undefined : t(errors.phone),
      })}
    </p>`;

const buttons = (t: Say, { id }: Unit, store: string): Html =>
  html`<p>
    <button class="btn btn-primary">${store}</button>
    <a class="btn" href="/console/units/${id}">${t('cancel')}</a>
  </p>`;
