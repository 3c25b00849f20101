import type { OaTemplates } from 'zalo-api-client';
import type { TemplateMessages } from './channel.ts';
import { orFailure } from './zalo-failure.ts';

/** Most templates that are offered. */
const MOST = 100;

/** Template messages by telephone number (ZBS). Source: docs.zaloplatforms.com/docs/ZBS. */
export function createZaloTemplates(
  client: Pick<OaTemplates, 'listTemplates' | 'templateInfo' | 'sendTemplateByPhone'>,
): TemplateMessages {
  return {
    async list() {
      const listed = await orFailure(client.listTemplates({ status: 'ENABLE', limit: MOST }));
      return listed.map(({ id, name }) => ({ id, name }));
    },
    async find(templateId) {
      const { id, name, price = null, params } = await orFailure(client.templateInfo(templateId));
      return {
        ...{ id, name, price },
        params: params.map(({ maxLength = null, ...one }) => ({
          ...{ name: one.name, required: one.required, most: maxLength },
        })),
      };
    },
    async send({ phone, id }, template) {
      await orFailure(
        client.sendTemplateByPhone({
          // Zalo writes numbers without the plus.
          ...{ phone: phone.replace(/^\+/, ''), trackingId: id },
          ...{ templateId: template.id, templateData: template.data },
        }),
      );
    },
  };
}
