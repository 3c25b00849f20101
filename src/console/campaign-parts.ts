import type { DialogueAssets } from '../dialogue/assets.ts';
import type { Campaign, Funnel } from '../storage/campaigns.ts';
import type { Visitor } from '../storage/staff-sessions.ts';
import { advisoryWords } from './advisory-words.ts';
import { areaOf, placeName } from './area-of.ts';
import { areaField, areasBelow } from './areas-below.ts';
import { linkedPlatforms, linksOf, posterText } from './campaign-links.ts';
import type { ConsoleContext } from './context.ts';
import { selectField, textField } from './fields.ts';
import { card, table, told } from './figures-parts.ts';
import { html, nothing, type Html } from './html.ts';
import { postForm } from './post-form.ts';
import { seesHealth } from './sees-health.ts';
import type { Making } from './show.ts';
import type { Words } from './words.ts';

export const campaignKinds = ['area', 'hamlet', 'organisation', 'poster'] as const;
const steps = ['came', 'began', 'sent'] as const;

/** Whether there is anything to scan. */
const leads = ({ telegramBot, zaloOa }: ConsoleContext['entrances']): boolean =>
  telegramBot !== null || zaloOa !== null;

const areaName = (words: Words, path: readonly string[], assets: DialogueAssets): string =>
  path.length === 0 ? words.t('country') : placeName(path, assets);

