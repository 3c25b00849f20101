/**
 * A Bot Platform bot without a public address: long polling.
 *   ZALO_BOT_TOKEN=… node examples/poll-a-bot.ts
 */
import { createBotClient } from 'zalo-api-client';

const bot = createBotClient({ token: process.env['ZALO_BOT_TOKEN'] ?? '' });
const stopping = new AbortController();
process.once('SIGINT', () => {
  stopping.abort();
});

// The platform refuses polling while a webhook is set.
await bot.deleteWebhook();
while (!stopping.signal.aborted) {
  const update = await bot.getUpdates({ signal: stopping.signal }).catch((error: unknown) => {
    if (stopping.signal.aborted) return undefined;
    throw error;
  });
  if (update === undefined || !update.known) continue;
  const chatId = update.message.chat.id;
  if (update.event_name === 'message.text.received') {
    await bot.sendMessage({ chatId, text: `Bạn viết: ${update.message.text}`.slice(0, 2000) });
  } else if (update.event_name === 'message.unsupported.received') {
    // Children and other protected users: nothing they write can be read.
    await bot.sendMessage({ chatId, text: 'Tôi không đọc được tin nhắn này. Xin gọi điện cho chúng tôi.' });
  }
}
