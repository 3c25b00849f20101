import { z } from 'zod';

/** Who an advisory is for. What is left out does not matter; all that is given has to hold. */
export const audienceSchema = z.strictObject({
  /** Codes from the province down: people who live in this subtree; empty: everybody, also whose place is not known. */
  area: z.array(z.string().max(10)).max(3),
  /** Lowest and highest level of concern of the newest declaration, both included. */
  levels: z.tuple([z.int().min(0).max(5), z.int().min(0).max(5)]).exactOptional(),
  /** People with open work, in isolation, or with neither. */
  status: z.enum(['followed', 'isolated', 'neither']).exactOptional(),
  languages: z.array(z.string().max(10)).exactOptional(),
  channels: z.array(z.enum(['telegram', 'zalo-oa', 'zalo-bot'])).exactOptional(),
  /** Heard within so many days. */
  activeWithin: z.int().min(1).max(3650).exactOptional(),
  /** Not those an advisory of the same unit and topic reached, or may have reached, within so many days. */
  notToldWithin: z.int().min(1).max(365).exactOptional(),
  /** Came by the link with this code. */
  campaign: z.string().max(40).exactOptional(),
  /** Only those whose telephone number is on the advisory's list. */
  listed: z.literal(true).exactOptional(),
});

export type Audience = z.infer<typeof audienceSchema>;
