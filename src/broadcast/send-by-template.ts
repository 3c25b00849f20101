import type { TemplateMessages } from '../channels/channel.ts';
import { SendError } from '../channels/send-error.ts';
import { deriveId } from '../dialogue/derive-id.ts';
import type { UnderWay } from '../storage/advisories-under-way.ts';
import type { Claimed } from '../storage/deliveries.ts';
import { judgeFailure, type Judged } from './judge-send.ts';

/**
 * Sends the template of an advisory to somebody no plain message is taken for, and who has no other chat. A number that takes
 * no templates says nothing of their chat, which stays.
 *
 * @returns null: there is no template, or no number
 */
export function byTemplate(
  { id: advisory, template }: Pick<UnderWay, 'id' | 'template'>,
  claimed: Claimed,
  templates: TemplateMessages | undefined,
  now: () => number,
): (() => Promise<Judged>) | null {
  const { person, phone, urn, fallback } = claimed;
  if (template === null || phone === null || fallback !== null || templates === undefined) return null;
  return async () => {
    try {
      await templates.send({ phone, id: deriveId('advisory', advisory, urn) }, template);
      return { outcome: { person, status: 'sent', reason: 'by-template', sentAt: now() } };
    } catch (error) {
      if (error instanceof SendError && error.code === 'stopped' && !error.maybeSent) {
        return { outcome: { person, status: 'skipped', reason: 'template-refused' } };
      }
      return judgeFailure(claimed, error, now());
    }
  };
}
