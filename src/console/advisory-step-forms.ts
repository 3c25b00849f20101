import {
  allowedAdvisorySteps,
  mayTell,
  needsSecondPerson,
  type AdvisoryStepName,
  type Teller,
} from '../broadcast/advisory.ts';
import type { Advisory } from '../storage/advisories.ts';
import { advisoryWords } from './advisory-words.ts';
import { textField } from './fields.ts';
import { html, nothing, type Html } from './html.ts';
import type { Making } from './show.ts';

/** Steps staff take, in the order they are offered in; `halt` is the program's. */
export const staffSteps = ['submit', 'approve', 'resume', 'pause', 'pace', 'return', 'cancel'] as const;
type StaffStep = (typeof staffSteps)[number];

/** The steps that can be taken now, each a form; nothing for who only looks. */
export function stepsPart(making: Making, advisory: Advisory, by: Teller): Html {
  const t = advisoryWords(making.words);
  if (!mayTell(by)) return nothing;
  const isFirst = [advisory.author, advisory.submitted_by].includes(by.id);
  const waits = isFirst && needsSecondPerson(advisory) && advisory.status === 'submitted';
  const steps = staffSteps.filter((step) => isOpen(step, advisory) && !(waits && step === 'approve'));
  if (steps.length === 0 && advisory.status !== 'draft') return nothing;
  return html`<section aria-label="${t('steps')}" class="mb-3">
    ${waits ? html`<p class="alert alert-warning" role="note">${t('second_person')}</p>` : nothing}
    <div class="step-forms">
      ${
        advisory.status === 'draft'
          ? html`<a class="btn" href="/console/advisories/${advisory.id}/edit">${t('do_edit')}</a>`
          : nothing
      }
      ${steps.map((step) => stepForm(making, advisory, step))}
    </div>
  </section>`;
}

const isOpen = (step: AdvisoryStepName, { status }: Advisory): boolean =>
  allowedAdvisorySteps[step].includes(status);

function stepForm({ words, csrf }: Making, { id, version, rate }: Advisory, step: StaffStep): Html {
  const t = advisoryWords(words);
  const isMain = ['submit', 'approve', 'resume', 'pause'].includes(step);
  return html`<form method="post" action="/console/advisories/${id}/steps" id="step-${step}">
    <input type="hidden" name="_csrf" value="${csrf}" />
    <input type="hidden" name="version" value="${version}" />
    ${
      step === 'pace'
        ? textField({
            ...{ name: 'rate', label: t('field.rate'), type: 'number', min: '1', max: '1000' },
            value: rate === null ? '' : String(rate),
          })
        : nothing
    }
    ${step === 'return' ? textField({ name: 'note', label: t('note'), required: true }) : nothing}
    <button class="btn ${isMain ? 'btn-primary' : ''}" name="step" value="${step}">
      ${t(`step.${step}`)}
    </button>
  </form>`;
}
