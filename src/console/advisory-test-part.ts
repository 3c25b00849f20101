import type { Advisory, AdvisoryEvent } from '../storage/advisories.ts';
import type { StaffChat } from '../storage/staff-chats.ts';
import { advisoryWords } from './advisory-words.ts';
import { card } from './figures-parts.ts';
import { html, nothing, type Html } from './html.ts';
import type { Making } from './show.ts';
import type { Words } from './words.ts';

/** Whether an advisory can still be tried: nobody has agreed to it. */
export const isTried = ({ status }: Advisory): boolean => status === 'draft' || status === 'submitted';

/** Sending an advisory to oneself. */
export function testPart(
  { words, csrf }: Making,
  advisory: Advisory,
  chats: readonly StaffChat[],
  events: readonly AdvisoryEvent[],
): Html {
  const t = advisoryWords(words);
  const last = events.findLast(({ kind }) => kind === 'test');
  return html`<div id="test">
    ${card(
      t('test.title'),
      html`<p>${t('test.means')}</p>
        ${
          chats.length === 0
            ? html`<p>${t('test.no_chat')}</p>`
            : html`<form
                method="post"
                action="/console/advisories/${advisory.id}/test"
                class="step-forms mb-3"
              >
                <input type="hidden" name="_csrf" value="${csrf}" />
                ${chats.map(
                  ({ channel }) =>
                    html`<button class="btn" name="channel" value="${channel}">
                      ${t('test.send', { channel: words.t(`channel.${channel}`) })}
                    </button>`,
                )}
              </form>`
        }
        ${
          last === undefined
            ? nothing
            : html`<p>${t('test.last', { time: words.time(last.at) })} ${testNote(words, last.note)}</p>`
        }
        <p><a href="/console/account#chats">${t('test.chats')}</a></p>`,
    )}
  </div>`;
}

/** What became of a test: `telegram sent` in words. */
export function testNote(words: Words, note: string): string {
  const [channel = '', outcome = ''] = note.split(' ');
  return `${words.t(`channel.${channel}`)}: ${advisoryWords(words)(`test.outcome.${outcome}`)}`;
}
