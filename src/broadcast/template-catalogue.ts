import type { MessageTemplate, TemplateMessages } from '../channels/channel.ts';
import { SendError, type SendFailure } from '../channels/send-error.ts';

export type { MessageTemplate };

/** The templates an author can choose from; a text says why the platform does not tell. */
export interface TemplateCatalogue {
  list(): Promise<{ id: string; name: string }[] | SendFailure>;
  find(id: string): Promise<MessageTemplate | SendFailure>;
}

export const openCatalogue = (templates: TemplateMessages): TemplateCatalogue => ({
  list: () => orFailure(templates.list()),
  find: (id) => orFailure(templates.find(id)),
});

async function orFailure<T>(asked: Promise<T>): Promise<T | SendFailure> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof SendError) return error.code;
    throw error;
  }
}
