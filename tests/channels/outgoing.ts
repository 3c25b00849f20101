import type { MsgOut, QuickReply } from '../../src/dialogue/message.ts';

export const outgoing = (text: string, quickReplies: QuickReply[] = []): MsgOut => ({
  id: 'm1',
  text,
  quickReplies,
});

export const choices = (count: number): QuickReply[] =>
  Array.from({ length: count }, (_, index) => ({
    kind: 'choice',
    payload: `#kb.0b9a44c1.3.c${index + 1}`,
    title: `Lựa chọn ${index + 1}`,
  }));

export const commands = (count: number): QuickReply[] =>
  Array.from({ length: count }, (_, index) => ({
    kind: 'command',
    payload: `#kb.0b9a44c1.3.!cmd${index + 1}`,
    title: `Lệnh ${index + 1}`,
  }));
