/** Uploads that messages then refer to; gone after seven days. */
import { z } from 'zod';
import { wireId } from '../http/wire.ts';
import type { OaCall } from './oa-call.ts';
import { oaLimits } from './oa-limits.ts';

export interface Upload {
  bytes: Uint8Array;
  /** With its extension, by which Zalo judges the kind. */
  fileName: string;
}

export interface OaUploads {
  /** jpg or png up to 1 MB; returns the attachment id. */
  uploadImage(upload: Upload): Promise<string>;
  /** gif; returns the attachment id. No size limit is published. */
  uploadGif(upload: Upload): Promise<string>;
  /** pdf, doc, docx or csv up to 5 MB; returns the token for sendFile. */
  uploadFile(upload: Upload): Promise<string>;
}

/** Source: docs.zaloplatforms.com/docs/OA/tin-nhan/…, the official Java SDK. 5,000 uploads a month. */
export function oaUploads(call: OaCall): OaUploads {
  return {
    uploadImage: async (upload) => {
      const form = toForm(upload, ['jpg', 'jpeg', 'png'], oaLimits.imageBytes);
      return (await call({ path: '/v2.0/oa/upload/image', form, answer: attachment })).attachment_id;
    },
    uploadGif: async (upload) => {
      const form = toForm(upload, ['gif'], Infinity);
      return (await call({ path: '/v2.0/oa/upload/gif', form, answer: attachment })).attachment_id;
    },
    uploadFile: async (upload) => {
      const form = toForm(upload, ['pdf', 'doc', 'docx', 'csv'], oaLimits.fileBytes);
      return (await call({ path: '/v2.0/oa/upload/file', form, answer: z.object({ token: wireId }) })).token;
    },
  };
}

const attachment = z.object({ attachment_id: wireId });

/** @throws RangeError for a kind or size Zalo does not take */
function toForm({ bytes, fileName }: Upload, extensions: readonly string[], maxBytes: number): FormData {
  const extension = fileName.split('.').pop()?.toLowerCase() ?? '';
  if (!extensions.includes(extension)) {
    throw new RangeError(`fileName must end in ${extensions.join(', ')}`);
  }
  if (bytes.byteLength === 0 || bytes.byteLength > maxBytes) {
    throw new RangeError(`bytes holds ${bytes.byteLength} bytes, allowed are 1 to ${maxBytes}`);
  }
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(bytes)], { type: mediaTypes[extension] ?? '' }), fileName);
  return form;
}

const mediaTypes: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  pdf: 'application/pdf',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  csv: 'text/csv',
};
