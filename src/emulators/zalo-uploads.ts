import type { FastifyInstance, FastifyRequest } from 'fastify';
import { keepNewest } from './keep-newest.ts';
import { randomHex } from './random-id.ts';
import { vietnamDay } from './vietnam-time.ts';
import { readMultipart, type FormPart } from './wire-params.ts';
import type { ZaloCalls } from './zalo-calls.ts';
import { refusals } from './zalo-refusal.ts';

/** What may be uploaded as what. The size of a gif is published nowhere: that of a file is our choice. */
const KINDS = {
  image: { names: /\.(?:jpe?g|png)$/iu, bytes: 1_048_576, id: 'attachment_id' },
  gif: { names: /\.gif$/iu, bytes: 5_242_880, id: 'attachment_id' },
  file: { names: /\.(?:pdf|docx?|csv)$/iu, bytes: 5_242_880, id: 'token' },
} as const;
type Kind = keyof typeof KINDS;

const LIFE_MS = 7 * 24 * 3_600_000;
const PER_MONTH = 5_000;

/** Attachments by their id: the name alone is kept. Source: docs.zaloplatforms.com/docs/OA/tin-nhan (uploads) */
export function createZaloUploads(now: () => number) {
  const kept = new Map<string, { kind: Kind; name: string; at: number }>();
  let month = { name: '', uploads: 0 };

  /** Which code answers the 5 001st of a month is our choice. */
  function countUpload(): void {
    const name = vietnamDay(now()).slice(0, 7);
    month = { name, uploads: month.name === name ? month.uploads + 1 : 1 };
    if (month.uploads > PER_MONTH) throw refusals.outOfQuota();
  }

  return {
    add(kind: Kind, file: FormPart | undefined): object {
      const { fileName: name = '', content } = file ?? {};
      if (!KINDS[kind].names.test(name) || !content?.length) throw refusals.invalid('file');
      if (content.length > KINDS[kind].bytes) throw refusals.tooMuch();
      countUpload();
      const id = randomHex(40);
      kept.set(id, { kind, name, at: now() });
      keepNewest(kept, 1_000);
      return { [KINDS[kind].id]: id };
    },
    /** An upload still good, or the refusal that names the field it was asked for in. */
    find(kind: Kind, id: unknown, field: string): { name: string } {
      const upload = typeof id === 'string' ? kept.get(id) : undefined;
      if (upload?.kind !== kind) throw refusals.invalid(field);
      if (now() - upload.at > LIFE_MS) throw refusals.expiredUpload();
      return upload;
    },
  };
}

export type ZaloUploads = ReturnType<typeof createZaloUploads>;

/** POST /v2.0/oa/upload/{image,gif,file}: a multipart form with the field `file`. */
export function addZaloUploads(app: FastifyInstance, calls: ZaloCalls, uploads: ZaloUploads): void {
  for (const kind of Object.keys(KINDS) as Kind[]) {
    const upload = (request: FastifyRequest) =>
      uploads.add(
        kind,
        readMultipart(request).find(({ name }) => name === 'file'),
      );
    app.post(`/v2.0/oa/upload/${kind}`, { bodyLimit: 8_388_608 }, calls('oa', upload));
  }
}