/** Campaigns with how many came by each. */
export function campaignListPart(
  words: Words,
  campaigns: readonly (Campaign & Funnel)[],
  assets: DialogueAssets,
  mayWrite: boolean,
  entrances: ConsoleContext['entrances'],
): Html {
  const t = advisoryWords(words);
  return html`<h1>${words.t('menu.campaigns')}</h1>
    <p>${t('campaign.intro')}</p>
    <p>
      ${mayWrite ? html`<a class="btn btn-primary" href="/console/campaigns/new">${t('campaign.new')}</a>` : nothing}
      <a class="btn" href="/console/figures">${t('campaign.adoption')}</a>
      ${
        campaigns.length > 0 && leads(entrances)
          ? html`<a class="btn" href="/console/campaigns/posters.pdf">${t('campaign.posters_pdf')}</a>`
          : nothing
      }
    </p>
    ${
      campaigns.length === 0
        ? html`<p class="empty">${t('campaign.none')}</p>`
        : table(
            words,
            ['name', ...steps, 'kind', 'area', 'created'].map((head) => t(`campaign.field.${head}`)),
            campaigns.map((one) => [
              html`<a href="/console/campaigns/${one.code}">${one.name}</a>
                <div class="text-secondary">#${one.code}</div>`,
              ...steps.map((step) => told(words, one[step])),
              html`${t(`campaign.kind.${one.kind}`)}`,
              html`${areaName(words, one.area_path, assets)}`,
              html`${words.day(one.created_at)}`,
            ]),
          )
    }`;
}

export interface TypedCampaign {
  name: string;
  code: string;
  kind: Campaign['kind'];
  area: string;
}

/** The form a campaign is made with. @param fault the field that is wrong, and why */
export function campaignFormPart(
  { words, csrf }: Making,
  typed: TypedCampaign,
  fault: { field: 'name' | 'code'; key: 'name' | 'code' | 'taken' } | null,
  visitor: Visitor,
  assets: DialogueAssets,
): Html {
  const t = advisoryWords(words);
  const own = areaOf(undefined, visitor, assets);
  const field = (name: 'name' | 'code', required: boolean): Html =>
    textField({
      ...{
        name,
        label: t(`campaign.field.${name}`),
        value: typed[name],
        hint: t(`campaign.hint.${name}`),
        required,
      },
      error: fault?.field === name ? t(`campaign.fault.${fault.key}`) : undefined,
    });
  return html`<h1>${t('campaign.new')}</h1>
    ${postForm(
      { action: '/console/campaigns', csrf },
      html`${field('name', true)}
        ${selectField(
          'kind',
          t('campaign.field.kind'),
          typed.kind,
          campaignKinds.map((kind) => [kind, t(`campaign.kind.${kind}`)]),
        )}
        ${areaField(t('campaign.field.area'), {
          ...{
            own: own.name ?? words.t('country'),
            groups: areasBelow(own.path, assets),
            chosen: typed.area,
          },
        })}
        ${field('code', false)}
        <p class="mt-3">
          <button class="btn btn-primary">${t('campaign.make')}</button>
          <a class="btn" href="/console/campaigns">${t('back')}</a>
        </p>`,
    )}`;
}

/** One campaign: its links, codes and funnel. */
export function campaignPart(
  words: Words,
  campaign: Campaign & Funnel,
  { assets, entrances }: Pick<ConsoleContext, 'assets' | 'entrances'>,
  visitor: Visitor,
): Html {
  const t = advisoryWords(words);
  const { code, name } = campaign;
  const area = areaName(words, campaign.area_path, assets);
  return html`<h1>${name}</h1>
    <p>#${code} · ${t(`campaign.kind.${campaign.kind}`)} · ${area} · ${words.day(campaign.created_at)}</p>
    <p>
      ${
        leads(entrances)
          ? html`<a class="btn btn-primary" href="/console/campaigns/${code}/poster.pdf"
              >${t('campaign.poster_pdf')}</a
            >`
          : nothing
      }
      <a class="btn" href="/console/campaigns/${code}/poster">${t('campaign.poster')}</a>
      ${seesHealth(visitor) ? html`<a class="btn" href="/console/?campaign=${code}">${t('campaign.work')}</a>` : nothing}
      <a class="btn" href="/console/figures?area=${campaign.area_path.at(-1) ?? ''}"
        >${t('campaign.adoption')}</a
      >
    </p>
    ${card(
      t('campaign.funnel'),
      html`${table(
          words,
          steps.map((step) => t(`campaign.field.${step}`)),
          [steps.map((step) => told(words, campaign[step]))],
        )}
        <p class="text-secondary">${t('campaign.funnel_means')}</p>`,
    )}
    <div class="columns">${entrancesPart(words, campaign, entrances)}</div>`;
}

/** A code to scan and a link for each platform, or which setting is missing. */
function entrancesPart(words: Words, campaign: Campaign, entrances: ConsoleContext['entrances']): Html {
  const t = advisoryWords(words);
  const links = linksOf(campaign, entrances);
  const one = (channel: 'telegram' | 'zalo', setting: string): Html => {
    const link = links[channel];
    return card(
      t(`campaign.${channel}`),
      link === null
        ? html`<p class="alert alert-warning" role="note">${t('campaign.missing', { setting })}</p>`
        : html`${qrPart(words, campaign, channel)}
            <p>${t(`campaign.${channel}_how`, { code: campaign.code })}</p>
            <p><a href="${link}" rel="noreferrer">${link}</a></p>`,
    );
  };
  return html`${one('telegram', 'TELEGRAM_BOT_NAME')} ${one('zalo', 'ZALO_OA_ID')}`;
}

const qrPart = (words: Words, { code, name }: Campaign, channel: 'telegram' | 'zalo'): Html => {
  const t = advisoryWords(words);
  const alt = t('campaign.qr', { channel: t(`campaign.${channel}`), name });
  return html`<img
    class="qr"
    src="/console/campaigns/${code}/${channel}.svg"
    width="220"
    height="220"
    alt="${alt}"
  />`;
};

/** What is hung up: large, with the place's name, and nothing but what people need. */
export function posterPart(
  words: Words,
  campaign: Campaign,
  { assets, entrances }: Pick<ConsoleContext, 'assets' | 'entrances'>,
): Html {
  const t = advisoryWords(words);
  const links = linksOf(campaign, entrances);
  const channels = linkedPlatforms(links);
  return html`<p class="no-print">
      ${t('campaign.poster_print')} <a href="/console/campaigns/${campaign.code}">${t('back')}</a>
    </p>
    <article class="poster">
      <p class="poster-place">${areaName(words, campaign.area_path, assets)}</p>
      <h1>${t('campaign.poster_head')}</h1>
      <p>${posterText(words, channels)}</p>
      <div class="poster-codes">
        ${channels.map(
          (channel) =>
            html`<section>
              <h2>${t(`campaign.${channel}`)}</h2>
              ${qrPart(words, campaign, channel)}
              <p>${t(`campaign.${channel}_how`, { code: campaign.code })}</p>
            </section>`,
        )}
      </div>
      <p>${t('campaign.poster_privacy')}</p>
      <p class="text-secondary">${campaign.name} · #${campaign.code}</p>
    </article>`;
}
