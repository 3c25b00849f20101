import type { ErrorTable } from './error-table.ts';

/**
 * Errors of oauth.zaloapp.com. No official table exists: all of these come from code that met them, and
 * -14012, -14024 and -14029 from single sources.
 */
export const oauthErrors: ErrorTable = {
  [-14002]: ['the app id is invalid or the app is not active', 'human'],
  [-14003]: ['the redirect URI is not the one saved in the console', 'config'],
  [-14012]: ['the authorisation code is invalid or expired (unconfirmed)', 'reconsent'],
  [-14014]: ['the refresh token is invalid', 'reconsent'],
  [-14024]: ['the app is not approved or the code is invalid (unconfirmed)', 'human'],
  [-14029]: ['the app is not approved or the code is invalid (unconfirmed)', 'human'],
};
