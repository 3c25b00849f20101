import { z } from 'zod';
import type { AdvisoryCursor, NamedAdvisory } from '../storage/advisories.ts';
import type { AdvisoryStatus } from '../storage/broadcast-tables.ts';
import { advisoryWords } from './advisory-words.ts';
import { selectField } from './fields.ts';
import { html, nothing, type Html } from './html.ts';
import type { Words } from './words.ts';

/** Statuses that are looked for together. */
const stages = {
  writing: ['draft', 'submitted'],
  under_way: ['approved', 'freezing', 'sending', 'paused', 'halted'],
  over: ['done', 'cancelled'],
} as const satisfies Record<string, readonly AdvisoryStatus[]>;
const stageNames = ['writing', 'under_way', 'over'] as const;

/** The address of the list; what cannot be understood is left out. */
export const advisoryQuery = z.object({
  stage: z.enum(stageNames).optional().catch(undefined),
  after: z.string().max(60).optional().catch(undefined),
});
type AdvisoryQuery = z.infer<typeof advisoryQuery>;

export const statusesOf = ({ stage }: AdvisoryQuery): { statuses?: readonly AdvisoryStatus[] } =>
  stage === undefined ? {} : { statuses: stages[stage] };

/** The end of a page as it stands in the address of the next, and back. */
const cursorText = ({ createdAt, id }: AdvisoryCursor): string => `${createdAt.getTime()}.${id}`;
export function advisoryCursor(text: string | undefined): AdvisoryCursor | null {
  const [, at, id] = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(text ?? '') ?? [];
  return at === undefined || id === undefined ? null : { createdAt: new Date(Number(at)), id };
}

/** Advisories, the newest first. @param mayWrite they may begin one */
export function advisoryListPart(
  words: Words,
  { rows, next }: { rows: NamedAdvisory[]; next: AdvisoryCursor | null },
  { stage }: AdvisoryQuery,
  mayWrite: boolean,
): Html {
  const t = advisoryWords(words);
  const more = new URLSearchParams({
    ...(stage !== undefined && { stage }),
    ...(next !== null && { after: cursorText(next) }),
  });
  return html`<h1>${words.t('menu.advisories')}</h1>
    <p class="buttons">
      ${mayWrite ? html`<a class="btn btn-primary" href="/console/advisories/new">${t('new')}</a>` : nothing}
    </p>
    <form method="get" action="/console/advisories" class="filters">
      <div>
        ${selectField('stage', t('stage_label'), stage, [
          ['', words.t('all')],
          ...stageNames.map((name): [string, string] => [name, t(`stage.${name}`)]),
        ])}
      </div>
      <div><button class="btn">${words.t('show')}</button></div>
    </form>
    ${rows.length === 0 ? html`<p class="empty">${t('none')}</p>` : tablePart(words, rows)}
    ${
      next === null
        ? nothing
        : html`<p>
            <a class="btn" rel="next" href="/console/advisories?${more.toString()}">${t('older')}</a>
          </p>`
    }`;
}

function tablePart(words: Words, rows: readonly NamedAdvisory[]): Html {
  const t = advisoryWords(words);
  return html`<div class="table-responsive">
    <table class="table table-vcenter card-table">
      <thead>
        <tr>
          ${['title', 'state', 'topic', 'unit', 'created', 'expires'].map((head) => html`<th scope="col">${t(`field.${head}`)}</th>`)}
        </tr>
      </thead>
      <tbody data-rows>
        ${rows.map(
          (row) =>
            html`<tr>
              <th scope="row">
                <a data-row href="/console/advisories/${row.id}">${row.title || t('untitled')}</a>
                ${row.urgency === 'urgent' ? html`<span class="late">${t('urgency.urgent')}</span>` : nothing}
              </th>
              <td>${stateMark(words, row.status)}</td>
              <td>${t(`topic.${row.topic}`)}</td>
              <td>
                ${row.unit_name}
                <div class="text-secondary">${row.author_name ?? ''}</div>
              </td>
              <td>${words.time(row.created_at)}</td>
              <td>${words.time(row.expires_at)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Where an advisory stands, in words; the colour only helps. */
export const stateMark = (words: Words, status: AdvisoryStatus): Html =>
  html`<span class="state state-${status}">${advisoryWords(words)(`state.${status}`)}</span>`;
