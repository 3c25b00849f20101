import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { UnitKind } from '../storage/console-tables.ts';
import { writeAudit } from '../storage/audit.ts';
import { addUnit, changeUnit, type Unit } from '../storage/units.ts';
import { accountWord, accountWords } from './account-words.ts';
import { areaOf } from './area-of.ts';
import type { ConsoleContext } from './context.ts';
import { kindsBelow, levelOf, mayChange } from './may-give.ts';
import { oneLine } from './one-line.ts';
import { Refusal } from './refusal.ts';
import { createShow, goTo } from './show.ts';
import { theirUnit } from './their-staff.ts';
import { addUnitPart, changeUnitPart, type UnitErrors } from './unit-forms.ts';
import { only, visitorOf } from './visitor.ts';
import { doer } from './whence.ts';

const params = z.object({ id: z.guid() });
const changeForm = z.object({ name: oneLine(200), phone: oneLine(40) });
const addForm = changeForm.extend({
  kind: z.enum(['health_department', 'cdc', 'district_centre', 'station', 'communications', 'observer']),
  area: z.string().max(10),
});

/** A number of a telephone, a hotline or an emergency service, written as people write them. */
const PHONE = /^[+(]?\d[\d\s.()-]{2,24}$/;

/** What an admin changes about their unit and those below it, and new units below. */
export function unitChangePages(context: ConsoleContext): FastifyPluginAsync {
  const { db, assets } = context;
  const show = createShow(context);
  const guard = { preHandler: only('admin') };

  const unitOf = async (request: FastifyRequest): Promise<Unit> => {
    const asked = params.safeParse(request.params);
    if (!asked.success) throw new Refusal(404);
    return theirUnit(db, request, asked.data.id);
  };
  const changed = async (request: FastifyRequest): Promise<Unit> => {
    const unit = await unitOf(request);
    if (!mayChange(visitorOf(request), unit.kind)) throw new Refusal(403);
    return unit;
  };
  /** The area of a unit and those right below it: where a new unit may lie. */
  const areasOf = (unit: Unit): { code: string; name: string }[] => {
    const { path, name, below } = areaOf(undefined, { unit }, assets);
    return [{ code: path.at(-1) ?? '', name: name ?? '' }, ...below];
  };
  const errorsOf = (name: string, phone: string): UnitErrors => ({
    ...(name.length < 2 && { name: 'unit_name_wrong' }),
    ...(phone !== '' && !PHONE.test(phone) && { phone: 'unit_phone_wrong' }),
  });

  return (app) => {
    app.get('/units/:id/change', guard, async (request, reply) => {
      const unit = await changed(request);
      return show(request, reply, (making) => ({
        title: accountWords(making.words)('unit_change'),
        at: '/console/staff',
        body: changeUnitPart(making, unit, { name: unit.name, phone: unit.phone ?? '' }, {}),
      }));
    });
    app.post('/units/:id/change', guard, async (request, reply) => {
      const unit = await changed(request);
      const form = changeForm.safeParse(request.body);
      if (!form.success) throw new Refusal(400);
      const { name, phone } = form.data;
      const errors = errorsOf(name, phone);
      const refuse = (why: UnitErrors) =>
        show(request, reply.code(422), (making) => ({
          title: accountWords(making.words)('unit_change'),
          at: '/console/staff',
          body: changeUnitPart(making, unit, form.data, why),
        }));
      if (Object.keys(errors).length > 0) return refuse(errors);
      const next = { name, phone: phone === '' ? null : phone };
      const fields = (['name', 'phone'] as const).filter((field) => next[field] !== unit[field]);
      if (fields.length > 0) {
        if (!(await changeUnit(db, unit.id, next))) return refuse({ name: 'unit_name_there' });
        await writeAudit(db, doer(request), {
          ...{ action: 'unit_changed', subject: 'unit', subjectId: unit.id, detail: { fields } },
        });
      }
      return goTo(reply, `/console/units/${unit.id}`, accountWord('done_unit_changed'));
    });
    app.get('/units/:id/add', guard, async (request, reply) => {
      const unit = await changed(request);
      return show(request, reply, (making) => ({
        title: accountWords(making.words)('unit_add'),
        at: '/console/staff',
        body: addUnitPart(making, unit, choices(request, unit), null, {}),
      }));
    });
    app.post('/units/:id/add', guard, async (request, reply) => {
      const parent = await changed(request);
      const form = addForm.safeParse(request.body);
      if (!form.success) throw new Refusal(400);
      const { name, phone, kind, area } = form.data;
      const given = choices(request, parent);
      if (!given.kinds.includes(kind)) throw new Refusal(403);
      if (!given.areas.some(({ code }) => code === area)) throw new Refusal(404);
      const errors = { ...errorsOf(name, phone), ...areaError(kind, area) };
      const refuse = (why: UnitErrors) =>
        show(request, reply.code(422), (making) => ({
          title: accountWords(making.words)('unit_add'),
          at: '/console/staff',
          body: addUnitPart(making, parent, given, form.data, why),
        }));
      if (Object.keys(errors).length > 0) return refuse(errors);
      const id = await addUnit(db, {
        ...{ name, kind, parent: parent.id, phone: phone === '' ? null : phone, takesUnplaced: false },
        areaVersion: area === '' ? null : assets.adminVersion,
        areaPath:
          area === parent.areaPath.at(-1) || area === '' ? parent.areaPath : [...parent.areaPath, area],
      });
      // Postgres says so, as two may add the same one at the same moment.
      if (id === null) return refuse(levelOf(kind) ? { area: 'unit_there' } : { name: 'unit_name_there' });
      await writeAudit(db, doer(request), {
        ...{ action: 'unit_added', subject: 'unit', subjectId: id, detail: { kind, area } },
      });
      return goTo(reply, `/console/units/${id}`, accountWord('done_unit_added'));
    });
    return Promise.resolve();
  };

  function choices(request: FastifyRequest, parent: Unit) {
    return { kinds: kindsBelow(visitorOf(request), parent.kind), areas: areasOf(parent) };
  }

  /** A health unit looks after an area of its level. */
  function areaError(kind: UnitKind, code: string): UnitErrors {
    const level = levelOf(kind);
    return level === null || assets.areas.find(code)?.level === level ? {} : { area: 'unit_area_wrong' };
  }
}
