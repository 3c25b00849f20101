import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { ChosenTemplate } from '../storage/broadcast-tables.ts';
import { fieldOf, templatePart, type TemplateForm } from './advisory-template-part.ts';
import { advisoryBesides } from './advisory-besides.ts';
import { advisoryWord, advisoryWords } from './advisory-words.ts';
import type { ConsoleContext } from './context.ts';
import { onlyTellers } from './may-tell.ts';
import { Refusal } from './refusal.ts';
import { createShow, goTo } from './show.ts';
import { only } from './visitor.ts';

const templateId = z.string().max(40).default('');
const query = z.object({ template: templateId });
const form = z.object({ version: z.coerce.number().int().min(1), template: templateId });
const typedData = z.record(z.string(), z.unknown());

/** Longest value where the platform names no limit. */
const LONGEST = 400;

/** What people are sent whom Zalo takes no plain message for: one of the approved templates, or nothing. */
export function advisoryTemplate(context: ConsoleContext): FastifyPluginAsync {
  const { templates } = context;
  const show = createShow(context);
  const { find, keep } = advisoryBesides(context);
  const guard = { preHandler: [only('admin', 'officer', 'communications'), onlyTellers] };
  return (app) => {
    const showForm = async (
      request: FastifyRequest,
      reply: Parameters<typeof show>[1],
      given: Omit<TemplateForm, 'listed'>,
    ) => {
      const listed = templates === null ? [] : await templates.list();
      return show(request, reply, (making) => ({
        title: advisoryWords(making.words)('template.title'),
        at: '/console/advisories',
        body: templatePart(making, { ...given, listed: templates === null ? 'none' : listed }),
      }));
    };

    app.get('/advisories/:id/template', guard, async (request, reply) => {
      const advisory = await find(request);
      const address = `/console/advisories/${advisory.id}`;
      if (advisory.status !== 'draft') return goTo(reply, address, advisoryWord('refused.not_now'));
      const asked = query.safeParse(request.query);
      if (!asked.success) throw new Refusal(400);
      const chosen = asked.data.template || (advisory.template?.id ?? '');
      const found = chosen === '' || templates === null ? null : await templates.find(chosen);
      const kept = advisory.template?.id === chosen ? advisory.template.data : {};
      return showForm(request, reply, { advisory, found, typed: kept, faults: [] });
    });

    app.post('/advisories/:id/template', guard, async (request, reply) => {
      const advisory = await find(request);
      const asked = form.safeParse(request.body);
      if (!asked.success) throw new Refusal(400);
      const { version, template } = asked.data;
      let chosen: ChosenTemplate | null = null;
      if (template !== '') {
        const found = templates === null ? 'misconfigured' : await templates.find(template);
        if (typeof found === 'string') {
          return showForm(request, reply.code(422), { advisory, found, typed: {}, faults: [] });
        }
        const body = typedData.parse(request.body);
        const valueOf = (name: string): string => {
          const value = body[fieldOf(name)];
          return typeof value === 'string' ? value.normalize('NFC').replace(/\s+/g, ' ').trim() : '';
        };
        const typed = Object.fromEntries(found.params.map(({ name }) => [name, valueOf(name)]));
        const faults = found.params.flatMap(({ name, required, most }) => {
          const { length } = typed[name] ?? '';
          return (required && length === 0) || length > (most ?? LONGEST) ? [name] : [];
        });
        if (faults.length > 0) return showForm(request, reply.code(422), { advisory, found, typed, faults });
        chosen = { id: found.id, name: found.name, price: found.price, data: typed };
      }
      return keep(request, reply, { id: advisory.id, version }, { template: chosen }, chosen?.id ?? null);
    });
    return Promise.resolve();
  };
}
