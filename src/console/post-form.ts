import { html, nothing, type Html } from './html.ts';

/** A form that changes something: it carries the mark that it comes from a page of ours. */
export function postForm(
  { action, csrf, narrow = false }: { action: string; csrf: string; narrow?: boolean },
  body: Html,
): Html {
  return html`<form method="post" action="${action}" ${narrow ? html`class="narrow"` : nothing}>
    <input type="hidden" name="_csrf" value="${csrf}" />
    ${body}
  </form>`;
}

/** A button that changes something at once. */
export function postButton(
  { action, csrf, primary = false }: { action: string; csrf: string; primary?: boolean },
  words: string,
  /** Said by screen readers after the words, where many buttons say the same. */
  about?: string,
): Html {
  return postForm(
    { action, csrf },
    html`<button class="btn ${primary ? 'btn-primary' : 'btn-sm'}">
      ${words}${about === undefined ? nothing : html`<span class="visually-hidden">: ${about}</span>`}
    </button>`,
  );
}
