import { dayAt, daysBefore, showDay } from './calendar.ts';
import type { DialogueAssets } from './assets.ts';
import type { Event } from './event.ts';
import type { Block, Flow } from './flow.ts';
import type { MsgIn, QuickReply } from './message.ts';
import { menuKey, writePayload } from './payload.ts';
import type { Conversation, Session } from './session.ts';

type Params = Record<string, string | number>;

/** The working table of one turn: what came in, and what has been decided so far. Lives only inside takeTurn. */
export interface Scene {
  readonly assets: DialogueAssets;
  readonly message: MsgIn;
  readonly now: number;
  /** The day of the turn, ISO, in the assets' time zone. */
  readonly today: string;
  conversation: Conversation;
  events: Event[];
  /** Paragraphs of the reply. */
  paragraphs: string[];
  quickReplies: QuickReply[];
  /** The message before offered the platform's share-phone keyboard. */
  readonly hadShareButton: boolean;
  standing?: { language: string; session: string | undefined; params: Params };
}

export function openScene(
  assets: DialogueAssets,
  conversation: Conversation,
  message: MsgIn,
  now: number,
): Scene {
  return {
    assets,
    message,
    now,
    today: dayAt(now, assets.timeZone),
    conversation: workingCopy(conversation),
    events: [],
    paragraphs: [],
    hadShareButton:
      conversation.last?.effects.some(
        (effect) =>
          effect.type === 'message' &&
          effect.message.quickReplies.some((reply) => reply.kind === 'share_phone'),
      ) ?? false,
    quickReplies: [],
  };
}

/** A text in the language of the conversation. */
export const phrase = (scene: Scene, key: string, params: Params = {}): string =>
  scene.assets.phrasebook.say(scene.conversation.language, key, params, standingParams(scene));

/** Adds a paragraph to the reply. */
export function tell(scene: Scene, key: string, params: Params = {}): void {
  scene.paragraphs.push(phrase(scene, key, params));
}

/** The key of one of a block's texts, such as `declaration:symptoms.ask`. */
export const keyOf = (session: Pick<Session, 'flow'>, block: Pick<Block, 'id'>, leaf: string): string =>
  `${session.flow}:${block.id}.${leaf}`;

/** A button that does something one can always do. */
export function offerCommand(scene: Scene, command: string, titleKey: string): void {
  const payload = payloadFor(scene, `!${command}`);
  scene.quickReplies.push({ kind: 'command', title: phrase(scene, titleKey), payload });
}

/** One of the things to do that the message asks to choose between. */
export function offerChoice(scene: Scene, command: string, titleKey: string): void {
  const payload = payloadFor(scene, `!${command}`);
  scene.quickReplies.push({ kind: 'choice', title: phrase(scene, titleKey), payload });
}

/** The payload of a button belonging to the question being asked, or to the menu when none is. */
export function payloadFor(scene: Scene, code: string): string {
  const { session, urn } = scene.conversation;
  if (session?.outcome !== null) return writePayload({ session: menuKey(urn), question: 0, code });
  return writePayload({ session: session.id.slice(0, 8), question: session.asked, code });
}

/** The flow a session walks. Sessions of flows that no longer exist are closed before they get here. */
export function flowOf(scene: Scene, session: Session): Flow {
  const flow = scene.assets.flows.get(session.flow);
  if (!flow) throw new Error(`no flow ${session.flow}`);
  return flow;
}

/** Copies what a turn changes in place; the rest of a conversation is only ever replaced. */
function workingCopy(conversation: Conversation): Conversation {
  const { session } = conversation;
  return {
    ...conversation,
    session: session && { ...session, answers: { ...session.answers }, said: [...session.said] },
  };
}

/** Blanks every text may have, for the language and session of the moment; each is worked out when a text asks for it. */
function standingParams(scene: Scene): Params {
  const { language, session } = scene.conversation;
  const known = scene.standing;
  if (known && known.language === language && known.session === session?.id) return known.params;
  const { assets, today } = scene;
  const params: Params = {
    emergency: assets.hotlines.emergency,
    health: assets.hotlines.health,
    controller: assets.hotlines.controller[language] ?? '',
    get today() {
      return showDay(today, language);
    },
    get firstDay() {
      const start = session ? dayAt(session.startedAt, assets.timeZone) : today;
      const flow = session && assets.flows.get(session.flow);
      return showDay(daysBefore(start, flow?.window_days ?? 14), language);
    },
    get areaAbove() {
      return areaWord('above');
    },
    get areaExample() {
      return areaWord('example');
    },
    get areaSteps() {
      return areaWord('steps');
    },
  };
  scene.standing = { language, session: session?.id, params };
  return params;

  /** How a place is named on this map: with its district and province, or, since 2025, with its province alone. */
  function areaWord(leaf: string): string {
    const levels = assets.areas.levels.length === 2 ? 'two_levels' : 'three_levels';
    return assets.phrasebook.say(language, `common:area.${levels}.${leaf}`);
  }
}
