import { describe, expect, it } from 'vitest';
import type { Content } from '../../src/dialogue/message.ts';
import { menuKey, readPayload } from '../../src/dialogue/payload.ts';
import { takeTurn } from '../../src/dialogue/turn.ts';
import { realAssets } from '../support/assets.ts';
import { talker, type Talker } from '../support/conversation.ts';

/** Somebody who threw their declaration away, so that nothing is being asked. */
function atRest(): Talker {
  const person = talker();
  person.take({ starts: '' });
  person.say('hủy');
  person.press('Bỏ tờ khai này');
  return person;
}

const payloads = (person: Talker) =>
  person.heard
    .flatMap((message) => message.quickReplies)
    .flatMap((reply) => (reply.kind === 'share_phone' ? [] : [reply.payload]));

describe('the buttons of the menu', () => {
  it('carry a key that differs from person to person and is no word', () => {
    const person = atRest();
    const last = payloads(person).at(-1) ?? '';
    expect(readPayload(last)?.session).toBe(menuKey('telegram:1'));
    expect(menuKey('telegram:1')).toMatch(/^[0-9a-f]{8}$/);
    expect(menuKey('telegram:1')).not.toBe(menuKey('telegram:2'));
    for (const payload of payloads(person)) expect(Buffer.byteLength(payload)).toBeLessThanOrEqual(64);
  });

  it('stay good, also when something was declared since', () => {
    const person = atRest();
    person.press('Số cần gọi');
    person.take({ presses_old: 'Khai báo' });
    expect(person.state?.session?.outcome).toBeNull();
  });

  it.each<Content>([
    { type: 'text', text: '#kb.menu.0.!declare' },
    { type: 'text', text: `#kb.${menuKey('telegram:2')}.0.!declare` },
    { type: 'press', payload: `#kb.${menuKey('telegram:2')}.0.!declare` },
    { type: 'press', payload: '#kb.00000000.0.!declare' },
    { type: 'press', payload: 'anything else' },
  ])('cannot be made up: %j', (content) => {
    const person = atRest();
    const message = { id: 'forged', urn: 'telegram:1' as const, sentAt: person.now, content };
    const { conversation, events } = takeTurn(realAssets(), person.state, message, person.now);
    expect(events).toContainEqual({ type: 'stale_press' });
    expect(conversation.session?.outcome).toBe('cancelled');
  });

  it('say so when they belong to an earlier question, and show what can be done', () => {
    const person = talker();
    person.take({ starts: '' });
    const old = payloads(person)[0] ?? '';
    person.say('hủy');
    person.press('Bỏ tờ khai này');
    const answer = person.say(old);
    expect(answer).toMatch(/câu trước/i);
    expect(person.heard.at(-1)?.quickReplies.length).toBeGreaterThan(1);
    expect(person.state?.session?.outcome).toBe('cancelled');
  });
});
