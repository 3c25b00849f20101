import { expect, test } from 'vitest';
import type { Channel } from '../../src/channels/channel.ts';
import type { QuickReply } from '../../src/dialogue/message.ts';
import type { Subject } from './contract.ts';
import { choices, commands, outgoing } from './outgoing.ts';
import type { RecordingServer } from './recording-server.ts';

const letters = new Intl.Segmenter('vi', { granularity: 'grapheme' });
const lettersOf = (text: string): string[] => [...letters.segment(text)].map(({ segment }) => segment);

/** What is seen as one letter and has several code points, or at least several UTF-16 units; NFC cannot join them. */
const SEVERAL = {
  'an emoji': '😷',
  'a family': '👨‍👩‍👧',
  'a skin tone': '👍🏽',
  'a flag': '🇻🇳',
  'a keycap': '1️⃣',
  'a letter with two marks': 'q̣̃',
};

/** The part of the suite about what people read: texts and titles arrive whole, in order and within the limits. */
export function describeTexts(
  subject: Subject,
  use: () => { channel: Channel; platform: RecordingServer },
): void {
  /** Sends a message; what the person then sees, one entry for each request. */
  async function seen(text: string, replies: QuickReply[] = []) {
    const { channel, platform } = use();
    platform.reset();
    await channel.send(subject.urn, outgoing(text, replies));
    const requests = [...platform.requests];
    const texts = requests.map((request) => subject.textOf(request));
    for (const part of texts) {
      // No text has more code points than units: within the limit in one means in both.
      expect(part.length).toBeLessThanOrEqual(channel.limits.text);
      expect(part.isWellFormed()).toBe(true);
      expect(part).toBe(part.normalize('NFC'));
    }
    return { texts, buttons: requests.map((request) => subject.buttonsOf(request)) };
  }
  const limits = () => use().channel.limits;
  /** The titles of the choices as the person sees them, as buttons or as numbered lines; commands left out. */
  function titlesIn({ texts, buttons }: Awaited<ReturnType<typeof seen>>): string[] {
    const numbered = texts
      .flatMap((text) => text.split('\n'))
      .flatMap((line) => /^\d+\. (.*)$/u.exec(line)?.[1] ?? []);
    return [...numbered, ...buttons.flat().filter((title) => !title.startsWith('Lệnh'))];
  }

  test('long texts in parts within the limit, nothing lost, buttons under the last', async () => {
    const sentence = 'Ông Nguyễn Văn Ất ở thôn Đoài, xã Kỳ Phú 👨‍👩‍👧 đã khai báo hôm qua. ';
    const text = sentence.repeat(Math.ceil((limits().text * 2.5) / sentence.length)).normalize('NFD');
    const count = limits().buttons > 0 ? 2 : 0;
    const { texts, buttons } = await seen(text, choices(count));
    expect(texts.length).toBeGreaterThan(1);
    for (const part of texts) expect(part).toMatch(/\.$/);
    expect(texts.join(' ')).toBe(text.normalize('NFC').trim());
    expect(buttons.map((titles) => titles.length)).toEqual([...texts.slice(1).map(() => 0), count]);
  });

  test('exactly the limit in one message, one more in two, as counted after NFC', async () => {
    const most = limits().text;
    for (const [text, parts] of [
      ['ệ'.repeat(most), 1],
      ['ệ'.repeat(most).normalize('NFD'), 1],
      ['ệ'.repeat(most + 1).normalize('NFD'), 2],
      // Units, not code points: these are half as many.
      ['😷'.repeat(most / 2), 1],
      [`${'😷'.repeat(most / 2)}.`, 2],
    ] as const) {
      const { texts } = await seen(text);
      expect(texts).toHaveLength(parts);
      expect(texts.join('')).toBe(text.normalize('NFC'));
    }
  });

  test('one word of ten thousand characters, cut and not lost', async () => {
    const word = 'nghiêng'.repeat(10_000 / 7 + 1).slice(0, 10_000);
    const { texts } = await seen(word);
    expect(texts).toHaveLength(Math.ceil(10_000 / limits().text));
    expect(texts.join('')).toBe(word);
  });

  test.each(Object.entries(SEVERAL))('%s at the cut is not torn apart', async (_, letter) => {
    for (let before = 1; before <= letter.length; before += 1) {
      const text = 'x'.repeat(limits().text - before) + letter.repeat(3);
      const { texts } = await seen(text);
      expect(texts.join('')).toBe(text);
      expect(texts.flatMap(lettersOf)).toEqual(lettersOf(text));
    }
  });

  test('a letter longer than a message is cut all the same, and not lost', async () => {
    const letter = `q${'̣̃'.repeat(limits().text)}`;
    const { texts } = await seen(letter);
    expect(texts.join('')).toBe(letter.normalize('NFC'));
  });

  test('names and words that look like markup arrive as they were written', async () => {
    const name = '_*[Lan](tg://user?id=1)*_ `a` ~b~ ||c|| <b>&amp;</b> \\n {{ten}} $1 %s';
    const [title, command] = [`<i>${name.slice(0, 39)}`, 'Lệnh _*'];
    const shown = await seen(`Chào ${name}`, [
      { kind: 'choice', payload: 'p', title },
      { kind: 'command', payload: 'c', title: command },
    ]);
    expect(shown.texts[0]?.split('\n')[0]).toBe(`Chào ${name}`);
    expect(titlesIn(shown)).toEqual([title]);
    expect([...shown.buttons.flat(), ...shown.texts.join('\n').split('\n')]).toContain(command);
  });

  test('never more buttons than fit: choices become numbered lines, all of them, in order', async () => {
    const most = limits().buttons;
    for (const count of [1, most, most + 1, most + 7, 60]) {
      const shown = await seen('Chọn một?', [...choices(count), ...commands(2)]);
      const fits = most > 0 && count <= most;
      for (const titles of shown.buttons) expect(titles.length).toBeLessThanOrEqual(most);
      expect(titlesIn(shown)).toEqual(Array.from({ length: count }, (_, index) => `Lựa chọn ${index + 1}`));
      expect(shown.texts.join('\n').includes('1. Lựa chọn 1')).toBe(!fits && count > 0);
    }
  });

  test('sixty long choices take several messages, no line torn apart', async () => {
    const titles = Array.from({ length: 60 }, (_, index) =>
      `Khu phố ${index + 1}, ${'phường Tân Hiệp '.repeat(3)}`.trim(),
    );
    const replies = titles.map((title, index) => ({ kind: 'choice' as const, payload: `p${index}`, title }));
    expect(titlesIn(await seen('Ở đâu?', replies))).toEqual(titles);
  });

  test('titles cut to what a button shows, between letters', async () => {
    const most = limits().buttonTitle;
    for (const [letter, before] of Object.values(SEVERAL).flatMap((one) =>
      Array.from(one, (_, shift) => [one, most - 2 - shift] as const),
    )) {
      const title = 'x'.repeat(before) + letter.repeat(9);
      const [shown = ''] = titlesIn(await seen('?', [{ kind: 'choice', payload: 'p', title }]));
      expect(shown.length).toBeLessThanOrEqual(most);
      expect(shown).toMatch(/…$/);
      const kept = lettersOf(shown.slice(0, -1));
      expect(kept).toEqual(lettersOf(title).slice(0, kept.length));
    }
    const exact = 'ệ'.repeat(most);
    const replies = [{ kind: 'choice' as const, payload: 'p', title: exact.normalize('NFD') }];
    expect(titlesIn(await seen('?', replies))).toEqual([exact]);
  });

  test('a choice without a title costs neither the message nor the number of the others', async () => {
    const replies = ['Có', ' ', 'Không'].map((title, index) => ({
      kind: 'choice' as const,
      payload: `p${index}`,
      title,
    }));
    expect(titlesIn(await seen('Có sốt không?', replies))).toEqual(['Có', '…', 'Không']);
  });

  test('no blank text', async () => {
    const { channel, platform } = use();
    for (const text of ['', ' \n ', '\u00a0']) {
      await expect(channel.send(subject.urn, outgoing(text))).rejects.toMatchObject({ code: 'refused' });
    }
    expect(platform.requests).toEqual([]);
  });
}
