import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import qrcode from 'qrcode';
import { z } from 'zod';
import { isStaffWord } from '../dialogue/staff-word.ts';
import { asStaff } from '../storage/as-staff.ts';
import { writeAudit } from '../storage/audit.ts';
import {
  createCampaign,
  findCampaign,
  listCampaigns,
  type Campaign,
  type Funnel,
} from '../storage/campaigns.ts';
import { foldDiacritics } from '../vietnamese/fold.ts';
import { advisoryWord, advisoryWords } from './advisory-words.ts';
import { areaOf } from './area-of.ts';
import {
  campaignFormPart,
  campaignKinds,
  campaignListPart,
  campaignPart,
  posterPart,
} from './campaign-parts.ts';
import { linksOf } from './campaign-links.ts';
import type { ConsoleContext } from './context.ts';
import { onlyTellers, visitorTells } from './may-tell.ts';
import { posterPdf } from './poster-pdf.ts';
import { Refusal } from './refusal.ts';
import { createShow, goTo } from './show.ts';
import { only, visitorOf } from './visitor.ts';
import { doer } from './whence.ts';

const CODE = /^[a-z0-9-]{3,40}$/;
const line = (most: number) =>
  z
    .string()
    .max(most)
    .default('')
    .transform((text) =>
      text
        .normalize('NFC')
        .replace(/[\p{C}\s]+/gu, ' ')
        .trim(),
    );
const form = z.object({ name: line(200), code: line(60), kind: z.enum(campaignKinds), area: line(10) });
const codes = z.object({ code: z.string().regex(CODE) });

/** `Áp phích chợ Biên Hòa` gives `ap-phich-cho-bien-hoa`. */
const slugOf = (name: string): string =>
  foldDiacritics(name)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-|-$/g, '');

/** Links, codes to scan and posters that bring people in, and how many came by each. */
export function campaignPages(context: ConsoleContext): FastifyPluginAsync {
  const { assets, db, entrances } = context;
  const show = createShow(context);
  const everybody = only('admin', 'officer', 'communications', 'viewer');
  const guard = { preHandler: everybody };
  // Compressed already.
  const whole = { ...guard, compress: false as const };
  const telling = { preHandler: [everybody, onlyTellers] };

  const find = async (request: FastifyRequest): Promise<Campaign & Funnel> => {
    const params = codes.safeParse(request.params);
    if (!params.success) throw new Refusal(404);
    const found = await asStaff(db, visitorOf(request).staff, (tx) => findCampaign(tx, params.data.code));
    if (found === undefined) throw new Refusal(404);
    return found;
  };

  return (app) => {
    app.get('/campaigns', guard, async (request, reply) => {
      const visitor = visitorOf(request);
      const campaigns = await asStaff(db, visitor.staff, listCampaigns);
      return show(request, reply, ({ words }) => ({
        title: words.t('menu.campaigns'),
        at: '/console/campaigns',
        body: campaignListPart(words, campaigns, assets, visitorTells(visitor), entrances),
      }));
    });

    app.get('/campaigns/new', telling, (request, reply) => {
      const typed = { name: '', code: '', kind: 'hamlet' as const, area: '' };
      return show(request, reply, (making) => ({
        title: advisoryWords(making.words)('campaign.new'),
        at: '/console/campaigns',
        body: campaignFormPart(making, typed, null, visitorOf(request), assets),
      }));
    });

    app.post('/campaigns', telling, async (request, reply) => {
      const asked = form.safeParse(request.body);
      if (!asked.success) throw new Refusal(400);
      const typed = asked.data;
      const visitor = visitorOf(request);
      const { path } = areaOf(typed.area === '' ? undefined : typed.area, visitor, assets);
      if (typed.area !== '' && path.at(-1) !== typed.area) throw new Refusal(404);
      const code = typed.code === '' ? slugOf(typed.name) : typed.code.replace(/^#/, '').toLowerCase();
      const refuse = (field: 'name' | 'code', key: 'name' | 'code' | 'taken') =>
        show(request, reply.code(422), (making) => ({
          title: advisoryWords(making.words)('campaign.new'),
          at: '/console/campaigns',
          body: campaignFormPart(making, { ...typed, code }, { field, key }, visitor, assets),
        }));
      if (typed.name.length < 2 || typed.name.length > 120) return refuse('name', 'name');
      if (!CODE.test(code)) return refuse('code', 'code');
      if (isStaffWord(code)) return refuse('code', 'taken');
      const outcome = await asStaff(db, visitor.staff, async (tx) => {
        const made = await createCampaign(tx, { code, kind: typed.kind, name: typed.name, areaPath: path });
        const deed = { action: 'campaign_made', subject: 'campaign', subjectId: code };
        if (made === 'made') await writeAudit(tx, doer(request), deed);
        return made;
      });
      if (outcome === 'not_allowed') throw new Refusal(403);
      if (outcome === 'taken') return refuse('code', 'taken');
      return goTo(reply, `/console/campaigns/${code}`, advisoryWord('done.campaign'));
    });

    app.get('/campaigns/:code', guard, async (request, reply) => {
      const campaign = await find(request);
      return show(request, reply, ({ words }) => ({
        title: campaign.name,
        at: '/console/campaigns',
        body: campaignPart(words, campaign, context, visitorOf(request)),
      }));
    });

    app.get('/campaigns/:code/poster', guard, async (request, reply) => {
      const campaign = await find(request);
      return show(request, reply, ({ words }) => ({
        title: `${advisoryWords(words)('campaign.poster')} · ${campaign.name}`,
        at: '/console/campaigns',
        body: posterPart(words, campaign, context),
      }));
    });

    const send = async (reply: FastifyReply, name: string, campaigns: readonly Campaign[]) => {
      const isReachable = campaigns.some((one) => Object.values(linksOf(one, entrances)).some(Boolean));
      if (!isReachable) throw new Refusal(404);
      const file = await posterPdf(context, campaigns);
      return reply
        .header('content-disposition', `inline; filename="${slugOf(`ap phich ${name}`)}.pdf"`)
        .type('application/pdf')
        .send(file);
    };
    app.get('/campaigns/:code/poster.pdf', whole, async (request, reply) => {
      const campaign = await find(request);
      return send(reply, campaign.code, [campaign]);
    });
    app.get('/campaigns/posters.pdf', whole, async (request, reply) => {
      const visitor = visitorOf(request);
      const campaigns = await asStaff(db, visitor.staff, listCampaigns);
      const { name } = areaOf(undefined, visitor, assets);
      return send(
        reply,
        name ?? '',
        campaigns.filter((one) => one.closed_at === null),
      );
    });

    for (const channel of ['telegram', 'zalo'] as const) {
      app.get(`/campaigns/:code/${channel}.svg`, guard, async (request, reply) => {
        const link = linksOf(await find(request), entrances)[channel];
        if (link === null) throw new Refusal(404);
        // Codes on a wall get wet and torn: a quarter of it may be missing.
        const drawn = await qrcode.toString(link, { type: 'svg', errorCorrectionLevel: 'Q', margin: 2 });
        return reply.type('image/svg+xml').send(drawn);
      });
    }
    return Promise.resolve();
  };
}
