import type { StaffChat } from '../storage/staff-chats.ts';
import { accountWords } from './account-words.ts';
import { card } from './figures-parts.ts';
import { html, nothing, type Html } from './html.ts';
import { postButton } from './post-form.ts';
import type { Making } from './show.ts';

/** The chats test messages go to. */
export function chatsPart({ words, csrf }: Making, chats: readonly StaffChat[]): Html {
  const t = accountWords(words);
  return html`<div id="chats">
    ${card(
      t('chats_title'),
      html`<p class="text-secondary">${t('chats_help')}</p>
        ${
          chats.length === 0
            ? html`<p>${t('chats_none')}</p>`
            : html`<dl class="facts">
                ${chats.map(
                  ({ channel, boundAt }) =>
                    html`<dt>${words.t(`channel.${channel}`)}</dt>
                      <dd>
                        ${t('chat_since', { time: words.time(boundAt) })}
                        ${postButton(
                          { action: `/console/account/chats/${channel}/remove`, csrf },
                          t('chat_remove'),
                          words.t(`channel.${channel}`),
                        )}
                      </dd>`,
                )}
              </dl>`
        }
        ${postButton({ action: '/console/account/chats/word', csrf, primary: true }, t('chat_connect'))}`,
    )}
  </div>`;
}

export interface ChatWord {
  word: string;
  /** Sends the word on Telegram; null: the bot's name is not set. */
  link: string | null;
  /** The link as a code to scan, a `data:` address. */
  picture: string | null;
  until: Date;
}

/** The word that shows a chat to be theirs; shown now and never again. */
export function chatWordPart({ words }: Making, { word, link, picture, until }: ChatWord): Html {
  const t = accountWords(words);
  return html`<h1>${t('chat_word_title')}</h1>
    <p>${t('chat_word_until', { time: words.time(until) })}</p>
    <div class="columns">
      ${
        link === null
          ? nothing
          : html`<section>
              <h2>Telegram</h2>
              <p>${t('chat_word_telegram')}</p>
              <p><a class="btn btn-primary" href="${link}" rel="noreferrer">${t('chat_word_open')}</a></p>
              <img src="${picture ?? ''}" width="180" height="180" alt="${t('chat_word_qr')}" />
            </section>`
      }
      <section>
        <h2>${link === null ? t('chat_word_any') : 'Zalo'}</h2>
        <p>${t('chat_word_typed')}</p>
        <p><strong class="fs-2" data-word>#${word}</strong></p>
      </section>
    </div>
    <p><a class="btn" href="/console/account#chats">${t('chat_word_done')}</a></p>`;
}
