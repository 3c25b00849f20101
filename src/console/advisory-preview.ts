import {
  broadcastChannels,
  composeAdvisory,
  FALLBACK_LANGUAGE,
  longestMessage,
} from '../broadcast/compose.ts';
import type { AudiencePreview } from '../broadcast/preview.ts';
import type { Phrasebook } from '../dialogue/phrasebook.ts';
import type { Advisory } from '../storage/advisories.ts';
import { advisoryLanguages } from './advisory-form.ts';
import { advisoryWords } from './advisory-words.ts';
import { card, table, told } from './figures-parts.ts';
import { html, nothing, type Html } from './html.ts';
import type { Words } from './words.ts';

/** How it will look on each channel, in each language it is written in. */
export function bubblesPart(words: Words, advisory: Advisory, phrasebook: Pick<Phrasebook, 'say'>): Html {
  const t = advisoryWords(words);
  const { texts, audience } = advisory;
  const written = advisoryLanguages.filter((language) => texts[language]?.trim());
  const channels = audience.channels ?? broadcastChannels;
  return card(
    t('preview.title'),
    html`${written.includes('en') ? nothing : html`<p>${t('preview.untranslated')}</p>`}
      ${written.includes(FALLBACK_LANGUAGE) ? nothing : html`<p>${t('preview.empty')}</p>`}
      <div class="columns">
        ${channels.map(
          (channel) =>
            html`<section class="chat chat-${channel}">
              <h3>${words.t(`channel.${channel}`)}</h3>
              ${written.map((language) => {
                const text = composeAdvisory(phrasebook, advisory, language);
                const most = longestMessage(channel, advisory);
                const counted = t('preview.length', {
                  length: words.number(text.length),
                  most: words.number(most),
                });
                return html`<p class="bubble" lang="${language}">${picturePart(advisory)}${text}</p>
                  <p class="${text.length > most ? 'late' : 'text-secondary'}">
                    ${counted}${text.length > most ? `. ${t('preview.too_long')}` : ''}
                  </p>`;
              })}
            </section>`,
        )}
      </div>`,
  );
}

/** The picture as everybody gets it; nothing: it has none. */
export const picturePart = ({ picture }: Pick<Advisory, 'picture'>): Html =>
  picture === null
    ? nothing
    : html`<img
        src="/pictures/${picture.file}"
        alt="${picture.alt}"
        lang="vi"
        width="${picture.width}"
        height="${picture.height}"
      />`;

/** How many it would reach now, how, and who is left out and why. */
export function audiencePart(words: Words, preview: AudiencePreview, advisory: Advisory, at: Date): Html {
  const t = advisoryWords(words);
  const { id, billed, template, article, status } = advisory;
  const heads = ['channel', 'free', 'billed', 'template', 'article', 'closed', 'time'];
  const left: ['stopped' | 'unsubscribed' | 'told', number | null][] = [
    ['stopped', preview.stopped],
    ['unsubscribed', preview.unsubscribed],
    ...(advisory.audience.notToldWithin === undefined
      ? []
      : ([['told', preview.told]] as ['told', number | null][])),
  ];
  return html`<div id="audience">
    ${card(
      t('count.title'),
      html`${
          preview.channels.length === 0
            ? html`<p>${t('count.nobody')}</p>`
            : table(
                words,
                heads.map((head) => t(`count.${head}`)),
                preview.channels.map((one) => [
                  html`${words.t(`channel.${one.channel}`)}`,
                  told(words, one.free),
                  told(words, one.billed),
                  told(words, one.template),
                  told(words, one.article),
                  told(words, one.closed),
                  html`${durationOf(words, one.seconds)}`,
                ]),
              )
        }
        <ul>
          <li>${t('count.free_means')}</li>
          <li>${t(billed ? 'count.billed_yes' : 'count.billed_no')}</li>
          <li>
            ${t(template === null ? 'count.template_no' : 'count.template_yes', { name: template?.name ?? '' })}
            ${
              status === 'draft'
                ? html`<a href="/console/advisories/${id}/template">${t('template.change')}</a>`
                : nothing
            }
          </li>
          <li>
            ${t(article === null ? 'count.article_no' : 'count.article_yes')}
            ${
              status === 'draft'
                ? html`<a href="/console/advisories/${id}/article">${t('article.change')}</a>`
                : nothing
            }
          </li>
          <li>${t('count.closed_means')}</li>
        </ul>
        <dl class="facts">
          ${left.map(
            ([name, persons]) =>
              html`<dt>${t(`count.${name}`)}</dt>
                <dd>${told(words, persons)}</dd>`,
          )}
        </dl>
        <p class="text-secondary">${t('count.as_of', { time: words.time(at) })}</p>`,
    )}
  </div>`;
}

/** A length of time in words, in the unit people would say it in. */
export function durationOf(words: Words, seconds: number): string {
  const t = advisoryWords(words);
  if (seconds < 100) return t('duration.seconds', { count: words.number(Math.ceil(seconds)) });
  if (seconds < 100 * 60) return t('duration.minutes', { count: words.number(Math.ceil(seconds / 60)) });
  return t('duration.hours', { count: words.number(Math.ceil(seconds / 360) / 10) });
}
