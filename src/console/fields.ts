import { html, nothing, type Html } from './html.ts';

export interface TextField {
  name: string;
  /** Needed where two forms of a page have a field of that name. */
  id?: string;
  label: string;
  value?: string;
  type?: 'text' | 'search' | 'password' | 'date' | 'number' | 'tel' | 'datetime-local';
  required?: boolean;
  /** Stands below the field. */
  hint?: string;
  /** What is wrong with what was typed; stands below the field and is tied to it. */
  error?: string | undefined;
  autocomplete?: string;
  /** The key "/" goes here. */
  search?: boolean;
  step?: string;
  min?: string;
  max?: string;
}

/** A field with its label, hint and error; fit to stand in a paragraph, which a `div` would end. */
export function textField(field: TextField): Html {
  const {
    name,
    id = name,
    label,
    value = '',
    type = 'text',
    required = false,
    hint,
    error,
    autocomplete = 'off',
  } = field;
  return inputField(
    { id, name, label, type, hint, error },
    html`value="${value}" autocomplete="${autocomplete}" ${required ? html`required` : nothing}
    ${field.search === true ? html`data-search` : nothing}
    ${field.step === undefined ? nothing : html`step="${field.step}"`}
    ${field.min === undefined ? nothing : html`min="${field.min}"`}
    ${field.max === undefined ? nothing : html`max="${field.max}"`}`,
  );
}

/** A file to choose. @param field.accept kinds the browser offers; what comes has to be looked at all the same */
export const fileField = ({
  accept,
  ...field
}: Pick<TextField, 'name' | 'label' | 'hint' | 'error'> & { accept: string }): Html =>
  inputField({ id: field.name, type: 'file', ...field }, html`accept="${accept}"`);

interface InputField extends Pick<TextField, 'name' | 'label' | 'error'> {
  id: string;
  type: string;
  hint?: string | undefined;
}

function inputField({ id, name, label, type, hint, error }: InputField, attributes: Html): Html {
  return html`<label class="form-label" for="${id}">${label}</label>
    <input
      class="form-control ${error === undefined ? '' : 'is-invalid'}"
      id="${id}"
      name="${name}"
      type="${type}"
      ${attributes}
      ${describedBy(id, hint, error)}
    />
    ${below(id, hint, error)}`;
}

/** Ties a field to what stands below it. */
function describedBy(id: string, hint: string | undefined, error: string | undefined): Html {
  const ids = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return html`${ids === '' ? nothing : html`aria-describedby="${ids}"`}
  ${error === undefined ? nothing : html`aria-invalid="true"`}`;
}

/** Hint and error below a field. */
const below = (id: string, hint: string | undefined, error: string | undefined): Html =>
  html` ${hint === undefined ? nothing : html`<span class="form-hint d-block" id="${id}-hint">${hint}</span>`}
  ${error === undefined ? nothing : html`<span class="invalid-feedback d-block" id="${id}-error">${error}</span>`}`;

/** A list to choose one from. @param options value and words */
export function selectField(
  name: string,
  label: string,
  chosen: string | number | undefined,
  options: readonly (readonly [string, string])[],
  id = name,
): Html {
  return html`<label class="form-label" for="${id}">${label}</label>
    <select class="form-select" id="${id}" name="${name}">
      ${options.map(
        ([value, words]) =>
          html`<option value="${value}" ${value === String(chosen ?? '') ? html`selected` : nothing}>
            ${words}
          </option>`,
      )}
    </select>`;
}

/** Several to choose from, each with a box. @param chosen those that are ticked */
export function checkBoxes(
  name: string,
  label: string,
  options: readonly (readonly [string, string])[],
  chosen: readonly string[] = [],
): Html {
  return html`<fieldset class="mb-2">
    <legend class="form-label">${label}</legend>
    ${options.map(
      ([value, words]) =>
        html`<label class="form-check form-check-inline">
          <input
            class="form-check-input"
            type="checkbox"
            name="${name}"
            value="${value}"
            ${chosen.includes(value) ? html`checked` : nothing}
          />
          <span class="form-check-label">${words}</span>
        </label>`,
    )}
  </fieldset>`;
}

/** A few to choose one from, all in sight. @param options value, words, and what may stand behind them */
export function radioButtons(
  name: string,
  label: string,
  chosen: string | undefined,
  options: readonly (readonly [value: string, words: string, after?: Html])[],
): Html {
  return html`<fieldset class="mb-2">
    <legend class="form-label">${label}</legend>
    ${options.map(
      ([value, words, after = nothing]) =>
        html`<div class="form-check">
          <label>
            <input
              class="form-check-input"
              type="radio"
              name="${name}"
              value="${value}"
              required
              ${value === chosen ? html`checked` : nothing}
            />
            <span class="form-check-label">${words}</span>
          </label>
          ${after}
        </div>`,
    )}
  </fieldset>`;
}

/** Long words. */
export function noteField(name: string, label: string, id = name, required = false): Html {
  return html`<label class="form-label" for="${id}">${label}</label>
    <textarea
      class="form-control"
      id="${id}"
      name="${name}"
      rows="2"
      maxlength="2000"
      ${required ? html`required` : nothing}
    ></textarea>`;
}

export interface LongField extends Pick<TextField, 'name' | 'label' | 'value' | 'hint' | 'error'> {
  rows: number;
  most: number;
  /** Of the words in it. */
  language?: string;
}

/** A field for several lines. */
export function longField({ name, label, value = '', hint, error, rows, most, language }: LongField): Html {
  return html`<label class="form-label" for="${name}">${label}</label>
    <textarea
      class="form-control ${error === undefined ? '' : 'is-invalid'}"
      id="${name}"
      name="${name}"
      rows="${rows}"
      maxlength="${most}"
      ${language === undefined ? nothing : html`lang="${language}"`}
      ${describedBy(name, hint, error)}
    >
${value}</textarea>
    ${below(name, hint, error)}`;
}
