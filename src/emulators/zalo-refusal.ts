import { Refusal } from './refusal.ts';

/** Failures of the OA and ZBS APIs: HTTP 200 with `error` other than 0. */
const refusal = (error: number, message: string) => new Refusal(error, message, { error, message });

/** Those of the OA API, in the platform's own words (typos are theirs). Source: docs.zaloplatforms.com/docs/OA/phu-luc/ma-loi */
export const refusals = {
  rateLimit: () => refusal(-32, 'Your application reached limit call api'),
  expiredUpload: () => refusal(-100, 'attachment_id was expired'),
  invalid: (field: string) => refusal(-201, `${field} is invalid!`),
  tooMuch: () => refusal(-210, 'Parameter exceeds allowable limit'),
  outOfQuota: () => refusal(-211, 'Out of quota'),
  notFollowing: () => refusal(-213, 'User has not followed OA'),
  articleInWork: () => refusal(-214, 'Article is being processed'),
  badToken: () => refusal(-216, 'Access token is invalid'),
  expiredToken: () => refusal(-220, 'access_token is expired or removed'),
  notVerified: () => refusal(-221, 'The OA needs to be verified to use this feature'),
  windowClosed: () => refusal(-230, 'User has not interacted with the OA in the past 7 days'),
  unsupported: () => refusal(-233, 'message type is invalid or not support'),
  atNight: () => refusal(-234, 'This message cannot be sent at night (10:00PM - 6:00AM)'),
  oldApi: () => refusal(-240, 'MessageV2 API has been shut down, please switch to MessageV3'),
  badProof: () => refusal(-242, 'Invalid appsecret_proof provided in the API argument'),
  notByUser: () => refusal(-249, 'Template does not support send via UID'),
};

/** Those of messages by phone, where the same number means something else; all words but the token's are ours. */
export const zbsRefusals = {
  badPhone: () => refusal(-108, 'Phone number is invalid'),
  badTemplate: () => refusal(-109, 'Template ID is invalid'),
  badData: () => refusal(-112, 'Template data is invalid'),
  missingData: () => refusal(-1122, 'Template data is incomplete'),
  nobody: () => refusal(-118, 'Zalo account is not existed'),
  badToken: () => refusal(-124, 'Access token is invalid'),
  badProof: () => refusal(-1241, 'Invalid appsecret_proof'),
  outOfQuota: () => refusal(-144, 'Daily quota is used up'),
};
