import { describe, expect, it } from 'vitest';
import { commandMenu, menuCommands } from '../../src/dialogue/command-menu.ts';
import { groupNotice, tooFastNotice } from '../../src/dialogue/notices.ts';
import { readDialogueCommand } from '../../src/dialogue/read-answer/command.ts';
import { realAssets } from '../support/assets.ts';

describe.each(['vi', 'en'])('the command menu in %s', (language) => {
  it('lists what the dialogue understands, in the form Telegram takes', () => {
    const menu = commandMenu(realAssets().phrasebook, language);
    expect(menu.map(({ command }) => readDialogueCommand(`/${command}`))).toEqual([...menuCommands]);
    expect(menu.map(({ command }) => readDialogueCommand(`/${command}@ncovi_chat_bot`))).toEqual([
      ...menuCommands,
    ]);
    for (const { command, description } of menu) {
      expect(command).toMatch(/^[a-z0-9_]{1,32}$/);
      expect(description.length).toBeLessThanOrEqual(256);
    }
  });
});

it('what is said to readers nobody knows is in every language', () => {
  expect(groupNotice(realAssets())).toMatch(/nhắn riêng[^]*write to this account/);
  expect(tooFastNotice(realAssets())).toMatch(/115[^]*115/);
});
