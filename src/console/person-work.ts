import { allowedSteps, type StepName } from '../follow-up/life-cycle.ts';
import { dayAt } from '../dialogue/calendar.ts';
import type { WorkItem } from '../storage/work-items.ts';
import { due } from './due.ts';
import { noteField, selectField, textField } from './fields.ts';
import { card } from './figures-parts.ts';
import { html, nothing, type Html } from './html.ts';
import { mayWrite, type PersonPage, type SeenPerson } from './person-page.ts';

/** Steps that need no more than a note, in the order they are offered. */
const plain: readonly StepName[] = [
  ...(['take', 'begin', 'verify', 'not_reached', 'visit', 'follow', 'done'] as const),
  ...(['wrong', 'referred', 'left', 'died', 'other', 'hand_up', 'reopen', 'note'] as const),
];
const main: ReadonlySet<StepName> = new Set(['take', 'begin', 'verify', 'done']);
const conclusions = ['none', 'self_monitor', 'home', 'concentrated', 'facility'];

/** What is to be done now: the open item, what to ask on the phone, and the steps its status allows. */
export function workPart(page: PersonPage, seen: SeenPerson): Html {
  const { work, declarations, assignee } = seen;
  const { words, now, visitor } = page;
  const { t } = words;
  const [item] = work;
  if (item === undefined) return card(t('work.title'), html`<p>${t('work.none')}</p>`);
  const steps = plain.filter((step) => allowedSteps[step].includes(item.status));
  const concludes = allowedSteps.conclude.includes(item.status);
  return card(
    t('work.title'),
    html`<p>
        <strong>${t(`status.${item.status}`)}</strong>
        ${item.outcome === null ? nothing : html`· ${t(`outcome.${item.outcome}`)}`}
        ${item.conclusion === null ? nothing : html`· ${t(`conclusion.${item.conclusion}`)}`}
        ${item.closed_at === null ? html`· ${due(words, item.deadline, now)}` : nothing}
        ${item.assigned_to === visitor.staff ? html`· ${t('work.mine')}` : nothing}
        ${
          assignee === null || item.assigned_to === visitor.staff
            ? nothing
            : html`· ${t('work.with', { name: assignee })}`
        }
        ${item.attempts > 0 ? html`· ${t('work.attempts', { count: item.attempts })}` : nothing}
      </p>
      ${['verifying', 'assigned', 'unreachable', 'visit'].includes(item.status) ? script(page) : nothing}
      ${
        mayWrite(page)
          ? html`${stepsForm(page, item, steps)} ${assignForm(page, item, seen)}
            ${concludes ? concludeForm(page, item, declarations[0]?.declared_at ?? new Date(now)) : nothing}`
          : nothing
      }`,
  );
}

/** What to ask on the phone (domain dossier, 7.2). */
function script({ words: { t } }: PersonPage): Html {
  const asks = ['identity', 'exposure', 'symptoms', 'household', 'address', 'room', 'advice', 'next'];
  return html`<details class="mb-3" open>
    <summary><strong>${t('script.title')}</strong></summary>
    <ol>
      ${asks.map((one) => html`<li>${t(`script.${one}`)}</li>`)}
    </ol>
  </details>`;
}

function hidden({ csrf }: PersonPage, item: WorkItem): Html {
  return html`<input type="hidden" name="_csrf" value="${csrf}" />
    <input type="hidden" name="item" value="${item.id}" />
    <input type="hidden" name="version" value="${item.version}" />`;
}

function stepsForm(page: PersonPage, item: WorkItem, steps: readonly StepName[]): Html {
  const { t } = page.words;
  return html`<form method="post" action="/console/persons/${item.person}/steps" class="mb-3">
    ${hidden(page, item)} ${noteField('note', t('work.note'), 'step-note')}
    <div class="btn-list mt-2">
      ${steps.map(
        (step) =>
          html`<button class="btn ${main.has(step) ? 'btn-primary' : ''}" name="step" value="${step}">
            ${t(`step.${step}`)}
          </button>`,
      )}
    </div>
  </form>`;
}

/** To whom it can be given. */
function assignForm(page: PersonPage, item: WorkItem, { colleagues }: SeenPerson): Html {
  const { t } = page.words;
  const others = colleagues.filter(({ id }) => id !== item.assigned_to);
  if (others.length === 0) return nothing;
  return html`<form method="post" action="/console/persons/${item.person}/steps" class="card card-body mb-3">
    ${hidden(page, item)}
    <input type="hidden" name="step" value="assign" />
    <h3>${t('assign.title')}</h3>
    <div class="filters">
      <div>
        ${selectField(
          'to',
          t('assign.to'),
          undefined,
          others.map(({ id, name, unit }) => [id, `${name} – ${unit}`] as const),
        )}
      </div>
      <div class="wide">${textField({ name: 'note', id: 'assign-note', label: t('work.note') })}</div>
      <div><button class="btn">${t('assign.do')}</button></div>
    </div>
  </form>`;
}

function concludeForm(page: PersonPage, item: WorkItem, declaredAt: Date): Html {
  const { words, visitor, assets } = page;
  const { t } = words;
  return html`<form method="post" action="/console/persons/${item.person}/steps" class="card card-body">
    ${hidden(page, item)}
    <input type="hidden" name="step" value="conclude" />
    <h3>${t('conclude.title')}</h3>
    <div class="filters">
      <div>
        ${selectField(
          'conclusion',
          t('conclude.conclusion'),
          item.conclusion ?? (item.level >= 2 ? 'home' : 'self_monitor'),
          conclusions.map((one) => [one, t(`conclusion.${one}`)] as const),
        )}
      </div>
      <div>
        ${textField({
          ...{ name: 'day_zero', label: t('conclude.day_zero'), type: 'date', required: true },
          value: dayAt(declaredAt.getTime(), assets.timeZone),
          hint: t('conclude.day_zero_hint'),
        })}
      </div>
      <div>${textField({ name: 'site', label: t('conclude.site') })}</div>
      <div>${textField({ name: 'authority', label: t('conclude.authority'), value: visitor.unit.name })}</div>
      <div>${textField({ name: 'document', label: t('conclude.document') })}</div>
    </div>
    ${noteField('note', t('work.note'), 'conclude-note')}
    <div class="mt-2"><button class="btn btn-primary">${t('conclude.do')}</button></div>
  </form>`;
}
