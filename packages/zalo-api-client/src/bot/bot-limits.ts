/** Limits of the Bot Platform as data; text is counted as in `oaLimits`. Source: docs.zaloplatforms.com/docs/BOT/apis. */
export const botLimits = {
  text: 2000,
  caption: 2000,
  secretTokenMin: 8,
  secretTokenMax: 256,
} as const;
