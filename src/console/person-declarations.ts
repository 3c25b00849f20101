import type { DialogueAssets } from '../dialogue/assets.ts';
import type { StoredAnswer } from '../storage/database.ts';
import { placeName } from './area-of.ts';
import { card } from './figures-parts.ts';
import { html, nothing, type Html } from './html.ts';
import { levelMark } from './level-mark.ts';
import type { PersonPage, SeenPerson } from './person-page.ts';
import type { Words } from './words.ts';

/** So many are put side by side. */
const BESIDE = 4;

/** What was declared, each beside the one before it; what changed is marked, by colour and by a sign. */
export function declarationsPart({ words, assets }: PersonPage, { declarations }: SeenPerson): Html {
  const { t, time } = words;
  const shown = declarations.slice(0, BESIDE);
  // The declaration's own questions first, then those only a daily update asks.
  const labels = new Map<string, string>();
  for (const name of ['declaration', 'daily']) {
    for (const { id } of assets.flows.get(name)?.blocks ?? []) {
      const isSaid = shown.some(({ answers }) => answers[id] !== undefined);
      if (isSaid && !labels.has(id)) labels.set(id, t(`${name}:${id}.label`));
    }
  }
  const cell = (id: string, at: number): Html => {
    const said = answerText(words, assets, id, shown[at]?.answers[id]);
    const before = shown[at + 1];
    const changed = before !== undefined && answerText(words, assets, id, before.answers[id]) !== said;
    return changed
      ? html`<td class="changed">
          <span aria-hidden="true">✎ </span><span class="visually-hidden">${t('person.changed')}</span>${said}
        </td>`
      : html`<td>${said}</td>`;
  };
  const rows: [string, (at: number) => Html | string][] = [
    [t('person.level'), (at) => levelMark(words, shown[at]?.level ?? 0)],
    [t('person.rules'), (at) => (shown[at]?.rules ?? []).join(', ')],
    [t('person.ruleset'), (at) => `${shown[at]?.ruleset ?? ''} ${shown[at]?.ruleset_version ?? ''}`],
    [t('person.receipt'), (at) => shown[at]?.receipt ?? ''],
    [t('person.place'), (at) => placeName(shown[at]?.area_path ?? [], assets)],
  ];
  return card(
    t('person.declarations', { count: declarations.length }),
    html`<div class="table-responsive" tabindex="0">
        <table class="table table-sm">
          <thead>
            <tr>
              <th scope="col">${t('person.question')}</th>
              ${shown.map(
                (one) =>
                  html`<th scope="col">
                    ${time(one.declared_at)}
                    ${one.flow === 'daily' ? html`<div>${t('person.daily')}</div>` : nothing}
                    ${one.amends === null ? nothing : html`<div>${t('person.amends')}</div>`}
                    ${one.status === 'interrupted' ? html`<div class="late">${t('person.interrupted')}</div>` : nothing}
                  </th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              ([name, value]) =>
                html`<tr>
                  <th scope="row">${name}</th>
                  ${shown.map((_, at) => html`<td>${value(at)}</td>`)}
                </tr>`,
            )}
            ${[...labels].map(
              ([id, label]) =>
                html`<tr>
                  <th scope="row">${label}</th>
                  ${shown.map((_, at) => cell(id, at))}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${declarations.length > BESIDE ? html`<p>${t('person.older', { count: declarations.length - BESIDE })}</p>` : nothing}`,
  );
}

/** What was understood, with the words as typed where they say more. Sealed answers stay sealed. */
function answerText(
  { t, choice }: Words,
  { areas }: DialogueAssets,
  block: string,
  answer: StoredAnswer | undefined,
): string {
  if (answer === undefined) return '–';
  if ('sealed' in answer) return t('person.sealed');
  const values = Array.isArray(answer.value) ? answer.value : [answer.value];
  const named = (value: string): string =>
    block === 'area' ? (areas.find(value)?.name ?? value) : choice(block, value);
  const said = values.map((value) => (typeof value === 'number' ? String(value) : named(value))).join(', ');
  const typed = answer.raw.trim();
  // What was pressed is kept as its code.
  return typed === '' || typed === String(answer.value) || typed.toLowerCase() === said.toLowerCase()
    ? said
    : `${said} («${typed}»)`;
}
