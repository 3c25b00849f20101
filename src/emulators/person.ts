import { createChat, type Bubble, type Button, type Chat } from './chat.ts';

/** Somebody with a phone: the driver that tests and the page use, the same on every platform. */
export interface Person {
  readonly channel: 'telegram' | 'zalo-oa' | 'zalo-bot';
  /** The platform's id of the account, and the same as the bot addresses it. */
  readonly id: string;
  readonly urn: string;
  readonly name: string;
  readonly chat: Chat;
  /** What the bot has sent, oldest first. */
  readonly messages: Bubble[];
  /** The oldest bot message not handed out yet; waits for it, and rejects when none comes in time. */
  nextMessage(timeoutMs?: number): Promise<Bubble>;
  /** Opens the chat (Telegram: /start with the payload of the link) or follows the account (Zalo). */
  begins(payload?: string): Promise<void>;
  /*
   * All that follows resolves once the bot has accepted the update (2xx, or confirmed by polling),
   * or once it is certain that it never will. None of it waits for a reply.
   */
  sends(text: string): Promise<void>;
  /** Presses a button of the newest message that has it; throws when none has. */
  presses(title: string | RegExp): Promise<void>;
  /** Presses one button of one message, as a finger on the screen does. */
  pressesAt(bubble: string, row: number, column: number): Promise<void>;
  sharesContact(phone: string): Promise<void>;
  sendsPhoto(caption?: string): Promise<void>;
  sendsSticker(): Promise<void>;
  sendsLocation(latitude: number, longitude: number): Promise<void>;
  /** Blocks the bot, or stops following. */
  leaves(): Promise<void>;
  /** Unblocks the bot, or follows again. */
  returns(): Promise<void>;
}

/** The part of a person that needs no platform: the chat, its waiting reader, and finding a button. */
export function createReader(most?: number) {
  const chat = createChat(most);
  let read = 0;
  const messages = () => chat.bubbles.filter((bubble) => bubble.from === 'bot' && !bubble.removed);
  return {
    chat,
    get messages() {
      return messages();
    },
    nextMessage: (timeoutMs = 5_000): Promise<Bubble> =>
      new Promise((resolve, reject) => {
        const look = () => {
          const next = messages().find((bubble) => bubble.added > read);
          if (next === undefined) return false;
          read = next.added;
          stop();
          clearTimeout(timer);
          resolve(next);
          return true;
        };
        const stop = chat.watch(look);
        const timer = setTimeout(() => {
          stop();
          const last = messages().at(-1)?.text ?? '(nothing)';
          reject(new Error(`No message within ${timeoutMs} ms. The last one was: ${last}`));
        }, timeoutMs);
        look();
      }),
    /** Where the newest button of that title is. */
    find(title: string | RegExp): { bubble: string; row: number; column: number } {
      const fits = (button: Button) =>
        typeof title === 'string' ? button.title === title : title.test(button.title);
      for (const bubble of chat.bubbles.toReversed()) {
        for (const [row, buttons] of bubble.buttons.entries()) {
          const column = buttons.findIndex(fits);
          if (column >= 0 && !bubble.removed) return { bubble: bubble.id, row, column };
        }
      }
      const seen =
        chat.bubbles
          .at(-1)
          ?.buttons.flat()
          .map((button) => button.title) ?? [];
      throw new Error(`No button ${String(title)}; the last message has: ${seen.join(' | ') || 'none'}`);
    },
    buttonAt(bubble: string, row: number, column: number): Button | undefined {
      return chat.bubbles.find((one) => one.id === bubble && !one.removed)?.buttons[row]?.[column];
    },
  };
}

export type Reader = ReturnType<typeof createReader>;
