import { broadcastChannels } from '../broadcast/compose.ts';
import type { DialogueAssets } from '../dialogue/assets.ts';
import { topics } from '../dialogue/topics.ts';
import type { Advisory } from '../storage/advisories.ts';
import type { Visitor } from '../storage/staff-sessions.ts';
import { advisoryLanguages, type FormFault, type TypedAdvisory } from './advisory-form.ts';
import { picturePart } from './advisory-preview.ts';
import { advisoryWords } from './advisory-words.ts';
import { areaOf } from './area-of.ts';
import { areaField, areasBelow } from './areas-below.ts';
import { checkBoxes, fileField, longField, selectField, textField } from './fields.ts';
import { card } from './figures-parts.ts';
import { html, nothing, type Html } from './html.ts';
import type { Making } from './show.ts';

export interface ComposeForm {
  action: string;
  typed: TypedAdvisory;
  faults: readonly FormFault[];
  /** Of the draft that is changed; null: a new one. */
  version: number | null;
  /** Numbers on the list it has already. */
  listed: number;
  /** The picture it has already. */
  picture: Advisory['picture'];
}

/** The form an advisory is written in. */
export function advisoryFormPart(
  making: Making,
  form: ComposeForm,
  visitor: Visitor,
  assets: DialogueAssets,
): Html {
  const t = advisoryWords(making.words);
  const { action, faults, version } = form;
  return html`<h1>${version === null ? t('new') : t('edit')}</h1>
    ${
      faults.length === 0
        ? nothing
        : html`<div class="alert alert-danger" role="alert">
            <p>${t('nothing_stored')}</p>
            <ul>
              ${faults.map(({ field, code, params }) => html`<li><a href="#${field}">${t(`field.${field}`)}</a>: ${t(`form_fault.${code}`, params)}</li>`)}
            </ul>
          </div>`
    }
    <form method="post" action="${action}" enctype="multipart/form-data">
      <input type="hidden" name="_csrf" value="${making.csrf}" />
      ${version === null ? nothing : html`<input type="hidden" name="version" value="${version}" />`}
      ${textPart(making, form)} ${audiencePart(making, form, visitor, assets)} ${timePart(making, form)}
      <p>
        <button class="btn btn-primary">${t('store')}</button>
        <a class="btn" href="${version === null ? '/console/advisories' : action.replace(/\/edit$/, '')}"
          >${t('back')}</a
        >
      </p>
    </form>`;
}

type Part = (making: Making, form: ComposeForm) => Html;

const errorOf = (
  { words }: Making,
  { faults }: ComposeForm,
  field: FormFault['field'],
): string | undefined => {
  const fault = faults.find((one) => one.field === field);
  return fault && advisoryWords(words)(`form_fault.${fault.code}`, fault.params);
};

const textPart: Part = (making, form) => {
  const { words } = making;
  const { typed } = form;
  const t = advisoryWords(words);
  return card(
    t('part.text'),
    html`${textField({ name: 'title', label: t('field.title'), value: typed.title, hint: t('hint.title') })}
      ${advisoryLanguages.map((language, i) =>
        longField({
          ...{ name: language, label: t(`field.${language}`), value: typed[language], rows: i === 0 ? 7 : 4 },
          ...{ most: 10_000, hint: t(`hint.${language}`), language },
        }),
      )}
      ${textField({ name: 'link', label: t('field.link'), value: typed.link, hint: t('hint.link') })}
      ${pictureField(making, form)}
      <div class="filters mt-3">
        <div>
          ${selectField(
            'topic',
            t('field.topic'),
            typed.topic,
            topics.map((topic) => [topic, t(`topic.${topic}`)]),
          )}
        </div>
        <div>
          ${selectField('urgency', t('field.urgency'), typed.urgency, [
            ['normal', t('urgency.normal')],
            ['urgent', t('urgency.urgent')],
          ])}
        </div>
      </div>`,
  );
};

const pictureField: Part = (making, form) => {
  const t = advisoryWords(making.words);
  const { typed, picture } = form;
  const fault = errorOf(making, form, 'picture');
  return html`<div class="mt-3 picture-field">
    ${picture === null ? nothing : picturePart({ picture })}
    ${fileField({
      ...{ name: 'picture', label: t('field.picture'), accept: 'image/jpeg,image/png' },
      ...{ hint: t('hint.picture'), error: fault },
    })}
    ${picture === null ? nothing : tick('keep_picture', t('keep_picture'), typed.keep_picture)}
    ${textField({ name: 'alt', label: t('field.alt'), value: typed.alt, hint: t('hint.alt') })}
  </div>`;
};

