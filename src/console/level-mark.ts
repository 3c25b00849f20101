import { html, type Html } from './html.ts';
import type { Words } from './words.ts';

/** A level of concern as number and word. */
export const levelMark = ({ t }: Words, level: number): Html =>
  html`<span class="level level-${level}">${level} · ${t(`level.${level}`)}</span>`;
