import type { StaffRole } from '../storage/console-tables.ts';
import type { Invitation } from '../storage/invitations.ts';
import type { Visitor } from '../storage/staff-sessions.ts';
import type { Staff } from '../storage/staff.ts';
import type { Unit } from '../storage/units.ts';
import { accountWords } from './account-words.ts';
import { selectField, textField } from './fields.ts';
import { html, nothing, type Html } from './html.ts';
import { mayGive, rolesIn } from './may-give.ts';
import { postButton, postForm } from './post-form.ts';
import type { Making } from './show.ts';

export interface StaffList {
  staff: Staff[];
  invitations: Invitation[];
  /** Where the next page begins; null: this is the last. */
  next: string | null;
}

export interface Invited {
  name: string;
  role: StaffRole;
  unit: Unit;
  link: string;
}

/** Accounts and open invitations. */
export function staffPart(making: Making, list: StaffList, visitor: Visitor, now: number): Html {
  const t = accountWords(making.words);
  return html`<h1>${t('staff_title')}</h1>
    ${officeLinks(making, 'staff')}
    <p><a class="btn btn-primary" href="/console/staff/invite">${t('invite')}</a></p>
    ${list.invitations.length === 0 ? nothing : invitationsPart(making, list.invitations)}
    <h2>${t('accounts')}</h2>
    ${staffTable(making, list.staff, visitor, now)}
    ${
      list.next === null
        ? nothing
        : html`<p>
            <a href="/console/staff?after=${encodeURIComponent(list.next)}" rel="next">${t('more')}</a>
          </p>`
    }`;
}

/** From accounts to units and back. */
export function officeLinks({ words }: Making, at: 'staff' | 'units'): Html {
  const t = accountWords(words);
  const link = (name: 'staff' | 'units') =>
    html`<a
      class="btn ${name === at ? 'active' : ''}"
      href="/console/${name}"
      ${name === at ? html`aria-current="page"` : nothing}
      >${t(`${name}_title`)}</a
    >`;
  return html`<p>${link('staff')} ${link('units')}</p>`;
}

/** The accounts with what may be done to each. */
export function staffTable({ words, csrf }: Making, staff: Staff[], visitor: Visitor, now: number): Html {
  const t = accountWords(words);
  const state = ({ disabledAt, lockedUntil }: Staff): string => {
    if (disabledAt !== null) return t('state_disabled', { day: words.day(disabledAt) });
    if (lockedUntil !== null && lockedUntil.getTime() > now)
      return t('state_locked', { time: words.time(lockedUntil) });
    return t('state_active');
  };
  const button = (one: Staff, deed: string) =>
    postButton({ action: `/console/staff/${one.id}/${deed}`, csrf }, t(`do_${deed}`), one.name);
  return html`<div class="table-responsive">
    <table class="table">
      <caption class="visually-hidden">
        ${t('accounts')}
      </caption>
      <thead>
        <tr>
          ${['name', 'username', 'role', 'unit', 'signed_in_at', 'state'].map(
            (key) => html`<th scope="col">${t(key)}</th>`,
          )}
          <th scope="col"><span class="visually-hidden">${t('actions')}</span></th>
        </tr>
      </thead>
      <tbody>
        ${staff.map(
          (one) =>
            html`<tr>
              <td>${one.name}</td>
              <td>${one.username}</td>
              <td>${t(`role_${one.role}`)}</td>
              <td><a href="/console/units/${one.unit.id}">${one.unit.name}</a></td>
              <td>${one.signedInAt === null ? t('never') : words.time(one.signedInAt)}</td>
              <td>${state(one)}</td>
              <td class="buttons">
                ${
                  one.id === visitor.staff
                    ? t('yourself')
                    : html`${button(one, one.disabledAt === null ? 'disable' : 'enable')}
                      ${
                        one.lockedUntil !== null && one.lockedUntil.getTime() > now
                          ? button(one, 'unlock')
                          : nothing
                      }
                      ${one.totp ? button(one, 'reset-totp') : nothing}
                      ${
                        one.disabledAt === null && mayGive(visitor, one.role, one.unit.kind)
                          ? button(one, 'reset-password')
                          : nothing
                      }`
                }
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** The form to invite somebody into a unit. */
export function invitePart(
  { words, csrf }: Making,
  unit: Unit,
  visitor: Visitor,
  typed: { name: string; role: StaffRole; error: string } | null = null,
): Html {
  const t = accountWords(words);
  const roles = rolesIn(unit.kind).filter((role) => mayGive(visitor, role, unit.kind));
  return html`<h1>${t('invite_title')}</h1>
    <dl class="facts mb-3">
      <dt>${t('unit')}</dt>
      <dd>${unit.name} · <a href="/console/units">${t('choose_unit')}</a></dd>
    </dl>
    ${postForm(
      { action: '/console/staff/invite', csrf },
      html`<input type="hidden" name="unit" value="${unit.id}" />
        <p>
          ${textField({
            ...{ name: 'name', label: t('name_of_person'), required: true, value: typed?.name ?? '' },
            error: typed?.error,
          })}
        </p>
        <p>
          ${selectField(
            'role',
            t('role'),
            typed?.role,
            roles.map((role) => [role, t(`role_${role}_long`)] as const),
          )}
        </p>
        <p>
          <button class="btn btn-primary">${t('invite_make')}</button>
          <a class="btn" href="/console/staff">${t('cancel')}</a>
        </p>`,
    )}`;
}

/** The link of an invitation: shown now and never again. */
export function invitedPart({ words }: Making, { name, role, unit, link }: Invited): Html {
  const t = accountWords(words);
  return html`<h1>${t('invited_title')}</h1>
    <p>${t('invited_text', { name, role: t(`role_${role}`), unit: unit.name })}</p>
    <p>${textField({ name: 'link', label: t('invited_link'), value: link })}</p>
    <p class="text-secondary">${t('invited_once')}</p>
    <p><a class="btn btn-primary" href="/console/staff">${t('back_to_staff')}</a></p>`;
}

function invitationsPart({ words, csrf }: Making, invitations: Invitation[]): Html {
  const t = accountWords(words);
  return html`<h2>${t('invitations')}</h2>
    <div class="table-responsive">
      <table class="table">
        <caption class="visually-hidden">
          ${t('invitations')}
        </caption>
        <thead>
          <tr>
            ${['name', 'role', 'unit', 'good_until'].map((key) => html`<th scope="col">${t(key)}</th>`)}
            <th scope="col"><span class="visually-hidden">${t('actions')}</span></th>
          </tr>
        </thead>
        <tbody>
          ${invitations.map(
            ({ id, name, role, unitName, expiresAt }) =>
              html`<tr>
                <td>${name}</td>
                <td>${t(`role_${role}`)}</td>
                <td>${unitName}</td>
                <td>${words.time(expiresAt)}</td>
                <td>
                  ${postButton({ action: `/console/staff/invitations/${id}/revoke`, csrf }, t('revoke'), name)}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}
