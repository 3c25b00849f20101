import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { recordOaCalls, userId } from './record-oa-calls.ts';
import { failure } from './recording-server.ts';

const { server, client } = await recordOaCalls();
const sendText = (openapiRoot = server.root, timeoutMs = 5000) =>
  client({ openapiRoot, timeoutMs }).sendText({ userId, text: 'a' });

test('no answer in time', async () => {
  server.answer(() => undefined);
  const error = await failure(sendText(server.root, 60));
  expect(error).toMatchObject({ family: 'http', code: 'timeout', retryable: true, outcomeUnknown: true });
  expect((error as Error).cause).toMatchObject({ name: 'TimeoutError' });
});
test('an answer that never ends', async () => {
  server.answer((_request, response) => {
    response.writeHead(200).write('{"error":');
  });
  expect(await failure(sendText(server.root, 60))).toMatchObject({ code: 'timeout' });
});
test('a connection that breaks, before and within the answer', async () => {
  server.answer((_request, response) => response.destroy());
  const expected = { family: 'http', code: 'network', retryable: true, outcomeUnknown: true };
  expect(await failure(sendText())).toMatchObject(expected);
  server.answer((_request, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('{"error":', () => response.destroy());
  });
  expect(await failure(sendText())).toMatchObject(expected);
});
test('a connection refused: nothing was sent', async () => {
  const closed = createServer();
  await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
  const { port } = closed.address() as AddressInfo;
  await new Promise((resolve) => closed.close(resolve));
  const error = await failure(sendText(`http://127.0.0.1:${port}`));
  expect(error).toMatchObject({ code: 'network', retryable: true, outcomeUnknown: false });
  expect((error as Error).message).toContain('ECONNREFUSED');
  expect((error as Error).cause).toMatchObject({ cause: { code: 'ECONNREFUSED' } });
});
