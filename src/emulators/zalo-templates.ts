import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { vietnamDay } from './vietnam-time.ts';
import { accountOf, type ZaloOa } from './zalo-account.ts';
import { jsonBody, type ZaloCalls } from './zalo-calls.ts';
import { newMessageId, phoneReceived } from './zalo-events.ts';
import { readAs } from './zalo-read.ts';
import { refusals, zbsRefusals } from './zalo-refusal.ts';
import { sendTo } from './zalo-send.ts';

/** A template Zalo has approved. */
export interface ZaloTemplate {
  id: string;
  /** Default: its id. */
  name?: string;
  /** What arrives, with the names of its data in angle brackets: `Chào <ten>`. */
  words: string;
  /** Default: by user id and by phone. */
  byUser?: boolean;
}

export interface TemplateRules {
  templates: readonly ZaloTemplate[];
  /** Messages by phone a day. */
  phoneQuota: number;
}

const namesIn = (words: string): string[] => Array.from(words.matchAll(/<(\w+)>/gu), ([, name = '']) => name);

/** The words with their data in place; null when some is missing. */
function fill({ words }: ZaloTemplate, data: Record<string, string>): string | null {
  if (namesIn(words).some((name) => data[name] === undefined)) return null;
  return words.replace(/<(\w+)>/gu, (_, name: string) => data[name] ?? '');
}

const byUserBody = z.object({
  user_id: z.string(),
  template_id: z.string(),
  template_data: z.record(z.string(), z.string()),
});

const byPhoneBody = z.object({
  phone: z.string().regex(/^84\d{8,10}$/u),
  template_id: z.string(),
  template_data: z.record(z.string(), z.string()),
  tracking_id: z.string().max(48).default(''),
  sending_mode: z.enum(['1', '3']).default('1'),
  mode: z.literal('development').optional(),
});

/**
 * Approved templates: by user id at any time, and by phone (ZBS). Our choices: which number each mistake gets; that somebody
 * who left is -213 by user id but still reached by phone; that development mode reaches everybody and costs no quota.
 * Source: docs.zaloplatforms.com/docs/ZBS
 */
export function addZaloTemplates(
  app: FastifyInstance,
  calls: ZaloCalls,
  oa: ZaloOa,
  rules: TemplateRules,
): void {
  const statuses = new Set<string>();
  let spent = { day: '', count: 0 };
  const templateOf = (id: string) => rules.templates.find((one) => one.id === id);

  function sendByUser(body: unknown): object {
    const { user_id, template_id, template_data } = readAs(byUserBody, body);
    const to = accountOf(oa, user_id);
    const template = templateOf(template_id);
    if (template === undefined) throw refusals.invalid('template_id');
    if (template.byUser === false) throw refusals.notByUser();
    const text = fill(template, template_data);
    if (text === null) throw refusals.invalid('template_data');
    if (to.interactedAt === null || !to.chat.state.open) throw refusals.notFollowing();
    return sendTo(oa, to, { kind: 'text', text, echo: 'template' });
  }

  function quotaToday(): { dailyQuota: string; remainingQuota: string } {
    const day = vietnamDay(oa.now());
    if (spent.day !== day) spent = { day, count: 0 };
    return { dailyQuota: String(rules.phoneQuota), remainingQuota: String(rules.phoneQuota - spent.count) };
  }

  function sendByPhone(body: unknown): object {
    const read = byPhoneBody.safeParse(body);
    if (!read.success) {
      throw read.error.issues[0]?.path[0] === 'phone' ? zbsRefusals.badPhone() : zbsRefusals.badData();
    }
    const { phone, template_id, template_data, tracking_id, sending_mode, mode } = read.data;
    const template = templateOf(template_id);
    if (template === undefined) throw zbsRefusals.badTemplate();
    const text = fill(template, template_data);
    if (text === null) throw zbsRefusals.missingData();
    const to = [...oa.accounts.values()].find((one) => one.phone === phone);
    if (to === undefined) throw zbsRefusals.nobody();
    const isCharged = mode === undefined;
    if (isCharged && Number(quotaToday().remainingQuota) <= 0) throw zbsRefusals.outOfQuota();
    if (isCharged) spent.count += 1;
    const [msg_id, at] = [newMessageId(), oa.now()];
    statuses.add(msg_id);
    to.chat.add({ id: msg_id, from: 'bot', kind: 'text', text, at });
    setImmediate(() => void oa.delivery.push(to.id, phoneReceived(oa, phone, { msg_id, tracking_id })));
    return { msg_id, sent_time: String(at), sending_mode, quota: quotaToday() };
  }

  app.post(
    '/v3.0/oa/message/template',
    calls('oa', (request) => sendByUser(jsonBody(request))),
  );
  app.post(
    '/message/template',
    calls('zbs', (request) => sendByPhone(jsonBody(request))),
  );
  app.get(
    '/message/status',
    calls('zbs', (request) => {
      const { message_id = '' } = request.query as { message_id?: string };
      return { status: statuses.has(message_id) ? 1 : -1 };
    }),
  );
  app.get('/message/quota', calls('zbs', quotaToday));
  // The length of data and the price are our choice.
  const summaryOf = ({ id, name = id }: ZaloTemplate) => ({
    ...{ templateId: id, templateName: name, status: 'ENABLE', templateQuality: 'HIGH' },
  });
  app.get(
    '/template/all',
    calls('zbs', () => rules.templates.map(summaryOf)),
  );
  app.get(
    '/template/info/v2',
    calls('zbs', (request) => {
      const template = templateOf((request.query as { template_id?: string }).template_id ?? '');
      if (template === undefined) throw zbsRefusals.badTemplate();
      const listParams = namesIn(template.words).map((name) => ({
        ...{ name, require: true, type: 'STRING', maxLength: 200, minLength: 0, acceptNull: false },
      }));
      return { ...summaryOf(template), listParams, price: '200' };
    }),
  );
}
