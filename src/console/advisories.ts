import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  changeAdvisory,
  countAdvisoryPhones,
  createAdvisory,
  findAdvisory,
  listAdvisories,
  setAdvisoryPhones,
} from '../storage/advisories.ts';
import { setAdvisoryPicture } from '../storage/advisory-pictures.ts';
import { asStaff, type Scoped } from '../storage/as-staff.ts';
import { writeAudit } from '../storage/audit.ts';
import type { ChosenPicture } from '../storage/broadcast-tables.ts';
import {
  advisoryForm,
  emptyAdvisory,
  pictureFaults,
  readAdvisory,
  sentPicture,
  typedOf,
} from './advisory-form.ts';
import { advisoryFormPart, type ComposeForm } from './advisory-form-part.ts';
import { advisoryCursor, advisoryListPart, advisoryQuery, statusesOf } from './advisory-list.ts';
import { advisoryWord, advisoryWords } from './advisory-words.ts';
import type { ConsoleContext } from './context.ts';
import { onlyTellers, visitorTells } from './may-tell.ts';
import { Refusal } from './refusal.ts';
import { createShow, goTo } from './show.ts';
import { only, visitorOf } from './visitor.ts';
import { doer } from './whence.ts';

const PAGE = 30;
/** Most a form may carry, in bytes: a list of telephone numbers fits. */
const FORM = 1_048_576;
/** Most of a picture that is looked at, in bytes: a photo as phones take them is refused in the form, which keeps what was typed. */
const PHOTO = 16 * 1_048_576;
const ids = z.object({ id: z.guid() });
const seen = z.object({ version: z.coerce.number().int().min(1) });

/** The id in an address; what is none is not there. */
export function idOf(request: FastifyRequest): string {
  const params = ids.safeParse(request.params);
  if (!params.success) throw new Refusal(404);
  return params.data.id;
}

