/** Looks a platform's error code up in its family's table. */
import { botErrors } from './bot-errors.ts';
import { oaErrors } from './oa-errors.ts';
import { oauthErrors } from './oauth-errors.ts';
import { zbsErrors } from './zbs-errors.ts';
import type { ErrorTable } from './error-table.ts';
import type { ZaloErrorAction } from './zalo-api-error.ts';

/** The families that have numbers. */
export type CodedFamily = 'oa' | 'zbs' | 'oauth' | 'bot';

/** Every table, for those who want to show or test them. */
export const errorTables: Readonly<Record<CodedFamily, ErrorTable>> = {
  oa: oaErrors,
  zbs: zbsErrors,
  oauth: oauthErrors,
  bot: botErrors,
};

/**
 * What a code means and what to do about it. Codes in no table are `human` (for oauth `reconsent`, since a refused
 * single-use token is spent), never retryable.
 * @param platformText the platform's own words: read for the two codes that mean two things, never repeated
 */
export function describeError(
  family: CodedFamily,
  code: number,
  platformText = '',
): { meaning: string; action: ZaloErrorAction } {
  if (family === 'oa' && code === -223 && /quota/i.test(platformText)) {
    return { meaning: "the account's article quota is used up", action: 'later' };
  }
  if (family === 'oa' && code === -201) {
    const field = /^\s*([a-z_]{2,30}) is invalid/.exec(platformText)?.[1];
    if (field !== undefined && namedParameters.has(field)) {
      return { meaning: `the parameter ${field} is invalid`, action: 'bug' };
    }
  }
  const row = errorTables[family][code];
  if (row !== undefined) return { meaning: row[0], action: row[1] };
  return { meaning: 'a code in no published table', action: family === 'oauth' ? 'reconsent' : 'human' };
}

/** Only these are repeated from the platform's text: anything else could be what somebody typed. */
const namedParameters = new Set([
  ...['user_id', 'recipient', 'message', 'message_id', 'text', 'attachment', 'attachment_id', 'attachments'],
  ...[
    'payload',
    'buttons',
    'title',
    'subtitle',
    'url',
    'image_url',
    'elements',
    'token',
    'media_type',
    'type',
  ],
  ...[
    'template_id',
    'template_type',
    'template_data',
    'tag_name',
    'offset',
    'count',
    'data',
    'target',
    'phone',
  ],
]);
