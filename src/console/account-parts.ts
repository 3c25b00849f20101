import type { ApiToken } from '../storage/api-tokens.ts';
import type { StaffSession, Visitor } from '../storage/staff-sessions.ts';
import { accountWords } from './account-words.ts';
import { selectField, textField } from './fields.ts';
import { html, nothing, type Html } from './html.ts';
import { newPasswordField } from './new-password.ts';
import { postButton, postForm } from './post-form.ts';
import type { Making } from './show.ts';

/** What is wrong with what was typed, by field. */
export type Errors = Partial<Record<'current' | 'password' | 'name', string>>;

/** Whose account it is. */
export function aboutPart({ words }: Making, { username, name, role, unit }: Visitor): Html {
  const t = accountWords(words);
  return card(
    'about',
    t('about_title'),
    html`<dl class="facts">
      <dt>${t('name')}</dt>
      <dd>${name}</dd>
      <dt>${t('username')}</dt>
      <dd>${username}</dd>
      <dt>${t('role')}</dt>
      <dd>${t(`role_${role}`)}</dd>
      <dt>${t('unit')}</dt>
      <dd>${unit.name}</dd>
    </dl>`,
  );
}

/** Changing the password. The name stands in the form so that password managers know whose it is. */
export function passwordPart({ words, csrf }: Making, { username }: Visitor, errors: Errors): Html {
  const t = accountWords(words);
  return card(
    'password-change',
    t('password_title'),
    postForm(
      { action: '/console/account/password', csrf },
      html`<input type="text" name="username" value="${username}" autocomplete="username" hidden readonly />
        <p>
          ${textField({
            ...{ name: 'current', label: t('current_password'), type: 'password', required: true },
            ...{ autocomplete: 'current-password', error: errors.current },
          })}
        </p>
        ${newPasswordField(t, errors.password)}
        <p class="text-secondary">${t('password_ends_sessions')}</p>
        <p><button class="btn btn-primary">${t('password_change')}</button></p>`,
    ),
  );
}

/** Whether signing in takes a code, and how to change that. */
export function codesPart({ words, csrf }: Making, { totp }: Visitor): Html {
  const t = accountWords(words);
  return card(
    'codes',
    t('codes_title'),
    totp
      ? html`<p>${t('codes_on')}</p>
          <p><a class="btn" href="/console/account/totp">${t('codes_remove')}</a></p>`
      : html`<p>${t('codes_off')}</p>
          ${postButton({ action: '/console/account/totp', csrf, primary: true }, t('codes_set_up'))}`,
  );
}

/** Where the account is signed in. */
export function sessionsPart({ words, csrf }: Making, visitor: Visitor, sessions: StaffSession[]): Html {
  const t = accountWords(words);
  return card(
    'sessions',
    t('sessions_title'),
    html`<div class="table-responsive" tabindex="0">
        <table class="table">
          <caption class="visually-hidden">
            ${t('sessions_title')}
          </caption>
          <thead>
            <tr>
              <th scope="col">${t('session_since')}</th>
              <th scope="col">${t('session_seen')}</th>
              <th scope="col">${t('address')}</th>
              <th scope="col">${t('agent')}</th>
              <th scope="col"><span class="visually-hidden">${t('actions')}</span></th>
            </tr>
          </thead>
          <tbody>
            ${sessions.map(
              ({ id, createdAt, seenAt, address, agent }) =>
                html`<tr>
                  <td>${words.time(createdAt)}</td>
                  <td>${words.time(seenAt)}</td>
                  <td>${address}</td>
                  <td>${agent}</td>
                  <td>
                    ${
                      id === visitor.session
                        ? t('session_this')
                        : postButton(
                            { action: `/console/account/sessions/${id}/end`, csrf },
                            t('session_end'),
                            words.time(createdAt),
                          )
                    }
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${
        sessions.length > 1
          ? postButton({ action: '/console/account/sessions/end-others', csrf }, t('sessions_end_others'))
          : nothing
      }`,
  );
}

/** Tokens for other systems. */
export function tokensPart({ words, csrf }: Making, tokens: ApiToken[], errors: Errors): Html {
  const t = accountWords(words);
  const rows = tokens.map(
    ({ id, name, createdAt, expiresAt, usedAt }) =>
      html`<tr>
        <td>${name}</td>
        <td>${words.day(createdAt)}</td>
        <td>${words.day(expiresAt)}</td>
        <td>${usedAt === null ? t('never') : words.time(usedAt)}</td>
        <td>${postButton({ action: `/console/account/tokens/${id}/revoke`, csrf }, t('revoke'), name)}</td>
      </tr>`,
  );
  const table = html`<div class="table-responsive" tabindex="0">
    <table class="table">
      <caption class="visually-hidden">
        ${t('tokens_title')}
      </caption>
      <thead>
        <tr>
          <th scope="col">${t('token_name')}</th>
          <th scope="col">${t('made_on')}</th>
          <th scope="col">${t('good_until')}</th>
          <th scope="col">${t('token_used')}</th>
          <th scope="col"><span class="visually-hidden">${t('actions')}</span></th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
  const days = [30, 90, 365].map((count) => [String(count), t('days', { count })] as const);
  return card(
    'tokens',
    t('tokens_title'),
    html`<p class="text-secondary">${t('tokens_help')}</p>
      ${rows.length === 0 ? html`<p>${t('tokens_none')}</p>` : table}
      ${postForm(
        { action: '/console/account/tokens', csrf },
        html`<div class="filters">
          <div class="wide">
            ${textField({ name: 'name', label: t('token_name'), required: true, error: errors.name })}
          </div>
          <div>${selectField('days', t('token_days'), '90', days)}</div>
          <div><button class="btn">${t('token_make')}</button></div>
        </div>`,
      )}`,
  );
}

/** A token that was just made: it is shown now and never again. */
export function tokenMadePart({ words }: Making, name: string, token: string): Html {
  const t = accountWords(words);
  return html`<h1>${t('token_made')}</h1>
    <p>${t('token_once')}</p>
    <p>${textField({ name: 'token', label: name, value: token })}</p>
    <p><a class="btn btn-primary" href="/console/account">${t('back_to_account')}</a></p>`;
}

const card = (id: string, title: string, body: Html): Html =>
  html`<section class="card mb-3" aria-labelledby="${id}">
    <div class="card-body">
      <h2 class="card-title" id="${id}">${title}</h2>
      ${body}
    </div>
  </section>`;
