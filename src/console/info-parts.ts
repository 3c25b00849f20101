import { broadcastChannels, messagesOn, type BroadcastChannel } from '../broadcast/compose.ts';
import type { DialogueAssets } from '../dialogue/assets.ts';
import { infoTopics } from '../dialogue/info-pages.ts';
import type { EditedInfoPage } from '../storage/edit-info-pages.ts';
import type { Visitor } from '../storage/staff-sessions.ts';
import { advisoryLanguages } from './advisory-form.ts';
import { advisoryWords } from './advisory-words.ts';
import { areaOf, placeName } from './area-of.ts';
import { areaField, areasBelow } from './areas-below.ts';
import { longField, selectField, textField } from './fields.ts';
import { card } from './figures-parts.ts';
import { html, nothing, type Html } from './html.ts';
import type { InfoFault, TypedInfo } from './info-form.ts';
import { postForm } from './post-form.ts';
import type { Making } from './show.ts';
import type { Words } from './words.ts';

/** The pages of information of one's area. */
export function infoListPart(
  words: Words,
  pages: readonly EditedInfoPage[],
  assets: DialogueAssets,
  mayWrite: boolean,
): Html {
  const t = advisoryWords(words);
  const heads = ['title', 'topic', 'area', 'source', 'source_at', 'published'];
  return html`<h1>${words.t('menu.info')}</h1>
    <p>${t('info.intro')}</p>
    ${mayWrite ? html`<p><a class="btn btn-primary" href="/console/info/new">${t('info.new')}</a></p>` : nothing}
    ${
      pages.length === 0
        ? html`<p class="empty">${t('info.none')}</p>`
        : html`<div class="table-responsive">
            <table class="table table-vcenter card-table">
              <thead>
                <tr>
                  ${heads.map((head) => html`<th scope="col">${t(`info.field.${head}`)}</th>`)}
                </tr>
              </thead>
              <tbody data-rows>
                ${pages.map(
                  (page) =>
                    html`<tr>
                      <th scope="row">
                        <a data-row href="/console/info/${page.id}">${page.texts['vi']?.title ?? ''}</a>
                        <div class="text-secondary">
                          ${Object.keys(page.texts)
                            .map((language) => words.t(`language.${language}`))
                            .join(', ')}
                        </div>
                      </th>
                      <td>${t(`info.topic.${page.topic}`)}</td>
                      <td>${areaWords(words, page.area_path, assets)}</td>
                      <td>${page.source}</td>
                      <td>${words.time(page.source_at)}</td>
                      <td>${stateOf(words, page)}</td>
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>`
    }`;
}

const stateOf = (words: Words, { published }: EditedInfoPage): string =>
  advisoryWords(words)(published ? 'info.published' : 'info.withdrawn');

const areaWords = (words: Words, path: readonly string[], assets: DialogueAssets): string =>
  path.length === 0 ? words.t('country') : placeName(path, assets);

/** How citizens see it on each channel, in each language. */
export function infoPreviewPart(words: Words, page: EditedInfoPage, { phrasebook }: DialogueAssets): Html {
  const t = advisoryWords(words);
  const time = words.time(page.source_at);
  const written = advisoryLanguages.flatMap((language) => {
    const own = page.texts[language];
    if (own === undefined) return [];
    const source = phrasebook.say(language, 'common:info.source', { source: page.source, time });
    return [{ language, text: [own.title, own.text, source].join('\n\n') }];
  });
  const bubbles = (channel: BroadcastChannel): Html[] =>
    written.map(({ language, text }) => {
      const messages = messagesOn(channel, text);
      return html`${messages.map((part) => html`<p class="bubble" lang="${language}">${part}</p>`)}
      ${messages.length > 1 ? html`<p class="text-secondary">${t('info.messages', { count: messages.length })}</p>` : nothing}`;
    });
  return card(
    t('info.preview'),
    html`<p>${stateOf(words, page)}</p>
      ${page.texts['en'] === undefined ? html`<p>${t('info.no_language')}</p>` : nothing}
      <div class="columns">
        ${broadcastChannels.map(
          (channel) =>
            html`<section class="chat chat-${channel}">
              <h3>${words.t(`channel.${channel}`)}</h3>
              ${bubbles(channel)}
            </section>`,
        )}
      </div>`,
  );
}

export interface InfoForm {
  action: string;
  typed: TypedInfo;
  faults: readonly InfoFault[];
  /** Of the page that is changed; null: a new one. */
  version: number | null;
}

/** The form a page is written in. */
export function infoFormPart(
  { words, csrf }: Making,
  { action, typed, faults, version }: InfoForm,
  visitor: Visitor,
  assets: DialogueAssets,
): Html {
  const t = advisoryWords(words);
  const error = (field: InfoFault): string | undefined =>
    faults.includes(field) ? t(`info.fault.${field}`) : undefined;
  const own = areaOf(undefined, visitor, assets);
  const label = (field: string): string => t(`info.field.${field}`);
  return html`${faults.length === 0 ? nothing : html`<p class="alert alert-danger" role="alert">${t('nothing_stored')}</p>`}
  ${postForm(
    { action, csrf },
    html`${version === null ? nothing : html`<input type="hidden" name="version" value="${version}" />`}
      <div class="filters">
        <div>
          ${selectField(
            'topic',
            label('topic'),
            typed.topic,
            infoTopics.map((topic) => [topic, t(`info.topic.${topic}`)]),
          )}
        </div>
        <div>
          ${areaField(label('area'), {
            ...{
              own: own.name ?? words.t('country'),
              groups: areasBelow(own.path, assets),
              chosen: typed.area,
            },
          })}
        </div>
        <div>
          ${textField({
            ...{
              name: 'source_at',
              label: label('source_at'),
              type: 'datetime-local',
              value: typed.source_at,
            },
            error: error('source_at'),
          })}
        </div>
        <div class="wide">
          ${textField({ name: 'source', label: label('source'), value: typed.source, error: error('source') })}
        </div>
      </div>
      ${textField({ name: 'vi_title', label: label('vi_title'), value: typed.vi_title, error: error('vi_title') })}
      ${longField({
        ...{ name: 'vi_text', label: label('vi_text'), value: typed.vi_text, rows: 8, most: 4_000 },
        ...{ language: 'vi', error: error('vi_text') },
      })}
      ${textField({ name: 'en_title', label: label('en_title'), value: typed.en_title })}
      ${longField({
        ...{ name: 'en_text', label: label('en_text'), value: typed.en_text, rows: 5, most: 4_000 },
        ...{ language: 'en', error: error('en_text') },
      })}
      <p class="mt-3">
        <button class="btn btn-primary" name="publish" value="yes">${t('info.publish')}</button>
        <button class="btn" name="publish" value="no">${t('info.withdraw')}</button>
        <a class="btn" href="/console/info">${t('back')}</a>
      </p>`,
  )}`;
}
