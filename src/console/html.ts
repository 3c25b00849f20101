import { html } from 'hono/html';

/** A piece of a page. Whatever is put into the braces of html`…` is escaped, unless it is such a piece itself. */
export type Html = ReturnType<typeof html>;

/** Nothing, where a piece is expected. */
export const nothing: Html = html``;

export { html };
