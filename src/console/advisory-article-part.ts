import { takesArticle } from '../broadcast/article.ts';
import { FALLBACK_LANGUAGE } from '../broadcast/compose.ts';
import type { Advisory, NamedAdvisory } from '../storage/advisories.ts';
import type { ArticleOutcome } from '../storage/advisory-articles.ts';
import type { ChosenArticle } from '../storage/broadcast-tables.ts';
import { advisoryWords } from './advisory-words.ts';
import { textField } from './fields.ts';
import { html, nothing, type Html } from './html.ts';
import type { Making } from './show.ts';
import type { Words } from './words.ts';

/** What an article has beside the text, and the most characters Zalo takes; see zalo-api-client's limits. */
export const articleFields = [
  { name: 'title', most: 150 },
  { name: 'author', most: 50 },
  { name: 'cover', most: 500 },
  { name: 'description', most: 300 },
] as const;

/** What can be taken from the advisory itself. */
export const suggestedArticle = ({
  title,
  texts,
  picture,
  unit_name: unit,
}: NamedAdvisory): ChosenArticle => ({
  ...{ title: title.slice(0, 150), author: unit.slice(0, 50), cover: picture?.url ?? '' },
  description: (texts[FALLBACK_LANGUAGE] ?? '').replace(/\s+/g, ' ').slice(0, 300),
});

/** The form of the article. @param faults names of fields that are empty, too long or no address */
export function articlePart(
  { words, csrf }: Making,
  advisory: Advisory,
  typed: ChosenArticle,
  faults: readonly string[],
): Html {
  const t = advisoryWords(words);
  const address = `/console/advisories/${advisory.id}`;
  const hidden = html`<input type="hidden" name="_csrf" value="${csrf}" />
    <input type="hidden" name="version" value="${advisory.version}" />`;
  return html`<h1>${t('article.title')}</h1>
    <p>${t('article.means')}</p>
    ${
      takesArticle(advisory)
        ? html`<form method="post" action="${address}/article" class="mb-3">
            ${hidden}
            ${articleFields.map(
              ({ name, most }) =>
                html`<p>
                  ${textField({
                    ...{ name, label: t(`article.field.${name}`), value: typed[name] },
                    hint: name === 'cover' ? t('article.cover_hint') : t('template.most', { most }),
                    error: faults.includes(name)
                      ? t(`article.fault.${name === 'cover' ? 'cover' : 'text'}`)
                      : undefined,
                  })}
                </p>`,
            )}
            <p><button class="btn btn-primary">${t('article.take')}</button></p>
          </form>`
        : html`<p class="alert alert-warning" role="alert">${t('fault.article_narrow')}</p>`
    }
    <form method="post" action="${address}/article" class="mb-3">
      ${hidden}
      <button class="btn" name="leave" value="yes">${t('article.leave')}</button>
      <a class="btn" href="${address}">${t('back')}</a>
    </form>`;
}

/** What was chosen, in words. */
export function chosenArticle(words: Words, { article }: Advisory): string {
  const t = advisoryWords(words);
  if (article === null) return t('article.none');
  return t('article.once', { title: article.title, description: article.description });
}

/** What became of it. */
export function articleOutcomePart(words: Words, outcome: ArticleOutcome | undefined): Html {
  if (outcome === undefined) return nothing;
  const t = advisoryWords(words);
  const why =
    outcome.reason === null || outcome.state === 'sent' ? '' : ` (${t(`reason.${outcome.reason}`)})`;
  return html`<p>${t('article.title')}: ${t(`article.state.${outcome.state}`)}${why}</p>`;
}
