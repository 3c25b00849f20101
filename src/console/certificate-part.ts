import type { Certificate } from '../storage/isolations.ts';
import { html, type Html } from './html.ts';
import type { Words } from './words.ts';

/** The paper somebody gets who completed their isolation; to be printed and signed. */
export function certificatePart({ t, day }: Words, certificate: Certificate, unit: string): Html {
  const { name, birth_year: birth, address_line: line, area_names: areas, place, site } = certificate;
  const facts: [string, string][] = [
    [t('certificate.name'), name ?? ''],
    [t('person.birth'), birth === null ? '' : String(birth)],
    [t('person.place'), [line, ...areas.toReversed()].filter(Boolean).join(', ')],
    [t('isolation.place'), [t(`conclusion.${place}`), site].filter(Boolean).join(' – ')],
    [t('certificate.span'), `${day(certificate.day_zero)} – ${day(certificate.ends_on)}`],
    [t('certificate.decision'), [certificate.document, certificate.authority].filter(Boolean).join(', ')],
  ];
  return html`<article class="narrow certificate">
    <p>${unit}</p>
    <h1>${t('certificate.title')}</h1>
    <dl class="facts">
      ${facts.map(
        ([label, value]) =>
          html`<dt>${label}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>
    <p>${t('certificate.says')}</p>
    <p>${t('certificate.sign')}</p>
  </article>`;
}
