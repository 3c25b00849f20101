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
export { parseBotUpdate } from './webhooks/parse-bot-update.ts';
export type {
  BotKnownUpdate,
  BotUnknownUpdate,
  BotUpdate,
  BotUpdateResult,
} from './webhooks/parse-bot-update.ts';
export type { UnreadableBody } from './webhooks/read-body.ts';
