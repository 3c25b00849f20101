import type { FastifyPluginAsync } from 'fastify';
import qrcode from 'qrcode';
import { writeAudit } from '../storage/audit.ts';
import { addStaffWord, removeStaffChat, STAFF_WORD_LIMIT } from '../storage/staff-chats.ts';
import { accountWord, accountWords } from './account-words.ts';
import { startLink } from './campaign-links.ts';
import { chatWordPart } from './chat-parts.ts';
import type { ConsoleContext } from './context.ts';
import { onlyTellers } from './may-tell.ts';
import { Refusal } from './refusal.ts';
import { createShow, goTo } from './show.ts';
import { only, visitorOf } from './visitor.ts';
import { doer } from './whence.ts';

/** The chats test messages go to: a word shows that one is whose account it is; each can be taken away. */
export function chatPages(context: ConsoleContext): FastifyPluginAsync {
  const { db, now, entrances } = context;
  const show = createShow(context);
  const guard = { preHandler: [only('admin', 'officer', 'communications'), onlyTellers] };
  return (app) => {
    app.post('/account/chats/word', guard, async (request, reply) => {
      const word = await addStaffWord(db, visitorOf(request).staff, now());
      await writeAudit(db, doer(request), { action: 'chat_word_made' });
      const link = entrances.telegramBot === null ? null : startLink(entrances.telegramBot, word);
      const picture = link === null ? null : await qrcode.toDataURL(link, { margin: 2 });
      const until = new Date(now() + STAFF_WORD_LIMIT);
      return show(request, reply, (making) => ({
        title: accountWords(making.words)('chat_word_title'),
        body: chatWordPart(making, { word, link, picture, until }),
      }));
    });
    app.post('/account/chats/:channel/remove', guard, async (request, reply) => {
      const { channel } = request.params as { channel: string };
      const { staff } = visitorOf(request);
      if (!(await removeStaffChat(db, { staff, channel }))) throw new Refusal(404);
      await writeAudit(db, doer(request), { action: 'chat_removed', detail: { channel } });
      return goTo(reply, '/console/account', accountWord('chat_removed'));
    });
    return Promise.resolve();
  };
}
