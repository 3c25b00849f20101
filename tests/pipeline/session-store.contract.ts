import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, expect, it } from 'vitest';
import { stopContact } from '../../src/dialogue/contact.ts';
import type { Urn } from '../../src/dialogue/message.ts';
import type { Conversation } from '../../src/dialogue/session.ts';
import type { SessionStore } from '../../src/pipeline/session-store.ts';
import { aConversation, aSession } from '../support/a-conversation.ts';

let counter = 0;

/** What every session store fulfils. `open` gives stores over the same data, as two processes have them. */
export function sessionStoreContract(open: () => { ours: SessionStore; theirs: SessionStore }): void {
  let store: SessionStore;
  let other: SessionStore;
  let urn: Urn;
  beforeEach(() => {
    const { ours, theirs } = open();
    store = ours;
    other = theirs;
    urn = `telegram:${++counter}`;
  });

  it('knows nothing of a person never seen', async () => {
    expect(await store.load(urn)).toEqual({ version: 0, conversation: null, unsettled: false, waiting: [] });
  });

  it('gives back what was saved, to every process, marked as unsettled', async () => {
    const conversation = after(urn, 'in-1');
    expect(await store.save(0, conversation)).toBe(true);
    expect(await other.load(urn)).toEqual({ version: 1, conversation, unsettled: true, waiting: [] });
  });

  it('saves without a mark what leaves nothing to be done', async () => {
    await store.save(0, after(urn, 'in-1'));
    expect(await store.save(1, after(urn, 'in-2'), true)).toBe(true);
    expect(await store.load(urn)).toMatchObject({ version: 2, unsettled: false });
    expect(await store.unsettled(Date.now() + 60_000, 1_000)).not.toContain(urn);
  });

  it('refuses to save over a newer conversation', async () => {
    await store.save(0, after(urn, 'in-1'));
    expect(await other.save(0, after(urn, 'in-2'))).toBe(false);
    expect(await other.save(1, after(urn, 'in-3'))).toBe(true);
    expect(await store.save(1, after(urn, 'in-4'))).toBe(false);
    expect((await store.load(urn)).conversation?.last?.inbound).toBe('in-3');
  });

  it.each([0, 1])('lets one of 50 simultaneous savers win over version %i', async (version) => {
    if (version === 1) await store.save(0, after(urn, 'first'));
    const savers = Array.from({ length: 50 }, (_, i) =>
      (i % 2 ? store : other).save(version, after(urn, `in-${i}`)),
    );
    const results = await Promise.all(savers);
    expect(results.filter(Boolean)).toHaveLength(1);
    const loaded = await store.load(urn);
    expect(loaded.version).toBe(version + 1);
    expect(loaded.conversation?.last?.inbound).toBe(`in-${results.indexOf(true)}`);
  });

  it('settles the inbound named, and only that', async () => {
    await store.save(0, after(urn, 'in-1'));
    await store.save(1, after(urn, 'in-2'));
    await store.settle(urn, 'in-1');
    expect((await store.load(urn)).unsettled).toBe(true);
    await other.settle(urn, 'in-2');
    expect(await store.load(urn)).toMatchObject({ version: 2, unsettled: false });
    await store.settle(urn, 'in-2');
    await store.settle('telegram:nobody', 'in-2');
  });

  it('gives those unsettled since before a time, up to a limit, each to one asker', async () => {
    await settleAll(store);
    const [a, b, c, d]: [Urn, Urn, Urn, Urn] = [`${urn}-a`, `${urn}-b`, `${urn}-c`, `${urn}-d`];
    for (const one of [a, b, c, d]) await store.save(0, after(one, 'in-1'));
    await store.settle(b, 'in-1');
    expect(await store.unsettled(Date.now() - 60_000, 10)).toEqual([]);

    await sleep(5);
    const before = Date.now();
    const [first, second] = await Promise.all([store.unsettled(before, 2), other.unsettled(before, 2)]);
    const third = await store.unsettled(before, 2);

    expect(first.length).toBeLessThanOrEqual(2);
    expect([...first, ...second, ...third].toSorted()).toEqual([a, c, d]);
    expect(await store.unsettled(before, 10)).toEqual([]);
    expect(await store.unsettled(Date.now() + 60_000, 10)).toHaveLength(3);
  });

  it('gives the oldest first', async () => {
    const urns = ['x', 'y', 'z'].map((end): Urn => `${urn}-${end}`);
    for (const one of urns) {
      await store.save(0, after(one, 'in-1'));
      await sleep(5);
    }
    const found = await store.unsettled(Date.now() + 60_000, 1_000);
    expect(found.filter((one) => urns.includes(one))).toEqual(urns);
  });

  it('keeps messages waiting in the order they came, each once, over saves', async () => {
    await store.save(0, after(urn, 'in-1'));
    for (const id of ['m-1', 'm-2', 'm-1', 'm-11', 'm-3']) await store.enqueue(urn, id);
    await other.save(1, after(urn, 'in-2'));
    expect((await other.load(urn)).waiting).toEqual(['m-1', 'm-2', 'm-11', 'm-3']);
    expect(await store.dequeue(urn, 'm-2')).toBe('m-1');
    expect(await store.dequeue(urn, 'm-1')).toBe('m-11');
    expect(await other.dequeue(urn, 'm-1')).toBe('m-11');
    expect(await store.dequeue(urn, 'm-11')).toBe('m-3');
    expect(await store.dequeue(urn, 'm-3')).toBeNull();
    expect((await store.load(urn)).waiting).toEqual([]);
  });

  it('lets go of what waits when a contact that has stopped is saved, if it is saved', async () => {
    await store.save(0, after(urn, 'in-1'));
    await store.enqueue(urn, 'm-1');
    const left = stopContact(after(urn, 'in-1'), 5);
    expect(await other.save(0, left)).toBe(false);
    expect((await store.load(urn)).waiting).toEqual(['m-1']);
    expect(await other.save(1, left)).toBe(true);
    expect(await store.load(urn)).toMatchObject({ waiting: [], conversation: { stoppedAt: 5 } });
    await store.enqueue(urn, 'm-2');
    await store.save(2, after(urn, 'in-2'));
    expect((await store.load(urn)).waiting).toEqual(['m-2']);
  });

  it('keeps a conversation of a megabyte', async () => {
    const conversation = after(urn, 'in-1');
    for (let i = 0; i < 500; i++) {
      const raw = 'người đọc thứ '.repeat(150);
      conversation.session?.said.push(raw);
    }
    await store.save(0, conversation);
    expect((await store.load(urn)).conversation).toEqual(conversation);
  });

  it.each([
    'zalo-oa:a b\tc',
    'talk:{9}:*?[x]',
    'talk:\'"\\;--',
    'talk:Đồng 🇻🇳',
    'talk:unsettled',
    'talk:',
  ] as const)('takes a contact called %j and words of every kind', async (odd) => {
    const conversation = after(odd, 'in-1');
    conversation.session?.said.push('\u0000 \ud83d lone 🤒 \u202e');
    const { version } = await store.load(odd);
    expect(await store.save(version, conversation)).toBe(true);
    expect(await store.load(odd)).toMatchObject({ conversation, unsettled: true });
    expect(await store.unsettled(Date.now() + 60_000, 1_000)).toContain(odd);
    await store.settle(odd, 'in-1');
    expect((await store.load(odd)).unsettled).toBe(false);
  });
}

async function settleAll(store: SessionStore): Promise<void> {
  for (const urn of await store.unsettled(Date.now() + 60_000, 10_000)) {
    const { conversation } = await store.load(urn);
    await store.settle(urn, conversation?.last?.inbound ?? '');
  }
}

/** A conversation in which this inbound caused one message. */
const after = (urn: Urn, inbound: string): Conversation =>
  aConversation(urn, {
    session: aSession(),
    last: {
      inbound,
      effects: [{ type: 'message', message: { id: `${inbound}-0`, text: 'Họ và tên?', quickReplies: [] } }],
    },
    seen: [inbound],
  });
