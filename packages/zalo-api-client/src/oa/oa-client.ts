/** The Official Account API as one object. */
import { createOaCall } from './oa-call.ts';
import type { OaClientOptions } from './oa-call.ts';
import { oaAccount } from './oa-account.ts';
import type { OaAccounts } from './oa-account.ts';
import { oaArticles } from './oa-articles.ts';
import type { OaArticles } from './oa-articles.ts';
import { oaMessages } from './oa-messages.ts';
import type { OaMessages } from './oa-messages.ts';
import { oaTags } from './oa-tags.ts';
import type { OaTags } from './oa-tags.ts';
import { oaTemplates } from './oa-templates.ts';
import type { OaTemplates } from './oa-templates.ts';
import { oaUploads } from './oa-uploads.ts';
import type { OaUploads } from './oa-uploads.ts';
import { oaUsers } from './oa-users.ts';
import type { OaUsers } from './oa-users.ts';

export type OaClient = OaMessages & OaTemplates & OaUsers & OaTags & OaUploads & OaArticles & OaAccounts;

/**
 * Every method rejects with ZaloApiError when the call fails and with RangeError when an argument is over a limit (then
 * nothing was sent). Nothing is retried, except once after `renewAccessToken`.
 * @throws TypeError when a root is no URL
 */
export function createOaClient(options: OaClientOptions): OaClient {
  const call = createOaCall(options);
  return {
    ...oaMessages(call),
    ...oaTemplates(call),
    ...oaUsers(call),
    ...oaTags(call),
    ...oaUploads(call),
    ...oaArticles(call),
    ...oaAccount(call),
  };
}
