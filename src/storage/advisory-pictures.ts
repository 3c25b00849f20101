import type { Scoped } from './as-staff.ts';
import type { Database } from './database.ts';

/** A picture as it is served. */
export interface StoredPicture {
  /** SHA-256 of the bytes in hex, with `.jpg` or `.png`. */
  file: string;
  bytes: Buffer;
}

/** The picture of a draft, instead of the one before; null: none. */
export async function setAdvisoryPicture(
  tx: Scoped,
  advisory: string,
  picture: StoredPicture | null,
): Promise<void> {
  await tx.deleteFrom('advisory_pictures').where('advisory', '=', advisory).execute();
  if (picture === null) return;
  const { file, bytes } = picture;
  await tx.insertInto('advisory_pictures').values({ advisory, file, bytes }).execute();
}

/** The bytes served under a name; undefined: no advisory has them. With the owner's rights: whoever has the name may see it. */
export async function findPicture(db: Database, file: string): Promise<Buffer | undefined> {
  const found = await db
    .selectFrom('advisory_pictures')
    .select('bytes')
    .where('file', '=', file)
    .limit(1)
    .executeTakeFirst();
  return found?.bytes;
}
