import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import { asStaff } from '../storage/as-staff.ts';
import { listPersons, type PersonCursor, type PersonFilter } from '../storage/list-persons.ts';
import { searchPersons, type Person } from '../storage/persons.ts';
import { areaOf, placeName, takesUnplaced } from './area-of.ts';
import type { ConsoleContext } from './context.ts';
import { selectField, textField } from './fields.ts';
import { html, nothing, type Html } from './html.ts';
import { levelMark } from './level-mark.ts';
import { fMark, localNumber } from './person-facts.ts';
import { createShow } from './show.ts';
import { only, visitorOf } from './visitor.ts';

const PAGE = 50;
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional()).catch(undefined);
const query = z.object({
  q: optional(z.string().trim().max(80)),
  area: optional(z.string().max(10)),
  level: optional(z.coerce.number().int().min(0).max(5)),
  f: optional(z.coerce.number().int().min(0).max(5)),
  after: optional(z.string().max(120)),
});

/** Everybody who declared in one's area, those who declared last first; or those a search finds. */
export function personsPages({ db, assets, ...context }: ConsoleContext): FastifyPluginAsync {
  const show = createShow({ db, assets, ...context });
  return (app) => {
    app.get('/persons', { preHandler: only('admin', 'officer', 'viewer') }, async (request, reply) => {
      const visitor = visitorOf(request);
      const asked = query.parse(request.query);
      const area = areaOf(asked.area, visitor, assets);
      const filter: PersonFilter = {
        ...(area.path.length > 0 && { area: area.path }),
        ...(takesUnplaced(area.path, visitor) && { unplaced: 'too' as const }),
        ...(asked.level !== undefined && { levels: [asked.level, 5] as const }),
        ...(asked.f !== undefined && { f: asked.f }),
      };
      const page = await asStaff(db, visitor.staff, async (tx) =>
        asked.q === undefined
          ? listPersons(tx, filter, { limit: PAGE, after: cursorOf(asked.after) })
          : { rows: await searchPersons(tx, asked.q, PAGE), next: null },
      );
      return show(request, reply, ({ words }) => {
        const { t } = words;
        const next = page.next;
        const kept = Object.entries({ area: asked.area, level: asked.level, f: asked.f });
        const params = kept.flatMap(([key, value]): [string, string][] =>
          value === undefined ? [] : [[key, String(value)]],
        );
        const more =
          next === null ? '' : new URLSearchParams([...params, ['after', cursorText(next)]]).toString();
        return {
          title: t('menu.persons'),
          at: '/console/persons',
          body: html`<h1>${t('persons.of', { area: area.name ?? t('country') })}</h1>
            <form method="get" action="/console/persons" class="filters" role="search">
              <div class="wide">
                ${textField({
                  ...{
                    name: 'q',
                    label: t('today.search'),
                    value: asked.q ?? '',
                    type: 'search',
                    search: true,
                  },
                  hint: t('persons.search_hint'),
                })}
              </div>
              <div>
                ${selectField('area', t('area'), asked.area, [
                  ['', area.name ?? t('country')],
                  ...area.below.map(({ code, name }): [string, string] => [code, name]),
                ])}
              </div>
              <div>
                ${selectField('level', t('today.level'), asked.level, [
                  ['', t('all')],
                  ...[5, 4, 3, 2, 1].map((level): [string, string] => [
                    String(level),
                    t('today.level_from', { level }),
                  ]),
                ])}
              </div>
              <div>
                ${selectField('f', 'F', asked.f, [
                  ['', t('all')],
                  ...[0, 1, 2, 3, 4, 5].map((f): [string, string] => [String(f), `F${f}`]),
                ])}
              </div>
              <div><button class="btn btn-primary">${t('filter')}</button></div>
            </form>
            ${
              page.rows.length === 0
                ? html`<p class="empty">${t('persons.nobody')}</p>`
                : html`<div class="table-responsive">
                    <table class="table table-vcenter card-table">
                      <thead>
                        <tr>
                          ${['level', 'who', 'where', 'when'].map(
                            (head) => html`<th scope="col">${t(`today.${head}`)}</th>`,
                          )}
                        </tr>
                      </thead>
                      <tbody data-rows>
                        ${page.rows.map((person) => row(person))}
                      </tbody>
                    </table>
                  </div>`
            }
            ${more === '' ? nothing : html`<p><a class="btn" href="?${more}">${t('more')}</a></p>`}`,
        };

        function row(person: Person): Html {
          const contact = [person.birth_year, person.phone === null ? null : localNumber(person.phone)];
          return html`<tr>
            <td>${levelMark(words, person.level)} ${fMark(person)}</td>
            <th scope="row">
              <a data-row href="/console/persons/${person.id}">${person.name ?? t('person.unnamed')}</a>
              <div class="text-secondary">${contact.filter((part) => part !== null).join(' · ')}</div>
            </th>
            <td>
              ${person.area_path.length === 0 ? t('person.unplaced') : placeName(person.area_path, assets)}
            </td>
            <td>${words.time(person.declared_at)}</td>
          </tr>`;
        }
      });
    });
    return Promise.resolve();
  };
}

const cursorText = ({ declaredAt, id }: PersonCursor): string => `${declaredAt.getTime()}.${id}`;

function cursorOf(text: string | undefined): PersonCursor | null {
  const parts = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(text ?? '');
  return parts === null ? null : { declaredAt: new Date(Number(parts[1])), id: parts[2] ?? '' };
}
