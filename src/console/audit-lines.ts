import type { DialogueAssets } from '../dialogue/assets.ts';
import type { AuditLine } from '../storage/audit.ts';
import { accountWords, deedWords } from './account-words.ts';
import { html, nothing, type Html } from './html.ts';
import type { Words } from './words.ts';

/** Who did what, as a table. @param about false: all lines are about one thing, which is known */
export function auditLines(
  words: Words,
  assets: DialogueAssets,
  lines: readonly AuditLine[],
  about = true,
): Html {
  const t = accountWords(words);
  if (lines.length === 0) return html`<p>${t('audit_none')}</p>`;
  return html`<div class="table-responsive" tabindex="0">
    <table class="table">
      <caption class="visually-hidden">
        ${t('audit_title')}
      </caption>
      <thead>
        <tr>
          ${['time', 'who', 'unit', 'deed', ...(about ? ['about_what'] : []), 'address'].map(
            (key) => html`<th scope="col">${t(key)}</th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${lines.map(
          (line) =>
            html`<tr>
              <td>${words.time(line.at)}</td>
              <td>${whoPart(line, t)}</td>
              <td>${line.unitName ?? '–'}</td>
              <td>${deedWords(words, assets, line.action)}${detailPart(line.detail)}</td>
              ${about ? html`<td>${subjectPart(line)}</td>` : nothing}
              <td>${line.address}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

const whoPart = ({ staffName, username }: AuditLine, t: (key: string) => string): Html =>
  staffName === null
    ? html`${t('nobody')}`
    : html`${staffName}<br /><a href="/console/audit?username=${encodeURIComponent(username ?? '')}"
          >${username}</a
        >`;

const subjectPart = ({ subject, subjectId }: AuditLine): Html =>
  subjectId === null
    ? html`${subject ?? '–'}`
    : html`${subject ?? ''}
        <a href="/console/audit?subject=${encodeURIComponent(subjectId)}"><code>${subjectId}</code></a>`;

/** Codes and counts as they are: whoever reads the trail looks for them. */
function detailPart(detail: Record<string, unknown>): Html {
  const told = Object.entries(detail).map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return told.length === 0 ? nothing : html`<br /><small class="text-secondary">${told.join(', ')}</small>`;
}
