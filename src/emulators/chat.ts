/** One chat as the person's phone shows it, the same for every platform: what the page draws and the driver reads. */
export interface Chat {
  readonly bubbles: readonly Bubble[];
  readonly state: Readonly<ChatState>;
  /** Grows with every change. */
  readonly revision: number;
  add(bubble: NewBubble): Bubble;
  /** Changes a bubble still remembered; false when there is none of that id. */
  change(id: string, changes: Partial<Pick<Bubble, 'text' | 'buttons' | 'removed'>>): boolean;
  setState(changes: Partial<ChatState>): void;
  /** What has changed after a revision, oldest first. */
  since(revision: number): Bubble[];
  /** Calls back after every change until the returned function is called. */
  watch(listener: () => void): () => void;
}

export interface Bubble {
  /** The platform's message id. */
  readonly id: string;
  /** `platform`: a line of the app itself, such as "you blocked the bot". */
  readonly from: 'person' | 'bot' | 'platform';
  readonly kind: 'text' | 'photo' | 'voice' | 'sticker' | 'location' | 'contact' | 'notice';
  text: string;
  /** Address of the picture the bot sent, where it gave one. */
  readonly picture?: string;
  /** Rows of buttons under the message. */
  buttons: Button[][];
  /** Epoch milliseconds. */
  readonly at: number;
  /** The chat's revision when it was added, and when it was last changed. */
  readonly added: number;
  revision: number;
  removed: boolean;
  /** Sent, but the platform kept the content from the bot. */
  readonly withheld: boolean;
}

export interface Button {
  readonly title: string;
  /** `press` goes to the bot, `open` is a link the app opens, the rest share something from the phone. */
  readonly does: 'press' | 'say' | 'open' | 'share_contact' | 'share_location';
  /** Callback data, payload or address. */
  readonly value: string;
  pressed?: boolean;
}

export type NewBubble = Pick<Bubble, 'id' | 'from' | 'kind' | 'text' | 'at'> & {
  buttons?: Button[][];
  withheld?: boolean;
  picture?: string;
};

export interface ChatState {
  /** The keyboard in place of the phone's own: Telegram's reply keyboard. */
  keyboard: Button[][];
  /** False once the person has blocked the bot or stopped following. */
  open: boolean;
  typing: boolean;
  /** All this person writes is kept from the bot: Zalo's Bot Platform does so with people it protects. */
  protected: boolean;
}

/** An empty chat. Only the newest `most` bubbles are remembered. */
export function createChat(most = 200): Chat {
  const bubbles: Bubble[] = [];
  const listeners = new Set<() => void>();
  const state: ChatState = { keyboard: [], open: true, typing: false, protected: false };
  let revision = 0;
  const changed = () => {
    for (const listener of [...listeners]) listener();
  };
  return {
    bubbles,
    state,
    get revision() {
      return revision;
    },
    add(parts) {
      revision += 1;
      const bubble: Bubble = {
        ...{ buttons: [], withheld: false, removed: false },
        ...parts,
        ...{ added: revision, revision },
      };
      bubbles.push(bubble);
      if (bubbles.length > most) bubbles.shift();
      if (parts.from === 'bot') state.typing = false;
      changed();
      return bubble;
    },
    change(id, changes) {
      const bubble = bubbles.findLast((one) => one.id === id);
      if (bubble === undefined) return false;
      revision += 1;
      Object.assign(bubble, changes, { revision });
      changed();
      return true;
    },
    setState(changes) {
      revision += 1;
      Object.assign(state, changes);
      changed();
    },
    since: (after) => bubbles.filter((bubble) => bubble.revision > after),
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
