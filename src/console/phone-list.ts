import { parsePhone } from '../vietnamese/phone-number.ts';

/** Most lines of a list. */
export const PHONE_LINES = 20_000;

export interface PhoneList {
  /** E.164, each once. */
  phones: string[];
  /** Numbers of the lines, from 1, that hold no telephone number. */
  bad: number[];
}

/** Reads a list of telephone numbers, one a line; empty lines say nothing. */
export function readPhoneList(text: string): PhoneList {
  const phones = new Set<string>();
  const bad: number[] = [];
  for (const [index, line] of text.split(/\r\n?|\n/).entries()) {
    if (line.trim() === '') continue;
    const phone = parsePhone(line);
    if (phone === undefined) bad.push(index + 1);
    else phones.add(phone);
  }
  return { phones: [...phones], bad };
}