function audiencePart(making: Making, form: ComposeForm, visitor: Visitor, assets: DialogueAssets): Html {
  const { words } = making;
  const t = advisoryWords(words);
  const { typed } = form;
  const own = areaOf(undefined, visitor, assets);
  const levels = (name: 'level_from' | 'level_to'): Html =>
    selectField(name, t(`field.${name}`), typed[name], [
      ['', words.t('all')],
      ...[0, 1, 2, 3, 4, 5].map((level): [string, string] => [
        String(level),
        words.t('level.named', { level, name: words.t(`level.${level}`) }),
      ]),
    ]);
  return card(
    t('part.audience'),
    html`<p>${t('audience_all')}</p>
      <div class="filters">
        <div>
          ${areaField(t('field.area'), {
            ...{
              own: own.name ?? words.t('country'),
              groups: areasBelow(own.path, assets),
              chosen: typed.area,
            },
          })}
        </div>
        <div>${levels('level_from')}</div>
        <div>${levels('level_to')}</div>
        <div>
          ${selectField('status', t('field.status'), typed.status, [
            ['', words.t('all')],
            ...['followed', 'isolated', 'neither'].map((one): [string, string] => [one, t(`care.${one}`)]),
          ])}
        </div>
        <div>
          ${textField({
            ...{ name: 'active', label: t('field.active'), type: 'number', value: typed.active, min: '1' },
            ...{ max: '3650', hint: t('hint.active'), error: errorOf(making, form, 'active') },
          })}
        </div>
        <div>
          ${textField({
            ...{ name: 'told', label: t('field.told'), type: 'number', value: typed.told, min: '1' },
            ...{ max: '365', hint: t('hint.told'), error: errorOf(making, form, 'told') },
          })}
        </div>
        <div>
          ${textField({
            ...{ name: 'campaign', label: t('field.campaign'), value: typed.campaign },
            ...{ hint: t('hint.campaign'), error: errorOf(making, form, 'campaign') },
          })}
        </div>
      </div>
      ${checkBoxes(
        'languages',
        t('field.languages'),
        advisoryLanguages.map((language) => [language, words.t(`language.${language}`)]),
        typed.languages,
      )}
      ${checkBoxes(
        'channels',
        t('field.channels'),
        broadcastChannels.map((channel) => [channel, words.t(`channel.${channel}`)]),
        typed.channels,
      )}
      <div class="mb-2">
        ${fileField({ name: 'file', label: t('field.file'), accept: '.csv,.txt,text/csv,text/plain' })}
      </div>
      ${longField({
        ...{ name: 'phones', label: t('field.phones'), value: typed.phones, rows: 4, most: 1_000_000 },
        ...{ hint: t('hint.phones'), error: errorOf(making, form, 'phones') },
      })}
      ${form.listed === 0 ? nothing : tick('keep_phones', t('keep_phones', { count: words.number(form.listed) }), typed.keep_phones)}
      ${tick('billed', t('field.billed'), typed.billed, t('hint.billed'))}`,
  );
}

const timePart: Part = (making, form) => {
  const t = advisoryWords(making.words);
  const { typed } = form;
  const moment = (name: 'expires' | 'scheduled'): Html =>
    html`<div>
      ${textField({
        ...{ name, label: t(`field.${name}`), type: 'datetime-local', value: typed[name] },
        ...{ hint: t(`hint.${name}`), error: errorOf(making, form, name) },
      })}
    </div>`;
  return card(
    t('part.time'),
    html`<div class="filters">
      ${moment('scheduled')} ${moment('expires')}
      <div>
        ${textField({
          ...{
            name: 'rate',
            label: t('field.rate'),
            type: 'number',
            value: typed.rate,
            min: '1',
            max: '1000',
          },
          ...{ hint: t('hint.rate'), error: errorOf(making, form, 'rate') },
        })}
      </div>
    </div>`,
  );
};

const tick = (name: string, label: string, isTicked: boolean, hint?: string): Html =>
  html`<label class="form-check mt-2">
    <input
      class="form-check-input"
      type="checkbox"
      name="${name}"
      value="yes"
      ${isTicked ? html`checked` : nothing}
    />
    <span class="form-check-label">${label}</span>
    ${hint === undefined ? nothing : html`<span class="form-check-description">${hint}</span>`}
  </label>`;
