/**
 * What the page shows of each platform, in the order of the phones: its name, the bot's there, what people can send
 * besides text, and the keys of its words.
 */
export const PLATFORMS = {
  telegram: {
    app: 'Telegram',
    bot: 'NCOVI bot',
    sends: ['sticker', 'photo', 'location'],
    hint: 'message',
    begin: 'start',
    empty: 'emptyTelegram',
    leave: 'leaveTelegram',
    return: 'returnTelegram',
    gone: 'blocked',
    writesWhenGone: false,
  },
  'zalo-oa': {
    app: 'Zalo OA',
    bot: 'NCOVI – Y tế',
    sends: ['sticker', 'photo', 'location'],
    hint: 'message',
    begin: 'follow',
    empty: 'emptyZalo',
    leave: 'leaveZalo',
    return: 'returnZalo',
    gone: 'unfollowed',
    writesWhenGone: true,
  },
  'zalo-bot': {
    app: 'Zalo Bot',
    bot: 'Bot NCOVI',
    sends: ['sticker', 'photo', 'voice'],
    hint: 'messageOrNumber',
    begin: 'greet',
    empty: 'emptyBot',
    leave: 'leaveBot',
    return: 'returnBot',
    gone: 'deleted',
    writesWhenGone: false,
  },
};

/** The name of a platform in its colour, to stand beside what belongs to it. */
export function platformMark(channel) {
  const mark = document.createElement('span');
  mark.className = `mark ${channel}`;
  mark.textContent = PLATFORMS[channel].app;
  return mark;
}
