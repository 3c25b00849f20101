/** From an HTTP answer to checked data, or to the error that says why not. */
import { z } from 'zod';
import { describeError, errorTables } from '../errors/describe-error.ts';
import { ZaloApiError } from '../errors/zalo-api-error.ts';
import { parseJson } from './parse-json.ts';
import type { HttpAnswer } from './send-request.ts';
import { describeIssues, lenient, wireInteger } from './wire.ts';

/**
 * Reads the envelope of the OA and ZBS APIs, `{error, message, data}`, where HTTP 200 says nothing about success.
 * @throws ZaloApiError family `oa`/`zbs` for error ≠ 0; family `http` when there is no readable envelope
 */
export function readEnvelope<T>(family: 'oa' | 'zbs', answer: HttpAnswer, data: z.ZodType<T>): T {
  const envelope = envelopeSchema.safeParse(readJsonBody(answer));
  if (!envelope.success) {
    throw badStatus(answer) ?? unexpectedAnswer(answer, describeIssues(envelope.error, 'body'));
  }
  const { error, message } = envelope.data;
  const refused = badStatus(answer);
  if (error !== 0) {
    const listed = errorTables[family][error] !== undefined;
    if (refused?.retryable === true && !listed) throw refused;
    throw new ZaloApiError({
      family,
      code: error,
      ...describeError(family, error, message),
      path: answer.path,
      httpStatus: answer.status,
    });
  }
  if (refused !== undefined) throw refused;
  return checkData(answer, data, envelope.data.data, 'data');
}

const envelopeSchema = z.object({
  error: wireInteger,
  message: lenient(z.string()),
  data: z.unknown().optional(),
});

/**
 * The body as JSON.
 * @throws ZaloApiError family `http`: `http_status` for a page that came with an error status, `empty_body`, `not_json`
 */
export function readJsonBody(answer: HttpAnswer): unknown {
  const { path, status: httpStatus, text } = answer;
  const lost = { family: 'http', action: 'retry', path, httpStatus, outcomeUnknown: true } as const;
  if (text.trim() === '') {
    throw (
      badStatus(answer) ?? new ZaloApiError({ ...lost, code: 'empty_body', meaning: 'the answer is empty' })
    );
  }
  try {
    return parseJson(text);
  } catch {
    throw (
      badStatus(answer) ?? new ZaloApiError({ ...lost, code: 'not_json', meaning: 'the answer is not JSON' })
    );
  }
}

/** @throws ZaloApiError `unexpected_answer`, naming the fields that are wrong: the call itself succeeded */
export function checkData<T>(answer: HttpAnswer, schema: z.ZodType<T>, value: unknown, root: string): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw unexpectedAnswer(answer, describeIssues(parsed.error, root));
  return parsed.data;
}

/** The error for a status outside 200–299, otherwise undefined. */
export function badStatus({ path, status }: HttpAnswer): ZaloApiError | undefined {
  if (status >= 200 && status < 300) return undefined;
  const passing = status >= 500 || status === 408;
  return new ZaloApiError({
    family: 'http',
    code: 'http_status',
    meaning: passing ? 'the platform is failing' : 'the platform refused the request',
    action: passing ? 'retry' : status === 429 ? 'later' : 'config',
    path,
    httpStatus: status,
    outcomeUnknown: passing,
  });
}

/** For an answer that says success in a form this version does not know; `where` names fields only. */
export function unexpectedAnswer(
  { path, status }: Pick<HttpAnswer, 'path' | 'status'>,
  where: string,
): ZaloApiError {
  return new ZaloApiError({
    family: 'http',
    code: 'unexpected_answer',
    meaning: `the answer is not as documented: ${where}`,
    action: 'bug',
    path,
    httpStatus: status,
    outcomeUnknown: true,
  });
}
