import type { DialogueAssets } from './assets.ts';
import { showDay } from './calendar.ts';
import { deriveId } from './derive-id.ts';
import type { MsgOut } from './message.ts';
import { menuKey, writePayload } from './payload.ts';
import { afterQuietHours } from './remind.ts';
import type { Conversation } from './session.ts';

/** Everything a health unit may let somebody know; the words are in locales/*\/common.json under `follow_up`. */
export const followUpKeys = [
  'received',
  'not_reached',
  'concluded_none',
  'concluded_self_monitor',
  'concluded_home',
  'concluded_concentrated',
  'concluded_facility',
  'isolation_ended',
  'measure',
  'measure_family',
] as const;

export type FollowUpKey = (typeof followUpKeys)[number];

/** What the blanks of the texts are filled with. */
export interface FollowUpParams {
  /** Whom it is about; their names, where they are several. */
  name?: string;
  names?: string;
  unit?: string;
  phone?: string;
  /** `2020-03-27`, shown as the language writes it. */
  until?: string;
}

export interface FollowUp {
  /** The same id is the same message. */
  id: string;
  key: FollowUpKey;
  params: FollowUpParams;
}

/** The message in the language of the conversation. Leaves the conversation, and any question that is open, as it is. */
export function followUpMessage(
  { phrasebook, hotlines }: Pick<DialogueAssets, 'phrasebook' | 'hotlines'>,
  { urn, language, session }: Conversation,
  { id, key, params }: FollowUp,
): MsgOut {
  const standing = { emergency: hotlines.emergency, health: hotlines.health };
  const blanks = {
    phone: hotlines.health,
    ...params,
    ...(params.until !== undefined && { until: showDay(params.until, language) }),
  };
  const isFree = session?.outcome !== null;
  const asksHowTheyAre = key === 'measure' || key === 'measure_family';
  return {
    id: deriveId('tell', urn, id),
    text: phrasebook.say(language, `common:follow_up.${key}`, blanks, standing),
    quickReplies:
      isFree && asksHowTheyAre
        ? [
            {
              kind: 'choice',
              title: phrasebook.say(language, 'common:button.daily'),
              payload: writePayload({ session: menuKey(urn), question: 0, code: '!daily' }),
            },
          ]
        : [],
  };
}

/** Somebody heard within so many ms is awake. */
const AWAKE = 60 * 60_000;

/** When it may be said, epoch milliseconds: at once, or in the morning. */
export const followUpDue = (
  { timeZone }: Pick<DialogueAssets, 'timeZone'>,
  { heardAt = 0 }: Conversation,
  now: number,
): number => (now - heardAt < AWAKE ? now : afterQuietHours(now, timeZone));
