import { z } from 'zod';

/** A name as somebody typed it, on one line and without what cannot be seen. */
export const oneLine = (most: number) =>
  z
    .string()
    .max(most)
    .transform((text) =>
      text
        .normalize('NFC')
        .replace(/[\p{C}\s]+/gu, ' ')
        .trim(),
    );
