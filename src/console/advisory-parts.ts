import type { SubmitFault } from '../broadcast/submit-faults.ts';
import type { DialogueAssets } from '../dialogue/assets.ts';
import type { AdvisoryEvent, NamedAdvisory } from '../storage/advisories.ts';
import { stateMark } from './advisory-list.ts';
import { chosenArticle } from './advisory-article-part.ts';
import { chosenTemplate } from './advisory-template-part.ts';
import { testNote } from './advisory-test-part.ts';
import { advisoryWords } from './advisory-words.ts';
import { placeName } from './area-of.ts';
import { card } from './figures-parts.ts';
import { html, nothing, type Html } from './html.ts';
import type { Words } from './words.ts';

/** What still keeps a draft from being submitted. */
export function faultsPart(words: Words, faults: readonly SubmitFault[], hasPicture: boolean): Html {
  const t = advisoryWords(words);
  if (faults.length === 0) return nothing;
  const said = (fault: SubmitFault): string =>
    fault.code === 'too_long'
      ? t(hasPicture ? 'fault.too_long_picture' : 'fault.too_long', {
          ...{ length: fault.length, most: fault.most, language: words.t(`language.${fault.language}`) },
          channel: words.t(`channel.${fault.channel}`),
        })
      : t(`fault.${fault.code}`);
  return html`<div class="alert alert-warning" role="note">
    <p>${t('fault_title')}</p>
    <ul>
      ${faults.map((fault) => html`<li>${said(fault)}</li>`)}
    </ul>
  </div>`;
}

/** What is known of an advisory beside its text. @param listed telephone numbers on its list */
function factsPart(words: Words, advisory: NamedAdvisory, listed: number, assets: DialogueAssets): Html {
  const t = advisoryWords(words);
  const { rate, scheduled_at: scheduled, approved_at: approved } = advisory;
  const facts: [string, Html | string][] = [
    ['state', stateMark(words, advisory.status)],
    ['unit', advisory.unit_name],
    ['author', advisory.author_name ?? ''],
    ...(approved === null
      ? []
      : ([['approved', `${advisory.approved_by_name ?? ''}, ${words.time(approved)}`]] as [
          string,
          string,
        ][])),
    ['topic', t(`topic.${advisory.topic}`)],
    ['urgency', t(`urgency.${advisory.urgency}`)],
    ['audience', meantPart(words, advisory, listed, assets)],
    ...(advisory.picture === null ? [] : ([['alt', advisory.picture.alt]] as [string, string][])),
    ['billed', advisory.billed ? t('billed_yes') : t('billed_no')],
    ['template', chosenTemplate(words, advisory)],
    ['article', chosenArticle(words, advisory)],
    ['scheduled', scheduled === null ? t('at_once') : words.time(scheduled)],
    ['expires', words.time(advisory.expires_at)],
    ...(rate === null ? [] : ([['rate', t('at_most', { rate: words.number(rate) })]] as [string, string][])),
    ...(['started', 'ended'] as const).flatMap((name): [string, string][] => {
      const at = advisory[`${name}_at`];
      return at === null ? [] : [[name, words.time(at)]];
    }),
  ];
  return card(
    t('part.audience'),
    html`<dl class="facts">
      ${facts.map(
        ([name, value]) =>
          html`<dt>${t(`field.${name}`)}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>`,
  );
}

function meantPart(
  words: Words,
  { audience, area_path: own }: NamedAdvisory,
  listed: number,
  assets: DialogueAssets,
): Html {
  const t = advisoryWords(words);
  const { levels, status, languages, channels, activeWithin, notToldWithin, campaign } = audience;
  const path = audience.area.length > 0 ? audience.area : own;
  const names = (codes: readonly string[], start: string): string =>
    codes.map((code) => words.t(`${start}.${code}`)).join(', ');
  const parts = [
    t('meant.area', { area: path.length === 0 ? words.t('country') : placeName(path, assets) }),
    levels && t('meant.levels', { from: levels[0], to: levels[1] }),
    status && t(`care.${status}`),
    languages && t('meant.languages', { names: names(languages, 'language') }),
    channels && t('meant.channels', { names: names(channels, 'channel') }),
    activeWithin && t('meant.active', { days: activeWithin }),
    notToldWithin && t('meant.told', { days: notToldWithin }),
    campaign && t('meant.campaign', { code: campaign }),
    audience.listed && t('meant.listed', { count: words.number(listed) }),
  ].filter((part): part is string => typeof part === 'string');
  return html`${t('everybody')}: ${parts.join('; ')}`;
}

function noteOf(words: Words, kind: string, note: string): string {
  if (kind === 'test') return testNote(words, note);
  return kind === 'halt' ? advisoryWords(words)(`halted.${note}`) : note;
}

/** What happened to an advisory, the newest first. */
function storyPart(words: Words, events: readonly AdvisoryEvent[]): Html {
  const t = advisoryWords(words);
  return card(
    t('story'),
    html`<ul class="events">
      ${events
        .toReversed()
        .map(
          ({ at, kind, note, staff_name: name }) =>
            html`<li>
              <strong>${t(`event.${kind}`)}</strong> – ${words.time(at)}, ${name ?? t('program')}
              ${note === '' ? nothing : html`<div>${noteOf(words, kind, note)}</div>`}
            </li>`,
        )}
    </ul>`,
  );
}

/**
 * Facts and story; they look again by themselves until all is over. The steps are not among them: whoever agrees to an advisory
 * agrees to the one on their page.
 */
export function standingPart(
  words: Words,
  advisory: NamedAdvisory,
  { events, listed }: { events: readonly AdvisoryEvent[]; listed: number },
  assets: DialogueAssets,
): Html {
  const live = html`hx-get="/console/advisories/${advisory.id}/standing" hx-trigger="every 3s"
  hx-swap="outerMorph"`;
  return html`<div id="standing" ${advisory.ended_at === null ? live : nothing}>
    ${factsPart(words, advisory, listed, assets)} ${storyPart(words, events)}
  </div>`;
}
