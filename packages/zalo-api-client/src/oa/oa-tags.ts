/** Labels an account puts on its users. */
import { z } from 'zod';
import { wireString } from '../http/wire.ts';
import { checkId, checkText } from '../text/check-text.ts';
import type { OaCall } from './oa-call.ts';

export interface OaTags {
  /** Makes the tag when it does not exist. */
  tagUser(userId: string, tag: string): Promise<void>;
  untagUser(userId: string, tag: string): Promise<void>;
  /** Removes the tag from everybody. */
  removeTag(tag: string): Promise<void>;
  listTags(): Promise<string[]>;
}

/** Longest tag name sent; Zalo publishes no limit. */
const tagLength = 100;

/** Source: docs.zaloplatforms.com/docs/OA/quan-ly/quan-ly-thong-tin-nguoi-dung. Ids are sent as strings. */
export function oaTags(call: OaCall): OaTags {
  const change = async (path: string, body: Record<string, string>): Promise<void> => {
    await call({ path, json: body, answer: z.unknown() });
  };
  const names = (userId: string, tag: string) => ({
    user_id: checkId(userId, 'userId'),
    tag_name: checkText(tag, tagLength, 'tag'),
  });
  return {
    tagUser: async (userId, tag) => change('/v2.0/oa/tag/tagfollower', names(userId, tag)),
    untagUser: async (userId, tag) => change('/v2.0/oa/tag/rmfollowerfromtag', names(userId, tag)),
    removeTag: async (tag) => change('/v2.0/oa/tag/rmtag', { tag_name: checkText(tag, tagLength, 'tag') }),
    listTags: async () => call({ path: '/v2.0/oa/tag/gettagsofoa', answer: z.array(wireString) }),
  };
}
