import { z } from 'zod';
import type { ChannelName, Urn } from '../dialogue/message.ts';
import type { FieldCrypto } from '../storage/field-crypto.ts';
import {
  appendRows,
  closeSpoolFile,
  createSpoolFile,
  findRow,
  removeRows,
  shrink,
  takeOrphans,
  type SpoolRow,
} from '../storage/spool-file.ts';
import { urnSchema } from './declaration-schema.ts';

/** A webhook request with a message in it, as it came. */
export interface Kept {
  channel: ChannelName;
  urn: Urn;
  /** When it came, epoch ms. */
  at: number;
  /** Those that prove it genuine. */
  headers: Record<string, string>;
  body: Buffer;
}

/** What is kept of one person, by place in their line. */
export interface Entry {
  /** Null until it is written down. */
  id: number | null;
  at: number;
  bytes: number;
}

/** Requests that could not be worked on, on this machine's disk, sealed, until they can be. */
export interface Spool {
  /**
   * Puts a request behind all others of this person. On the disk when it resolves.
   *
   * @throws SpoolFull; or what the disk says
   */
  keep(request: Kept): Promise<void>;
  /** Whether something of this person is kept: what comes now belongs behind it. */
  holds(urn: Urn): boolean;
  /** Everybody of whom something is kept. */
  people(): Urn[];
  /** The oldest that is written down of a person, past those set aside. */
  first(urn: Urn): Entry | undefined;
  /** Null when it cannot be read. */
  read(entry: Entry): Kept | null;
  /** It has been worked on. */
  remove(urn: Urn, entry: Entry): void;
  /** It cannot be worked on for a reason of its own: stays on the disk and is tried again at the next start. */
  setAside(urn: Urn, entry: Entry): void;
  /** Takes over what dead processes left. `unreadable`: files, and records sealed with another key. */
  adopt(): { adopted: number; unreadable: number };
  /** `oldest` is epoch ms. */
  state(): { messages: number; bytes: number; oldest: number | null };
  /** Writes down what is still to be written down. What is kept stays on the disk. */
  close(): void;
}

export class SpoolFull extends Error {
  override name = 'SpoolFull' as const;
}

const keptSchema = z.object({
  channel: z.enum(['telegram', 'zalo-oa', 'zalo-bot', 'talk']),
  urn: urnSchema,
  at: z.int(),
  headers: z.record(z.string(), z.string()),
  body: z.base64().transform((text) => Buffer.from(text, 'base64')),
});

const CONTEXT = 'spool';

/** Most requests of one person, so that a flood from one does not fill the spool of all. */
const MOST_OF_ONE = 100;

/**
 * Opens this process's spool; any number of processes may share a folder.
 *
 * @param limit most bytes kept
 * @throws when the folder cannot be written to
 */
export function openSpool(folder: string, { crypto, limit }: { crypto: FieldCrypto; limit: number }): Spool {
  const file = createSpoolFile(folder);
  const lines = new Map<Urn, Entry[]>();
  const asides: Entry[] = [];
  let bytes = 0;
  /** What the next flush does. Requests that come while the disk is busy are written down together. */
  let writing: (SpoolRow & { urn: Urn; entry: Entry; done: () => void; failed: (error: unknown) => void })[] =
    [];
  let removing: number[] = [];
  let flushing: NodeJS.Immediate | null = null;

  const drop = (urn: Urn, entry: Entry): void => {
    const left = (lines.get(urn) ?? []).filter((one) => one !== entry);
    if (left.length > 0) lines.set(urn, left);
    else lines.delete(urn);
  };
  const queue = (urn: Urn, entry: Entry): void => {
    lines.set(
      urn,
      [...(lines.get(urn) ?? []), entry].sort((a, b) => a.at - b.at),
    );
    bytes += entry.bytes;
  };

  function flush(): void {
    flushing = null;
    const [rows, ids] = [writing, removing];
    [writing, removing] = [[], []];
    try {
      if (ids.length > 0) removeRows(file, ids);
    } catch {
      // It will be worked on once more, which changes nothing.
      removing = ids;
    }
    try {
      const written = rows.length > 0 ? appendRows(file, rows) : [];
      for (const [i, { entry, done }] of rows.entries()) {
        entry.id = written[i] ?? null;
        done();
      }
    } catch (error) {
      for (const { urn, entry, failed } of rows) {
        drop(urn, entry);
        bytes -= entry.bytes;
        failed(error);
      }
    }
    if (ids.length > 0 && lines.size === 0 && asides.length === 0) shrink(file);
  }
  const soon = (): void => {
    flushing ??= setImmediate(flush);
  };
  const open = (sealed: string): Kept | null => {
    try {
      return keptSchema.parse(JSON.parse(crypto.open(sealed, CONTEXT)));
    } catch {
      return null;
    }
  };

  return {
    keep(request) {
      const { urn, at, body } = request;
      const sealed = crypto.seal(JSON.stringify({ ...request, body: body.toString('base64') }), CONTEXT);
      const isFull = bytes + sealed.length > limit || (lines.get(urn)?.length ?? 0) >= MOST_OF_ONE;
      if (isFull) return Promise.reject(new SpoolFull('The spool is full'));
      const entry: Entry = { id: null, at, bytes: sealed.length };
      queue(urn, entry);
      return new Promise((done, failed) => {
        writing.push({
          at,
          sealed,
          urn,
          entry,
          done: () => {
            done();
          },
          failed,
        });
        soon();
      });
    },
    holds: (urn) => lines.has(urn),
    people: () => [...lines.keys()],
    first(urn) {
      const first = lines.get(urn)?.[0];
      return first?.id == null ? undefined : first;
    },
    read(entry) {
      const sealed = entry.id === null ? null : findRow(file, entry.id);
      return sealed === null ? null : open(sealed);
    },
    remove(urn, entry) {
      drop(urn, entry);
      bytes -= entry.bytes;
      if (entry.id !== null) removing.push(entry.id);
      soon();
    },
    setAside(urn, entry) {
      drop(urn, entry);
      asides.push(entry);
    },
    adopt() {
      let [adopted, unreadable] = [0, 0];
      const aside = takeOrphans(file, folder, (rows) => {
        const ids = appendRows(file, rows);
        for (const [i, { at, sealed }] of rows.entries()) {
          const entry: Entry = { id: ids[i] ?? null, at, bytes: sealed.length };
          const kept = open(sealed);
          if (kept === null) {
            unreadable++;
            asides.push(entry);
            bytes += entry.bytes;
          } else {
            adopted++;
            queue(kept.urn, entry);
          }
        }
      });
      return { adopted, unreadable: unreadable + aside.length };
    },
    state() {
      const all = [...lines.values()].flat().concat(asides);
      const oldest = all.reduce((least, { at }) => Math.min(least, at), Infinity);
      return { messages: all.length, bytes, oldest: all.length === 0 ? null : oldest };
    },
    close() {
      if (flushing !== null) clearImmediate(flushing);
      flush();
      closeSpoolFile(file);
    },
  };
}
