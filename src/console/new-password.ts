import { textField } from './fields.ts';
import { html, type Html } from './html.ts';
import { PASSWORD_LENGTH, passwordFault } from './password.ts';

type Say = (key: string, params?: Record<string, string | number>) => string;

/** Why a new password is not taken, in words; undefined: it is. */
export function newPasswordError(t: Say, password: string, username: string): string | undefined {
  const fault = passwordFault(password, username);
  return fault === null ? undefined : t(`password_${fault}`, PASSWORD_LENGTH);
}

/** The field for a new password. */
export const newPasswordField = (t: Say, error: string | undefined): Html =>
  html`<p>
    ${textField({
      ...{ name: 'password', label: t('new_password'), type: 'password', required: true },
      ...{ autocomplete: 'new-password', hint: t('password_hint', PASSWORD_LENGTH), error },
    })}
  </p>`;
