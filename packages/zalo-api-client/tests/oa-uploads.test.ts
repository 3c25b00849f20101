import { expect, test } from 'vitest';
import { ok, recordOaCalls } from './record-oa-calls.ts';

const { server, client } = await recordOaCalls();

test.each([
  ['uploadImage', 'a b.PNG', '/v2.0/oa/upload/image', 'image/png', { attachment_id: 'id1' }],
  ['uploadGif', 'a.gif', '/v2.0/oa/upload/gif', 'image/gif', { attachment_id: 'id1' }],
  ['uploadFile', 'a.pdf', '/v2.0/oa/upload/file', 'application/pdf', { token: 'id1' }],
] as const)('%s', async (method, fileName, url, type, data) => {
  server.answer(ok(data));
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
  expect(await client()[method]({ bytes, fileName })).toBe('id1');
  const request = server.only();
  expect(request).toMatchObject({ method: 'POST', url });
  expect(request.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
  const form = request.body.toString('latin1');
  expect(form).toContain(`name="file"; filename="${fileName}"`);
  expect(form).toContain(`Content-Type: ${type}`);
  expect(request.body.includes(Buffer.from(bytes))).toBe(true);
});
