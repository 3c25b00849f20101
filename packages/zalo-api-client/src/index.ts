/** The public door of zalo-api-client. */
export { signOaBody, verifyOaSignature } from './webhooks/verify-oa-signature.ts';
export type { HeaderValue, OaSignatureKeys, OaSignatureResult } from './webhooks/verify-oa-signature.ts';
export { verifyBotSecret } from './webhooks/verify-bot-secret.ts';
export { parseOaEvent } from './webhooks/parse-oa-event.ts';
export type {
  OaDocumentedEvent,
  OaEvent,
  OaEventResult,
  OaOpaqueEvent,
  OaUnknownEvent,
} from './webhooks/parse-oa-event.ts';
export { isOaEcho, oaEventKey, oaEventUserId } from './webhooks/oa-event-key.ts';
export { parseBotUpdate } from './webhooks/parse-bot-update.ts';
export type {
  BotKnownUpdate,
  BotUnknownUpdate,
  BotUpdate,
  BotUpdateResult,
} from './webhooks/parse-bot-update.ts';
export type { UnreadableBody } from './webhooks/read-body.ts';
export { createOaClient } from './oa/oa-client.ts';
export type { OaClient } from './oa/oa-client.ts';
export { appsecretProof } from './oa/oa-call.ts';
export type { OaClientOptions, RateReport } from './oa/oa-call.ts';
export type { OaButton } from './oa/buttons.ts';
export type { MediaMessage, OaMessages, RequestInfoMessage, TextMessage } from './oa/oa-messages.ts';
export type { SentMessage } from './oa/sent-message.ts';
export type {
  OaTemplates,
  PhoneTemplate,
  SentTemplate,
  TemplateInfo,
  TemplateQuota,
  TemplateStatus,
  TemplateSummary,
} from './oa/oa-templates.ts';
export type { OaUser, OaUserPage, OaUsers, UserFilter, UserQuota } from './oa/oa-users.ts';
export type { OaTags } from './oa/oa-tags.ts';
export type { OaUploads, Upload } from './oa/oa-uploads.ts';
export type { Article, ArticlePolling, BroadcastTarget, OaArticles } from './oa/oa-articles.ts';
export type { OaAccount, OaAccounts } from './oa/oa-account.ts';
export { oaLimits } from './oa/oa-limits.ts';
export { createOauthClient } from './oauth/oauth-client.ts';
export type { OauthClient, OauthClientOptions, OauthTokens } from './oauth/oauth-client.ts';
export { createPkcePair, createState, pkceChallenge } from './oauth/pkce.ts';
export type { PkcePair } from './oauth/pkce.ts';
export { createBotClient } from './bot/bot-client.ts';
export type { BotAccount, BotClient, BotWebhook, SentBotMessage } from './bot/bot-client.ts';
export type { BotClientOptions } from './bot/bot-call.ts';
export { botLimits } from './bot/bot-limits.ts';
export { ZaloApiError } from './errors/zalo-api-error.ts';
export type { ZaloErrorAction, ZaloErrorFamily, ZaloFailureWord } from './errors/zalo-api-error.ts';
export { errorTables } from './errors/describe-error.ts';
export type { CodedFamily } from './errors/describe-error.ts';
export type { ErrorTable } from './errors/error-table.ts';
export { measureText } from './text/check-text.ts';
export type { MeasuredText } from './text/check-text.ts';
