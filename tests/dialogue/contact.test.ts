import { describe, expect, it } from 'vitest';
import { hasStopped, noteContact, stopContact } from '../../src/dialogue/contact.ts';
import type { Content, MsgIn } from '../../src/dialogue/message.ts';
import type { Conversation } from '../../src/dialogue/session.ts';
import { remind, reminderDue } from '../../src/dialogue/remind.ts';
import { takeTurn } from '../../src/dialogue/turn.ts';
import { aConversation } from '../support/a-conversation.ts';
import { realAssets } from '../support/assets.ts';
import { talker, type Talker } from '../support/conversation.ts';

const text: Content = { type: 'text', text: 'alo' };
const stop: Content = { type: 'stop' };
const start: Content = { type: 'start', payload: null };

/** A conversation after these: what was done, when by the platform's clock, when by ours. */
function after(...told: [content: Content, sentAt: number, now?: number][]): Conversation {
  const conversation = aConversation('telegram:1');
  for (const [content, sentAt, now = 10_000] of told) {
    noteContact(conversation, { id: 'x', urn: 'telegram:1', sentAt, content }, now);
  }
  return conversation;
}

describe('when somebody was last heard', () => {
  it('is the platform time of what they did themselves, never later than now, never going back', () => {
    expect(after().heardAt).toBeUndefined();
    expect(after([text, 5]).heardAt).toBe(5);
    expect(after([text, 50, 40]).heardAt).toBe(40);
    expect(after([text, 50], [text, 20]).heardAt).toBe(50);
    expect(after([text, 5], [stop, 9]).heardAt).toBe(5);
  });

  it('does not change by a reminder', () => {
    const person = begun();
    const turn = remind(realAssets(), stateOf(person), person.now + 4 * 3600_000);
    expect(turn.conversation.heardAt).toBe(person.now);
  });
});

describe('the word by which staff show a chat to be theirs', () => {
  const word = 'tin-thu-k7m2p9x4';

  it('is passed on, and neither begins a declaration nor counts as a link', () => {
    for (const said of [{ says: ` #${word.toUpperCase()} ` }, { starts: word }]) {
      const { events, conversation } = talker().take(said);
      expect(events.map(({ type }) => type)).toEqual(['visited', 'message']);
      expect(events[0]).toMatchObject({ code: word, step: 'came' });
      expect([conversation.session, conversation.link]).toEqual([null, undefined]);
    }
  });

  it('leaves a declaration where it is', () => {
    const person = begun();
    const before = stateOf(person).session;
    const { conversation } = person.deliver({ type: 'text', text: `#${word}` });
    expect(conversation.session?.waiting).toBe(before?.waiting);
    expect(conversation.session?.answers).toEqual(before?.answers);
  });
});

describe('a message that was overtaken', () => {
  const late = (person: Talker, says: string, seconds: number) =>
    takeTurn(
      realAssets(),
      stateOf(person),
      {
        id: 'late',
        urn: 'telegram:1',
        sentAt: person.now - seconds * 1_000,
        content: { type: 'text', text: says },
      },
      person.now,
    );
  const asks = ({ conversation }: ReturnType<typeof late>) => conversation.session?.waiting;

  it('is no answer to what was asked after it was typed, but is heard for danger', () => {
    const person = begun();
    const question = stateOf(person).session?.waiting;
    const first = late(person, 'Nguyễn Thị Hoa', 30);
    expect(asks(first)).toBe(question);
    expect(first.conversation.session?.answers).toEqual(stateOf(person).session?.answers);
    expect(late(person, '1', 30).conversation.session?.answers).toEqual(stateOf(person).session?.answers);
    const danger = late(person, 'khó thở quá không nói được', 30);
    expect(danger.conversation.session?.draft?.type).toBe('interrupted');
  });

  it('begins nothing when all it began is over', () => {
    const person = begun();
    person.say('hủy');
    person.press('Bỏ tờ khai này');
    expect(late(person, 'khai báo', 60).conversation.session?.outcome).toBe('cancelled');
    expect(late(person, 'nhận tin dịch', 60).conversation.topics).toBeUndefined();
    expect(late(person, 'dừng tin', 60).conversation.topics).toEqual([]);
  });

  it('counts when both were sent at once, whichever came first', () => {
    const person = begun();
    expect(asks(late(person, 'Nguyễn Thị Hoa', 1))).not.toBe(stateOf(person).session?.waiting);
  });
});

