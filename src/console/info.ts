import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { asStaff } from '../storage/as-staff.ts';
import { writeAudit } from '../storage/audit.ts';
import { changeInfoPage, createInfoPage, findInfoPage, listInfoPages } from '../storage/edit-info-pages.ts';
import { idOf } from './advisories.ts';
import { advisoryWord, advisoryWords } from './advisory-words.ts';
import type { ConsoleContext } from './context.ts';
import { html, nothing } from './html.ts';
import { emptyInfo, infoForm, readInfo, typedInfo } from './info-form.ts';
import { infoFormPart, infoListPart, infoPreviewPart, type InfoForm } from './info-parts.ts';
import { onlyTellers, visitorTells } from './may-tell.ts';
import { Refusal } from './refusal.ts';
import { createShow, goTo } from './show.ts';
import { only, visitorOf } from './visitor.ts';
import { doer } from './whence.ts';

const seen = z.object({ version: z.coerce.number().int().min(1) });

/** What citizens can ask for in the chat: written, published and withdrawn here. */
export function infoPages(context: ConsoleContext): FastifyPluginAsync {
  const { assets, db, now } = context;
  const show = createShow(context);
  const everybody = only('admin', 'officer', 'communications', 'viewer');
  const guard = { preHandler: everybody };
  const telling = { preHandler: [everybody, onlyTellers] };

  const showForm = (request: FastifyRequest, reply: FastifyReply, form: InfoForm) =>
    show(request, reply, (making) => {
      const title = advisoryWords(making.words)(form.version === null ? 'info.new' : 'info.edit');
      const body = infoFormPart(making, form, visitorOf(request), assets);
      return {
        title,
        at: '/console/info',
        body: html`<h1>${title}</h1>
          ${body}`,
      };
    });
  const parse = (request: FastifyRequest) => {
    const typed = infoForm.safeParse(request.body);
    if (!typed.success) throw new Refusal(400);
    return { typed: typed.data, ...readInfo(typed.data, visitorOf(request), assets) };
  };
  const stored = (request: FastifyRequest, id: string, published: boolean) => ({
    by: doer(request),
    deed: { action: 'info_stored', subject: 'info_page', subjectId: id, detail: { published } },
  });

  return (app) => {
    app.get('/info', guard, async (request, reply) => {
      const visitor = visitorOf(request);
      const pages = await asStaff(db, visitor.staff, listInfoPages);
      return show(request, reply, ({ words }) => ({
        title: words.t('menu.info'),
        at: '/console/info',
        body: infoListPart(words, pages, assets, visitorTells(visitor)),
      }));
    });

    app.get('/info/new', telling, (request, reply) =>
      showForm(request, reply, {
        ...{ action: '/console/info', typed: emptyInfo(now(), assets.timeZone), faults: [], version: null },
      }),
    );

    app.post('/info', telling, async (request, reply) => {
      const { typed, draft, faults } = parse(request);
      if (faults.length > 0) {
        return showForm(request, reply.code(422), { action: '/console/info', typed, faults, version: null });
      }
      const id = await asStaff(db, visitorOf(request).staff, async (tx) => {
        const made = await createInfoPage(tx, draft);
        if (made === null) throw new Refusal(403);
        const { by, deed } = stored(request, made, draft.published);
        await writeAudit(tx, by, deed);
        return made;
      });
      return goTo(reply, `/console/info/${id}`, advisoryWord('done.info'));
    });

    app.get('/info/:id', guard, async (request, reply) => {
      const id = idOf(request);
      const visitor = visitorOf(request);
      const page = await asStaff(db, visitor.staff, (tx) => findInfoPage(tx, id));
      if (page === undefined) throw new Refusal(404);
      return show(request, reply, (making) => {
        const title = page.texts['vi']?.title ?? advisoryWords(making.words)('untitled');
        const typed = typedInfo(page, visitor.unit.areaPath, assets.timeZone);
        const form = { action: `/console/info/${id}`, typed, faults: [], version: page.version };
        return {
          ...{ title, at: '/console/info' },
          body: html`<h1>${title}</h1>
            ${infoPreviewPart(making.words, page, assets)}
            ${visitorTells(visitor) ? infoFormPart(making, form, visitor, assets) : nothing}`,
        };
      });
    });

    app.post('/info/:id', telling, async (request, reply) => {
      const id = idOf(request);
      const action = `/console/info/${id}`;
      const { typed, draft, faults } = parse(request);
      const known = seen.safeParse(request.body);
      if (!known.success) throw new Refusal(400);
      const { version } = known.data;
      if (faults.length > 0) return showForm(request, reply.code(422), { action, typed, faults, version });
      const outcome = await asStaff(db, visitorOf(request).staff, async (tx) => {
        const changed = await changeInfoPage(tx, id, version, draft);
        const { by, deed } = stored(request, id, draft.published);
        if (changed === 'changed') await writeAudit(tx, by, deed);
        return changed;
      });
      if (outcome === 'gone') throw new Refusal(404);
      if (outcome === 'lost') throw new Refusal(409);
      return goTo(reply, action, advisoryWord('done.info'));
    });
    return Promise.resolve();
  };
}
