/**
 * Limits of the Official Account API as data. A request beyond one is refused with a RangeError before the call.
 * Text is counted after NFC in UTF-16 units, which are never fewer than code points: Zalo does not say which it counts.
 * Sources: docs.zaloplatforms.com/docs/OA/tin-nhan/…, …/OA/phu-luc/cau-truc-cua-tham-so-buttons, …/ZBS/….
 */
export const oaLimits = {
  /** Characters of a message. */
  text: 2000,
  buttons: 5,
  buttonTitle: 100,
  /** Characters of what oa.query.show and oa.query.hide send back. */
  queryPayload: 1000,
  smsContent: 160,
  requestInfoTitle: 100,
  requestInfoSubtitle: 500,
  /** Bytes; "1 MB" read as 1 MiB. */
  imageBytes: 1_048_576,
  /** Bytes; "5 MB" read as 5 MiB. */
  fileBytes: 5_242_880,
  /** Uploads a month; kept by Zalo, not by this package. */
  uploadsPerMonth: 5000,
  /** Days until an upload is gone (-100). */
  uploadDays: 7,
  /** Characters of a tracking id of a template message by phone. */
  trackingId: 48,
  articleTitle: 150,
  articleAuthor: 50,
  articleDescription: 300,
  /** Users in one page of a list. */
  usersPerPage: 50,
  /** Last offset of a list of users, so about 10,000 users can be reached with one filter. */
  usersOffset: 9951,
  /** Hours after the user's last interaction in which an answer is free. */
  freeReplyHours: 48,
  /** Days after the user's last interaction in which a message is accepted at all (-230 afterwards). */
  replyDays: 7,
  /** OA calls of one app in a minute (-32 beyond); per account less, by package. */
  callsPerMinute: 4000,
} as const;
