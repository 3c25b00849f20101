import { describe, expect, it } from 'vitest';
import type { Urn } from '../../src/dialogue/message.ts';
import { createMemory, type Remembered } from '../../src/pipeline/remembered.ts';

const kept = (urn: Urn, settled = true): Remembered => ({
  ...{ urn, version: 1, mark: 'a', settled },
  ...{ body: '{}', inbound: 'in-1' },
});

describe('what a process remembers', () => {
  it('is what was kept and settled, until it is forgotten', () => {
    const memory = createMemory();
    memory.keep(kept('telegram:1', false));
    expect(memory.recall('telegram:1')).toBeUndefined();
    memory.settle('telegram:1', 'another');
    expect(memory.recall('telegram:1')).toBeUndefined();
    memory.settle('telegram:1', 'in-1');
    expect(memory.recall('telegram:1')?.mark).toBe('a');
    memory.forget('telegram:1');
    expect(memory.recall('telegram:1')).toBeUndefined();
  });

  it('is only so much: those first kept longest ago go first', () => {
    const memory = createMemory(2);
    const known = () =>
      (['telegram:1', 'telegram:2', 'telegram:3'] as const).filter((urn) => memory.recall(urn)?.mark === 'a');
    for (const urn of ['telegram:1', 'telegram:2', 'telegram:1'] as const) memory.keep(kept(urn));
    expect(known()).toEqual(['telegram:1', 'telegram:2']);
    memory.keep(kept('telegram:3'));
    expect(known()).toEqual(['telegram:2', 'telegram:3']);
    memory.keep(kept('telegram:1'));
    expect(known()).toEqual(['telegram:1', 'telegram:3']);
  });

  it('is the newest of a contact', () => {
    const memory = createMemory();
    memory.keep(kept('telegram:1'));
    memory.keep({ ...kept('telegram:1'), mark: 'b' });
    expect(memory.recall('telegram:1')?.mark).toBe('b');
  });

  it('is hardly anything while it is mostly wrong, and all again when it is right', () => {
    const memory = createMemory();
    const recalled = () =>
      Array.from({ length: 100 }, () => {
        memory.forget('telegram:1');
        memory.keep(kept('telegram:1'));
        return memory.recall('telegram:1');
      }).filter(Boolean).length;
    for (let n = 0; n < 100; n++) memory.judge(n % 4 === 0);
    expect(recalled()).toBe(5);
    for (let n = 0; n < 100; n++) memory.judge(true);
    expect(recalled()).toBe(100);
  });
});
