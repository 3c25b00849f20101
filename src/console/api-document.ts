import { z } from 'zod';
import { apiLists } from './api-lists.ts';
import { dayRecord } from './api-records.ts';
import { spanSchema } from './asked-span.ts';
import { fhirTypes } from './fhir.ts';

export const listQuery = spanSchema.extend({
  limit: z.coerce.number().int().min(1).max(1_000).default(100).describe('Most records of a page'),
  cursor: z
    .string()
    .max(300)
    .optional()
    .describe('`next` of the page before; with the same other parameters'),
});

export const figuresQuery = spanSchema;

export const fhirQuery = spanSchema;

const errorCodes = [
  'bad_request',
  'unauthorized',
  'forbidden',
  'not_found',
  'too_many_requests',
  'internal',
] as const;

const errorBody = z.object({
  error: z.object({
    code: z.enum(errorCodes),
    message: z.string(),
    requestId: z.string(),
  }),
});

export type ApiError = z.infer<typeof errorBody>;

const pageOf = (record: z.ZodType) =>
  z.object({
    data: z.array(record),
    next: z.string().nullable().describe('Cursor of the next page; null: this was the last'),
  });

/** The API as OpenAPI 3.1, made of the schemas it is checked by. @param server where it is reached */
export function apiDocument(server: string): object {
  const operation = (
    summary: string,
    query: z.ZodType,
    type: string,
    schema: object,
    path: object[] = [],
  ) => ({
    get: {
      summary,
      parameters: [...path, ...parametersOf(query)],
      responses: {
        200: { description: 'As asked', content: { [type]: { schema } } },
        default: {
          description: 'Refused or failed',
          content: { 'application/json': { schema: schemaOf(errorBody) } },
        },
      },
    },
  });
  const paths = Object.entries(apiLists).map(([name, { summary, record }]) => [
    `/${name}`,
    operation(summary, listQuery, 'application/json', schemaOf(pageOf(record))),
  ]);
  const type = {
    ...{ name: 'type', in: 'path', required: true },
    schema: { type: 'string', enum: fhirTypes },
  };
  return {
    openapi: '3.1.0',
    info: {
      title: 'NCOVI',
      version: '1',
      description:
        'Data of the area of the unit whose member of staff made the token. Nothing outside it is found; numbers of identity papers and insurance cards are never given.',
    },
    servers: [{ url: server }],
    security: [{ token: [] }],
    paths: {
      ...(Object.fromEntries(paths) as object),
      '/figures/days': operation(
        'Sums by day',
        figuresQuery,
        'application/json',
        schemaOf(z.object({ data: z.array(dayRecord) })),
      ),
      '/fhir/{type}': operation(
        'All resources of one type of FHIR R4, one per line',
        fhirQuery,
        'application/fhir+ndjson',
        { type: 'string' },
        [type],
      ),
      '/openapi.json': {
        get: {
          summary: 'This document',
          security: [],
          responses: { 200: { description: 'OpenAPI 3.1', content: { 'application/json': {} } } },
        },
      },
    },
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
  };
}

/** Without the mark of the dialect: OpenAPI 3.1 has the same. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output' = 'output'): object {
  const made = z.toJSONSchema(schema, { io });
  return Object.fromEntries(Object.entries(made).filter(([key]) => key !== '$schema'));
}

function parametersOf(query: z.ZodType): object[] {
  const { properties = {}, required = [] } = schemaOf(query, 'input') as {
    properties?: Record<string, { description?: string }>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    ...{ name, in: 'query', required: required.includes(name), schema },
    ...(description !== undefined && { description }),
  }));
}
