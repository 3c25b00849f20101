import type { ErrorTable } from './error-table.ts';

/** Errors of the Bot Platform. Source: docs.zaloplatforms.com/docs/BOT/error_code; 403 really is an internal error. */
export const botErrors: ErrorTable = {
  400: ['the request or the method name is wrong', 'bug'],
  401: ['the bot token is invalid', 'config'],
  403: ['internal error of the platform', 'retry'],
  404: ['not found', 'bug'],
  408: ['the platform timed out', 'retry'],
  429: ['quota exceeded', 'later'],
};
