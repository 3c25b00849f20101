/** Approved template messages: by user id, and by phone number (ZBS, formerly ZNS). */
import { z } from 'zod';
import { lenient, wireBoolean, wireId, wireInteger, wireString } from '../http/wire.ts';
import { checkId, checkPhone, checkText } from '../text/check-text.ts';
import type { OaCall } from './oa-call.ts';
import { oaLimits } from './oa-limits.ts';
import { sentMessage } from './sent-message.ts';
import type { SentMessage } from './sent-message.ts';

export interface PhoneTemplate {
  /** `84…`, no plus. */
  phone: string;
  templateId: string;
  templateData: Readonly<Record<string, string>>;
  /** Your own id, up to 48 characters; comes back in `user_received_message`. */
  trackingId?: string;
  /** 1 normal, 3 beyond the quota. */
  sendingMode?: '1' | '3';
  /** Not billed; reaches administrators of the app or the account only. */
  development?: boolean;
}

export type SentTemplate = z.infer<typeof sentTemplate>;
export type TemplateQuota = z.infer<typeof quota>;
export type TemplateStatus = z.infer<typeof templateStatus>;

export type TemplateSummary = z.infer<typeof summary>;
export type TemplateInfo = z.infer<typeof info>;

export interface OaTemplates {
  /** One page of the account's templates; `status` ENABLE are those that may be sent. Up to 100 at once. */
  listTemplates(page?: {
    offset?: number;
    limit?: number;
    status?: 'ENABLE' | 'PENDING_REVIEW' | 'REJECT' | 'DISABLE';
  }): Promise<TemplateSummary[]>;
  /** What a template needs and costs. */
  templateInfo(templateId: string): Promise<TemplateInfo>;
  /** To a user id, outside the 7-day window too. Source: docs.zaloplatforms.com/docs/ZBS. */
  sendTemplate(message: {
    userId: string;
    templateId: string;
    templateData: Readonly<Record<string, string>>;
  }): Promise<SentMessage>;
  /** To a phone number, whether or not its owner knows the account. Billed. Errors have family `zbs`. */
  sendTemplateByPhone(message: PhoneTemplate): Promise<SentTemplate>;
  /** Whether a message by phone arrived. */
  templateStatus(messageId: string): Promise<TemplateStatus>;
  /** How many messages by phone the account may send today, and how many of them are left. */
  templateQuota(): Promise<TemplateQuota>;
}

export function oaTemplates(call: OaCall): OaTemplates {
  return {
    listTemplates: async ({ offset = 0, limit = 100, status } = {}) =>
      call({
        api: 'zbs',
        path: '/template/all',
        query: {
          ...{ offset: String(offset), limit: String(limit) },
          ...(status === undefined ? {} : { status: String(statuses.indexOf(status) + 1) }),
        },
        answer: z.array(summary),
      }),
    templateInfo: async (templateId) =>
      call({
        api: 'zbs',
        path: '/template/info/v2',
        query: { template_id: checkId(templateId, 'templateId') },
        answer: info,
      }),
    sendTemplate: async ({ userId, templateId, templateData }) =>
      call({
        path: '/v3.0/oa/message/template',
        json: {
          user_id: checkId(userId, 'userId'),
          template_id: checkId(templateId, 'templateId'),
          template_data: composed(templateData),
        },
        answer: sentMessage,
      }),
    sendTemplateByPhone: async ({ phone, templateId, templateData, trackingId, sendingMode, development }) =>
      call({
        api: 'zbs',
        path: '/message/template',
        json: {
          phone: checkPhone(phone, 'phone'),
          template_id: checkId(templateId, 'templateId'),
          template_data: composed(templateData),
          ...(trackingId === undefined
            ? {}
            : { tracking_id: checkText(trackingId, oaLimits.trackingId, 'trackingId') }),
          ...(sendingMode === undefined ? {} : { sending_mode: sendingMode }),
          ...(development === true ? { mode: 'development' } : {}),
        },
        answer: sentTemplate,
      }),
    templateStatus: async (messageId) =>
      call({
        api: 'zbs',
        path: '/message/status',
        query: { message_id: checkId(messageId, 'messageId') },
        answer: templateStatus,
      }),
    templateQuota: () => call({ api: 'zbs', path: '/message/quota', answer: quota }),
  };
}

function composed(data: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, value.toWellFormed().normalize('NFC')]),
  );
}

/** In the order of the numbers they are asked for by. */
const statuses = ['ENABLE', 'PENDING_REVIEW', 'REJECT', 'DISABLE'] as const;

const summary = z
  .object({ templateId: wireId, templateName: lenient(wireString), status: lenient(wireString) })
  .transform(({ templateId, templateName, status }) => ({
    id: templateId,
    name: templateName ?? '',
    status,
  }));

const info = z
  .object({
    templateId: wireId,
    templateName: lenient(wireString),
    status: lenient(wireString),
    price: lenient(wireInteger),
    price_sdt: lenient(wireInteger),
    listParams: lenient(
      z.array(z.object({ name: z.string(), require: lenient(wireBoolean), maxLength: lenient(wireInteger) })),
    ),
  })
  .transform((wire) => ({
    ...{ id: wire.templateId, name: wire.templateName ?? '', status: wire.status },
    /** Of one message by phone, in đồng, where the platform says. */
    price: wire.price_sdt ?? wire.price,
    params: (wire.listParams ?? []).map(({ name, require, maxLength }) => ({
      ...{ name, required: require ?? true, maxLength },
    })),
  }));

const quota = z.object({ dailyQuota: lenient(wireInteger), remainingQuota: lenient(wireInteger) });

const sentTemplate = z
  .object({
    msg_id: wireId,
    sent_time: lenient(wireInteger),
    sending_mode: lenient(wireString),
    quota: lenient(quota),
  })
  .transform((sent) => ({
    messageId: sent.msg_id,
    /** Epoch milliseconds. */
    sentAtMs: sent.sent_time,
    sendingMode: sent.sending_mode,
    dailyQuota: sent.quota?.dailyQuota,
    remainingQuota: sent.quota?.remainingQuota,
  }));

const templateStatus = z
  .object({ status: wireInteger, delivery_time: lenient(wireInteger) })
  .transform(({ status, delivery_time }) => ({
    state:
      status === 1
        ? ('received' as const)
        : status === 0
          ? ('not_received' as const)
          : ('not_found' as const),
    /** Epoch milliseconds, where the platform says. */
    deliveredAtMs: delivery_time,
  }));
