import type { Visitor } from '../storage/staff-sessions.ts';
import { html, nothing, type Html } from './html.ts';
import type { Words } from './words.ts';

export interface Page {
  title: string;
  body: Html;
  /** Address of the entry of the menu that is lit. */
  at?: string;
}

/** Said once above a page. */
export interface Flash {
  text: string;
  /** Nothing was done, and why. */
  isRefusal: boolean;
}

export interface Frame {
  words: Words;
  visitor: Visitor | null;
  /** The hidden field every form must carry. */
  csrf: string;
  /** The data of this installation are invented. */
  demo: boolean;
  /** Said once above the page, such as that something was stored. */
  flash: Flash | null;
}

interface Entry {
  address: string;
  /** Key of its words. */
  label: string;
  roles: readonly Visitor['role'][];
}

const health = ['admin', 'officer', 'viewer'] as const;
const everybody = [...health, 'communications'] as const;

/** The menu; who may not see a page does not see its entry either. */
const entries: readonly Entry[] = [
  { address: '/console/', label: 'menu.today', roles: health },
  { address: '/console/persons', label: 'menu.persons', roles: health },
  { address: '/console/isolations', label: 'menu.isolations', roles: health },
  { address: '/console/figures', label: 'menu.figures', roles: everybody },
  { address: '/console/advisories', label: 'menu.advisories', roles: everybody },
  { address: '/console/info', label: 'menu.info', roles: everybody },
  { address: '/console/campaigns', label: 'menu.campaigns', roles: everybody },
  { address: '/console/exports', label: 'menu.exports', roles: health },
  { address: '/console/urging', label: 'menu.urging', roles: ['admin', 'officer'] },
  { address: '/console/staff', label: 'menu.staff', roles: ['admin'] },
  { address: '/console/audit', label: 'menu.audit', roles: ['admin'] },
];

/** A whole page: head, menu, what it says, and the mark of invented data. */
export function layout({ title, body, at }: Page, frame: Frame): Html {
  const { words, visitor, csrf, demo, flash } = frame;
  const { t } = words;
  return html`<!doctype html>
    <html lang="${words.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="htmx-config" content='{"includeIndicatorCSS": false}' />
        <title>${title} · ${t('name')}</title>
        <link rel="icon" href="/console/files/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/console/files/tabler.min.css" />
        <link rel="stylesheet" href="/console/files/console.css" />
        <script src="/console/files/htmx.min.js" defer></script>
        <script src="/console/files/console.js" defer></script>
      </head>
      <body>
        <a class="visually-hidden-focusable skip" href="#content">${t('skip')}</a>
        ${demo ? html`<p class="demo-mark" role="note">${t('demo')}</p>` : nothing}
        <div class="page">
          ${visitor ? header(visitor, words, csrf, at) : nothing}
          <main class="page-wrapper" id="content">
            <div class="page-body">
              <div class="container-xl">${flash === null ? nothing : flashPart(flash)} ${body}</div>
            </div>
          </main>
        </div>
      </body>
    </html>`;
}

const flashPart = ({ text, isRefusal }: Flash): Html =>
  isRefusal
    ? html`<p class="alert alert-warning" role="alert">${text}</p>`
    : html`<p class="alert alert-success" role="status">${text}</p>`;

function header(visitor: Visitor, { t, language }: Words, csrf: string, at?: string): Html {
  const shown = entries.filter(({ roles }) => roles.includes(visitor.role));
  const other = language === 'vi' ? 'en' : 'vi';
  return html`<header class="console-head">
    <div class="container-xl">
      <p class="console-unit">
        <strong>${t('name')}</strong>
        <span>${visitor.unit.name}</span>
      </p>
      <nav aria-label="${t('menu.label')}">
        <ul class="console-menu">
          ${shown.map(
            ({ address, label }) =>
              html`<li>
                <a href="${address}" ${address === at ? html`aria-current="page"` : nothing}>${t(label)}</a>
              </li>`,
          )}
        </ul>
      </nav>
      <div class="console-self">
        <a href="/console/account">${visitor.name}</a>
        <form method="post" action="/console/language">
          <input type="hidden" name="_csrf" value="${csrf}" />
          <button class="btn btn-sm" name="language" value="${other}" lang="${other}">
            ${t(`language.${other}`)}
          </button>
        </form>
        <form method="post" action="/console/sign-out">
          <input type="hidden" name="_csrf" value="${csrf}" />
          <button class="btn btn-sm">${t('sign_out')}</button>
        </form>
      </div>
    </div>
  </header>`;
}
