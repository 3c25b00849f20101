import type { Deed } from './citizens.ts';
import { bot } from './platform.ts';

let nextUpdate = 1;

/**
 * The update Telegram would deliver. A press carries the message the button stood under.
 *
 * @param heard body of the bot's last message to this person
 */
export function updateOf(id: number, deed: Deed, heard: string): string {
  const from = `{"id":${id},"is_bot":false,"first_name":"Hoa","last_name":"Nguyễn","language_code":"vi"}`;
  const chat = `{"id":${id},"first_name":"Hoa","last_name":"Nguyễn","type":"private"}`;
  const update = nextUpdate++;
  const date = Math.floor(Date.now() / 1000);
  if ('tap' in deed) {
    const under = `{"message_id":7,"from":${bot},"chat":${chat},"date":${date},${heard.replace(addressed, '')}`;
    return `{"update_id":${update},"callback_query":{"id":"4382bfdwdsb323b2d9${update}","from":${from},"message":${under},"chat_instance":"-3921","data":"${buttonOf(heard, deed.tap)}"}}`;
  }
  const message = `"message_id":${update},"from":${from},"chat":${chat},"date":${date}`;
  const content =
    'share' in deed
      ? `"contact":{"phone_number":"${deed.share}","first_name":"Hoa","user_id":${id}}`
      : `"text":${JSON.stringify(deed.type)}`;
  return `{"update_id":${update},"message":{${message},${content}}}`;
}

/** The callback data of the button of a choice: every side ends it in a dot and the code. */
function buttonOf(heard: string, code: string): string {
  const end = heard.indexOf(`.${code}"`);
  if (end < 0) throw new Error(`no button ${code} under: ${heard}`);
  return heard.slice(heard.lastIndexOf('"', end) + 1, end + code.length + 1);
}

/** How a sendMessage begins, before what is also part of the message it makes. */
const addressed = /^\{(?:"method":"sendMessage",)?"chat_id":\d+,/;
