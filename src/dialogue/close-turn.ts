import { deriveId } from './derive-id.ts';
import { isEffect, type Event } from './event.ts';
import type { Scene } from './scene.ts';
import type { Conversation } from './session.ts';

/** What one inbound message caused. */
export interface Turn {
  /** To be saved; equal to the one passed in when the message had been seen before. */
  conversation: Conversation;
  /** In the order they are to be carried out. */
  events: Event[];
  /** The message is a redelivery: of the last one (its effects are repeated in `events`) or of an older one (none). */
  repeated: boolean;
}

/** How many inbound ids are remembered to recognise a late redelivery. */
const remembered = 20;

/** All that was said becomes one message, so that a turn costs one send; the effects are kept to be redone. */
export function closeTurn(scene: Scene): Turn {
  const { conversation, message } = scene;
  // The keyboard with the share button stays on the screen until it is taken away.
  const leftPhone = scene.hadShareButton && !scene.quickReplies.some((reply) => reply.kind === 'share_phone');
  if (scene.paragraphs.length > 0) {
    scene.events.push({
      type: 'message',
      message: {
        id: deriveId('message', conversation.urn, message.id),
        text: scene.paragraphs.join('\n\n'),
        quickReplies: scene.quickReplies,
        ...(leftPhone && { removeKeyboard: true as const }),
      },
    });
  }
  conversation.last = { inbound: message.id, effects: scene.events.filter(isEffect) };
  conversation.seen = [message.id, ...conversation.seen].slice(0, remembered);
  return { conversation, events: scene.events, repeated: false };
}
