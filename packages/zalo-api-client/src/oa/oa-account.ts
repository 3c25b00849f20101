/** What Zalo knows of the Official Account itself. */
import { z } from 'zod';
import { lenient, wireBoolean, wireId, wireInteger, wireString } from '../http/wire.ts';
import type { OaCall } from './oa-call.ts';

export type OaAccount = z.infer<typeof account>;

export interface OaAccounts {
  /** The account the access token speaks for. */
  getAccount(): Promise<OaAccount>;
}

/** Source: docs.zaloplatforms.com/docs/OA/quan-ly (getoa). */
export function oaAccount(call: OaCall): OaAccounts {
  return { getAccount: () => call({ path: '/v2.0/oa/getoa', answer: account }) };
}

const text = lenient(wireString);
const account = z
  .object({
    oaid: lenient(wireId),
    oa_id: lenient(wireId),
    name: text,
    description: text,
    oa_alias: text,
    is_verified: lenient(wireBoolean),
    oa_type: lenient(wireInteger),
    cate_name: text,
    num_follower: lenient(wireInteger),
    avatar: text,
    package_name: text,
    package_valid_through_date: text,
    linked_ZCA: text,
  })
  .transform((wire) => ({
    /** Spelt `oaid` on the wire. */
    oaId: wire.oaid ?? wire.oa_id,
    name: wire.name,
    description: wire.description,
    alias: wire.oa_alias,
    isVerified: wire.is_verified,
    /** 2 business; 4 government, by one source. */
    type: wire.oa_type,
    category: wire.cate_name,
    followers: wire.num_follower,
    avatarUrl: wire.avatar,
    packageName: wire.package_name,
    /** As sent. */
    packageValidThrough: wire.package_valid_through_date,
    /** The Zalo Cloud Account that pays. */
    linkedZca: wire.linked_ZCA,
  }));
