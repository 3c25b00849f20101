import { dayAt } from '../dialogue/calendar.ts';
import { dayOfIsolation, partAt } from '../follow-up/isolation-days.ts';
import type { Isolation } from '../storage/isolations.ts';
import { choicesOf } from './choices-of.ts';
import { checkBoxes, noteField, selectField, textField } from './fields.ts';
import { card, table } from './figures-parts.ts';
import { html, nothing, type Html } from './html.ts';
import { mayWrite, type PersonPage, type SeenPerson } from './person-page.ts';

/** The isolation that runs: which day of 14 it is, the daily log, and what can be decided; and those that ended. */
export function isolationPart(page: PersonPage, seen: SeenPerson): Html {
  const { words, assets, now } = page;
  const { t, day, time } = words;
  const { running, isolations } = seen;
  const ended = isolations.filter((one) => one.ended_at !== null);
  if (running === null && ended.length === 0) return nothing;
  const place = (one: Isolation): string =>
    [t(`conclusion.${one.place}`), one.site].filter(Boolean).join(' – ');
  return card(
    t('isolation.title'),
    html`${running === null ? nothing : runningPart()}
    ${
      ended.length === 0
        ? nothing
        : html`<h3>${t('isolation.ended')}</h3>
            <ul>
              ${ended.map(
                (one) =>
                  html`<li>
                    ${place(one)}, ${day(one.day_zero)} – ${day(one.ends_on)}:
                    ${t(`isolation.ending_${one.ending ?? 'other'}`)}
                    ${
                      one.ending === 'completed'
                        ? html`·
                            <a href="/console/isolations/${one.id}/certificate"
                              >${t('isolation.certificate')}</a
                            >`
                        : nothing
                    }
                  </li>`,
              )}
            </ul>`
    }`,
  );

  function runningPart(): Html {
    if (running === null) return nothing;
    const period = { dayZero: running.day_zero, endsOn: running.ends_on };
    const { day: k, of, state } = dayOfIsolation(period, dayAt(now, assets.timeZone));
    return html`<p>
        <strong>${state === 'over' ? t('isolation.over') : t('isolation.day', { day: k, of })}</strong>
        · ${place(running)} ·
        ${t('isolation.span', { from: day(running.day_zero), to: day(running.ends_on) })}
      </p>
      <p>
        <progress
          max="${of}"
          value="${Math.max(0, Math.min(of, k))}"
          aria-label="${t('isolation.day', { day: k, of })}"
        ></progress>
        ${t('isolation.decision', { authority: running.authority, document: running.document || '–' })}
      </p>
      ${logPart(page, seen)} ${mayWrite(page) ? forms(page, running, state === 'over') : nothing}
      ${
        seen.isolationEvents.length === 0
          ? nothing
          : html`<ul>
              ${seen.isolationEvents.map(
                (event) =>
                  html`<li>
                    ${time(event.at)}: <strong>${t(`isolation.event_${event.kind}`)}</strong> ${event.note}
                    (${event.staff_name ?? t('person.system')})
                  </li>`,
              )}
            </ul>`
      }`;
  }
}

function logPart({ words }: PersonPage, { log, person }: SeenPerson): Html {
  const { t, day, choice, number } = words;
  if (log.length === 0) return html`<p>${t('isolation.no_log')}</p>`;
  return html`<div class="columns">
    <img
      class="chart"
      src="/console/persons/${person.id}/temperature.svg"
      width="720"
      height="260"
      alt="${t('isolation.temperature')}"
    />
    ${table(
      words,
      ['figures.day', 'isolation.temperature', 'figures.symptoms', 'isolation.source'].map((key) => t(key)),
      log
        .toReversed()
        .map((note) => [
          html`${day(note.day)} ${t(`part.${note.part}`)}`,
          note.temperature !== null && note.temperature >= 37.5
            ? html`<span class="late">${number(note.temperature)}</span>`
            : html`${note.temperature === null ? '–' : number(note.temperature)}`,
          html`${note.symptoms.map((code) => choice('symptoms', code)).join(', ') || '–'}`,
          html`${t(`source.${note.source}`)}`,
        ]),
    )}
  </div>`;
}

function forms(page: PersonPage, { id, person }: Isolation, isOver: boolean): Html {
  const { words, csrf, assets, now } = page;
  const { t } = words;
  const today = partAt(now, assets.timeZone);
  const form = (what: string, body: Html): Html =>
    html`<form method="post" action="/console/isolations/${id}/${what}" class="card card-body">
      <input type="hidden" name="_csrf" value="${csrf}" />
      <input type="hidden" name="person" value="${person}" />
      <h3>${t(`isolation.do_${what}`)}</h3>
      ${body}
      <div class="mt-2"><button class="btn">${t(`isolation.do_${what}`)}</button></div>
    </form>`;
  const parts = (['morning', 'afternoon'] as const).map((one) => [one, t(`part.${one}`)] as const);
  const sources = (['phone', 'visit'] as const).map((one) => [one, t(`source.${one}`)] as const);
  const endings = ['completed', 'moved', 'referred', 'died', 'cancelled'].filter(
    (one) => isOver || one !== 'completed',
  );
  return html`<div class="columns mt-3">
    ${form(
      'log',
      html`<div class="filters">
          <div>
            ${textField({ name: 'day', label: t('figures.day'), type: 'date', value: today.day, required: true })}
          </div>
          <div>${selectField('part', t('isolation.part'), today.part, parts)}</div>
          <div>
            ${textField({ name: 'temperature', label: t('isolation.temperature'), type: 'number', step: '0.1', min: '30', max: '45' })}
          </div>
          <div>${selectField('source', t('isolation.source'), 'phone', sources)}</div>
        </div>
        ${checkBoxes('symptoms', t('figures.symptoms'), choicesOf('symptoms', words, assets))}`,
    )}
    ${form(
      'extend',
      html`${textField({ name: 'days', label: t('isolation.days_more'), type: 'number', value: '7', min: '1', max: '28' })}
      ${noteField('note', t('work.note'), 'extend-note')}`,
    )}
    ${form('breach', noteField('note', t('isolation.breach_note'), 'breach-note', true))}
    ${form(
      'end',
      html`${selectField(
        'ending',
        t('isolation.ending'),
        endings[0],
        endings.map((one) => [one, t(`isolation.ending_${one}`)] as const),
      )}
      ${noteField('note', t('work.note'), 'end-note')}`,
    )}
  </div>`;
}
