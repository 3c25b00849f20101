import type { MessageTemplate, TemplateCatalogue } from '../broadcast/template-catalogue.ts';
import type { Advisory } from '../storage/advisories.ts';
import { FALLBACK_LANGUAGE } from '../broadcast/compose.ts';
import { advisoryWords } from './advisory-words.ts';
import { selectField, textField } from './fields.ts';
import { card } from './figures-parts.ts';
import { html, nothing, type Html } from './html.ts';
import type { Making } from './show.ts';
import type { Words } from './words.ts';

export interface TemplateForm {
  advisory: Advisory;
  /** `none`: the Official Account is not set up. */
  listed: Awaited<ReturnType<TemplateCatalogue['list']>> | 'none';
  /** The one that was chosen; a text: why the platform does not tell of it. */
  found: Awaited<ReturnType<TemplateCatalogue['find']>> | null;
  typed: Record<string, string>;
  /** Names of data that is missing or too long. */
  faults: readonly string[];
}

/** Name of the field of one of a template's data. */
export const fieldOf = (name: string): string => `data-${name}`;

/** Choosing the template for those Zalo takes nothing else for. */
export function templatePart(making: Making, form: TemplateForm): Html {
  const t = advisoryWords(making.words);
  const { advisory, listed, found } = form;
  const address = `/console/advisories/${advisory.id}`;
  const fault = typeof listed === 'string' ? listed : typeof found === 'string' ? found : null;
  return html`<h1>${t('template.title')}</h1>
    <p>${t('template.means')}</p>
    ${
      fault === null
        ? nothing
        : html`<p class="alert alert-warning" role="alert">
            ${t(`template.fault.${fault === 'none' || fault === 'misconfigured' ? fault : 'away'}`)}
          </p>`
    }
    ${typeof listed === 'string' ? nothing : choicePart(making.words, form, listed, address)}
    ${found === null || typeof found === 'string' ? nothing : dataPart(making, form, found, address)}
    <form method="post" action="${address}/template" class="mb-3">
      <input type="hidden" name="_csrf" value="${making.csrf}" />
      <input type="hidden" name="version" value="${advisory.version}" />
      <input type="hidden" name="template" value="" />
      <button class="btn">${t('template.leave')}</button>
      <a class="btn" href="${address}">${t('back')}</a>
    </form>`;
}

function choicePart(
  words: Words,
  { found }: TemplateForm,
  listed: readonly { id: string; name: string }[],
  address: string,
): Html {
  const t = advisoryWords(words);
  if (listed.length === 0) return html`<p>${t('template.none')}</p>`;
  const chosen = found !== null && typeof found !== 'string' ? found.id : undefined;
  return html`<form method="get" action="${address}/template" class="filters mb-3">
    <div class="wide">
      ${selectField(
        'template',
        t('template.choose'),
        chosen,
        listed.map(({ id, name }) => [id, `${name} (${id})`]),
      )}
    </div>
    <div><button class="btn">${t('template.look')}</button></div>
  </form>`;
}

function dataPart(
  { words, csrf }: Making,
  { advisory, typed, faults }: TemplateForm,
  { id, name, price, params }: MessageTemplate,
  address: string,
): Html {
  const t = advisoryWords(words);
  const text = (advisory.texts[FALLBACK_LANGUAGE] ?? '').replace(/\s+/g, ' ');
  // The whole advisory where the template has one place for it, and it fits.
  const [only] = params.length === 1 ? params : [];
  const suggested = only !== undefined && text.length <= (only.most ?? Infinity) ? text : '';
  return card(
    name,
    html`<p>
        ${price === null ? t('template.price_unknown') : t('template.price', { price: words.number(price) })}
      </p>
      <p>${t('template.same')}</p>
      <form method="post" action="${address}/template">
        <input type="hidden" name="_csrf" value="${csrf}" />
        <input type="hidden" name="version" value="${advisory.version}" />
        <input type="hidden" name="template" value="${id}" />
        ${params.map(
          ({ name: key, required, most }) =>
            html`<p>
              ${textField({
                ...{ name: fieldOf(key), label: key, value: typed[key] ?? suggested },
                ...(most !== null && { hint: t('template.most', { most: words.number(most) }) }),
                error: faults.includes(key)
                  ? t(required ? 'template.wrong' : 'template.too_long')
                  : undefined,
              })}
            </p>`,
        )}
        <p><button class="btn btn-primary">${t('template.take')}</button></p>
      </form>`,
  );
}

/** What was chosen, in words. */
export function chosenTemplate(words: Words, { template }: Advisory): string {
  const t = advisoryWords(words);
  if (template === null) return t('template.left');
  const data = Object.entries(template.data).map(([key, value]) => `${key}: ${value}`);
  const price =
    template.price === null ? '' : ` (${t('template.each', { price: words.number(template.price) })})`;
  return [`${template.name}${price}`, ...data].join('; ');
}
