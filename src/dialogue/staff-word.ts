/** What a member of staff sends from their chat to show that it is theirs; it travels as the code of a link does. */
const staffWord = /^tin-thu-[2-9a-z]{8}$/;

export const isStaffWord = (code: string): boolean => staffWord.test(code);

/** @param random eight of the digits 2–9 and small letters */
export const staffWordOf = (random: string): string => `tin-thu-${random}`;