describe('somebody who left', () => {
  it('has stopped, until they do anything', () => {
    expect(after([text, 5], [stop, 9]).stoppedAt).toBe(9);
    expect(after([stop, 9], [stop, 12]).stoppedAt).toBe(9);
    for (const back of [text, start]) {
      expect(hasStopped(after([text, 5], [stop, 9], [back, 20]))).toBe(false);
      // Clocks differ and order is not kept: whoever writes is there.
      expect(hasStopped(after([stop, 9], [back, 7]))).toBe(false);
    }
  });

  it('follows what they followed, until they leave', () => {
    const follow: Content = { type: 'start', payload: null, follows: true };
    expect(after([text, 5]).follows).toBeUndefined();
    expect(after([start, 5]).follows).toBeUndefined();
    expect(after([follow, 5], [text, 9]).follows).toBe(true);
    // Word that they left is late: they are back already.
    expect(after([follow, 20], [stop, 9]).follows).toBe(true);
    expect(after([follow, 5], [stop, 9], [text, 12])).not.toHaveProperty('follows');
  });

  it('has not stopped when they came back before we learned that they had left', () => {
    expect(hasStopped(after([text, 5], [start, 20], [stop, 9]))).toBe(false);
  });

  it('has stopped when the platform says so, once', () => {
    const before = after([text, 5]);
    const gone = stopContact(before, 30);
    expect([gone.stoppedAt, before.stoppedAt]).toEqual([30, undefined]);
    expect(stopContact(gone, 40)).toBe(gone);
  });

  it('is not reminded, and hears nothing', () => {
    const person = begun();
    const turn = person.deliver({ type: 'stop' });
    expect(turn.events).toEqual([]);
    expect(reminderDue(realAssets(), stateOf(person))).toBeNull();
  });

  it('is asked whether to go on when they are back in the middle of a declaration', () => {
    const person = begun();
    person.deliver({ type: 'stop' });
    person.take({ starts: '' });
    expect(person.last()).toMatch(/khai tiếp/i);
    expect(person.press('Khai tiếp')).toMatch(/họ và tên/i);
  });

  it('is told to call when they are back after an alarm', () => {
    const person = begun();
    person.say('khó thở quá ko nói được');
    person.deliver({ type: 'stop' });
    person.take({ starts: '' });
    expect(person.last()).toContain('115');
  });

  it('is asked what they want when they are back with nothing begun', () => {
    const person = begun();
    person.say('hủy');
    person.press('Bỏ tờ khai này');
    person.deliver({ type: 'stop' });
    person.take({ starts: '' });
    expect(person.heard.at(-1)?.quickReplies.length).toBeGreaterThan(0);
  });
});

describe('the link somebody came by', () => {
  it('is kept with its time; the newest counts', () => {
    const person = talker();
    person.take({ starts: 'qr-tram_07' });
    expect(person.state?.link).toEqual({ payload: 'qr-tram_07', at: person.now });
    person.take({ starts: '' });
    person.say('đồng ý');
    expect(person.state?.link?.payload).toBe('qr-tram_07');
    person.take({ starts: 'poster-2' });
    expect(person.state?.link?.payload).toBe('poster-2');
  });

  it.each(['', 'có dấu', 'x'.repeat(65), 'a b', '../x', '{"a":1}'])('is no %j', (payload) => {
    expect(after([{ type: 'start', payload }, 5]).link).toBeUndefined();
  });
});

it('takes conversations saved before any of this was known', () => {
  const old = stateOf(begun());
  delete old.heardAt;
  const message: MsgIn = {
    id: 'new',
    urn: old.urn,
    sentAt: 1,
    content: { type: 'text', text: 'Lê Thị Hoa' },
  };
  expect(takeTurn(realAssets(), old, message, 2_000_000_000_000).conversation).toMatchObject({ heardAt: 1 });
});

const begun = () => {
  const person = talker();
  person.take({ starts: '' });
  person.say('đồng ý');
  const deliver = (content: Content) => {
    person.now += 1000;
    const message: MsgIn = { id: `x-${person.now}`, urn: 'telegram:1', sentAt: person.now, content };
    const turn = takeTurn(realAssets(), stateOf(person), message, person.now);
    person.state = turn.conversation;
    return turn;
  };
  return Object.assign(person, { deliver });
};

function stateOf(person: Talker): Conversation {
  if (person.state === null) throw new Error('nothing said yet');
  return person.state;
}
