import type { DialogueAssets } from '../dialogue/assets.ts';
import { html, nothing, type Html } from './html.ts';

interface Named {
  code: string;
  name: string;
}

export interface AreaGroup extends Named {
  below: readonly Named[];
}

/** More would be no list any more. */
const MOST = 1_000;

/** The areas below one, by name, each with those right below it as long as all of them make a list. */
export function areasBelow(path: readonly string[], { areas }: DialogueAssets): AreaGroup[] {
  const names = new Intl.Collator('vi');
  const under = (code: string | undefined): Named[] =>
    areas
      .children(code)
      .map(({ code: child, name }) => ({ code: child, name }))
      .sort((a, b) => names.compare(a.name, b.name));
  const groups = under(path.at(-1)).map((one) => ({ ...one, below: under(one.code) }));
  const all = groups.reduce((sum, { below }) => sum + below.length + 1, 0);
  return all <= MOST ? groups : groups.map((group) => ({ ...group, below: [] }));
}

/** A list to choose an area from: the own one first, then all below it. @param own what the own one is called */
export function areaField(
  label: string,
  { own, groups, chosen }: { own: string; groups: readonly AreaGroup[]; chosen: string },
  name = 'area',
): Html {
  const option = ({ code, name: words }: Named): Html =>
    html`<option value="${code}" ${code === chosen ? html`selected` : nothing}>${words}</option>`;
  return html`<label class="form-label" for="${name}">${label}</label>
    <select class="form-select" id="${name}" name="${name}">
      ${option({ code: '', name: own })}
      ${groups.map((group) =>
        group.below.length === 0
          ? option(group)
          : html`<optgroup label="${group.name}">${option(group)} ${group.below.map(option)}</optgroup>`,
      )}
    </select>`;
}