/** Advisories of one's area: the list, and the form they are written in. */
export function advisoriesPages(context: ConsoleContext): FastifyPluginAsync {
  const { assets, db, now, publicUrl } = context;
  const show = createShow(context);
  const guard = { preHandler: only('admin', 'officer', 'communications', 'viewer') };
  const telling = [only('admin', 'officer', 'communications', 'viewer'), onlyTellers];

  // The form carries files.
  const sending = {
    preHandler: telling,
    bodyLimit: 2 * FORM + PHOTO,
    config: { upload: FORM, picture: PHOTO },
  };

  const showForm = (request: FastifyRequest, reply: FastifyReply, form: ComposeForm) =>
    show(request, reply, (making) => ({
      title: advisoryWords(making.words)(form.version === null ? 'new' : 'edit'),
      at: '/console/advisories',
      body: advisoryFormPart(making, form, visitorOf(request), assets),
    }));
  const parse = (request: FastifyRequest) => {
    const sent = advisoryForm.safeParse(request.body);
    if (!sent.success) throw new Refusal(400);
    const typed = sent.data;
    const { draft, phones, faults } = readAdvisory(typed, visitorOf(request), assets);
    const picture = sentPicture(request.body);
    return {
      ...{ typed, draft, phones, faults: [...faults, ...pictureFaults(picture, faults)] },
      picture: picture?.ok === true ? picture : null,
    };
  };
  const chosen = (
    picture: Pick<ChosenPicture, 'file' | 'width' | 'height'> | null,
    alt: string,
  ): ChosenPicture | null => {
    if (picture === null) return null;
    const { file, width, height } = picture;
    return { file, url: publicUrl && `${publicUrl}/pictures/${file}`, alt, width, height };
  };
  const draftOf = async (tx: Scoped, id: string) => {
    const advisory = await findAdvisory(tx, id);
    if (advisory === undefined) throw new Refusal(404);
    return { advisory, listed: await countAdvisoryPhones(tx, id) };
  };

  return (app) => {
    app.get('/advisories', guard, async (request, reply) => {
      const visitor = visitorOf(request);
      const query = advisoryQuery.parse(request.query);
      const after = advisoryCursor(query.after);
      const page = await asStaff(db, visitor.staff, (tx) =>
        listAdvisories(tx, { ...statusesOf(query), limit: PAGE, after }),
      );
      return show(request, reply, (making) => ({
        title: making.words.t('menu.advisories'),
        at: '/console/advisories',
        body: advisoryListPart(making.words, page, query, visitorTells(visitor)),
      }));
    });

    app.get('/advisories/new', { preHandler: telling }, (request, reply) =>
      showForm(request, reply, {
        ...{ action: '/console/advisories', typed: emptyAdvisory(now(), assets.timeZone) },
        ...{ faults: [], version: null, listed: 0, picture: null },
      }),
    );

    app.post('/advisories', sending, async (request, reply) => {
      const visitor = visitorOf(request);
      const { typed, draft, phones, picture, faults } = parse(request);
      if (faults.length > 0) {
        const form = { action: '/console/advisories', typed, faults, version: null };
        return showForm(request, reply.code(422), { ...form, listed: 0, picture: null });
      }
      const id = await asStaff(db, visitor.staff, async (tx) => {
        const made = await createAdvisory(tx, { ...draft, picture: chosen(picture, typed.alt) });
        if (made === null) throw new Refusal(403);
        if (picture !== null) await setAdvisoryPicture(tx, made, picture);
        if (phones?.length) await setAdvisoryPhones(tx, made, phones);
        const about = { subject: 'advisory', subjectId: made };
        await writeAudit(tx, doer(request), { action: 'advisory_created', ...about });
        return made;
      });
      return goTo(reply, `/console/advisories/${id}`, advisoryWord('done.stored'));
    });

    app.get('/advisories/:id/edit', { preHandler: telling }, async (request, reply) => {
      const id = idOf(request);
      const found = await asStaff(db, visitorOf(request).staff, (tx) => draftOf(tx, id));
      const { advisory, listed } = found;
      const address = `/console/advisories/${id}`;
      if (advisory.status !== 'draft') return goTo(reply, address, advisoryWord('refused.not_now'));
      const typed = typedOf(advisory, assets.timeZone);
      const { version, picture } = advisory;
      const form = { action: `${address}/edit`, typed, faults: [], version, listed, picture };
      return showForm(request, reply, form);
    });

    app.post('/advisories/:id/edit', sending, async (request, reply) => {
      const id = idOf(request);
      const address = `/console/advisories/${id}`;
      const visitor = visitorOf(request);
      const { typed, draft, phones, picture, faults } = parse(request);
      const known = seen.safeParse(request.body);
      if (!known.success) throw new Refusal(400);
      const { version } = known.data;
      if (faults.length > 0) {
        const { listed, advisory } = await asStaff(db, visitor.staff, (tx) => draftOf(tx, id));
        const form = { action: `${address}/edit`, typed, faults, version, listed };
        return showForm(request, reply.code(422), { ...form, picture: advisory.picture });
      }
      const changed = await asStaff(db, visitor.staff, async (tx) => {
        const before = (await draftOf(tx, id)).advisory.picture;
        const after = chosen(picture ?? (typed.keep_picture ? before : null), typed.alt);
        const outcome = await changeAdvisory(tx, id, version, { ...draft, picture: after });
        if (outcome !== 'changed') return outcome;
        if (after?.file !== before?.file) await setAdvisoryPicture(tx, id, picture);
        if (phones !== null) await setAdvisoryPhones(tx, id, phones);
        const about = { subject: 'advisory', subjectId: id };
        await writeAudit(tx, doer(request), { action: 'advisory_changed', ...about });
        return outcome;
      });
      if (changed === 'gone') throw new Refusal(404);
      if (changed === 'lost') throw new Refusal(409);
      return goTo(reply, address, advisoryWord(changed === 'changed' ? 'done.stored' : 'refused.not_now'));
    });
    return Promise.resolve();
  };
}
