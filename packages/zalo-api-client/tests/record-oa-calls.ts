import { createOaClient } from '../src/index.ts';
import type { OaClientOptions } from '../src/index.ts';
import { startRecordingServer } from './recording-server.ts';

/** A recording server for a test file, and OA clients that call it. */
export async function recordOaCalls() {
  const server = await startRecordingServer();
  const client = (options: Partial<OaClientOptions> = {}) =>
    createOaClient({
      accessToken: () => 'ACCESS-1',
      openapiRoot: server.root,
      businessRoot: `${server.root}/business/`,
      ...options,
    });
  return { server, client };
}

export const userId = '2512523625412515';

/** The answer to a call that went well. */
export const ok = (data?: unknown) => JSON.stringify({ data, error: 0, message: 'Success' });
/** The answer to a message that was sent. */
export const sentBody =
  '{"data":{"message_id":"63ecf43f0df7dba892e6","user_id":"2512523625412515","sent_time":"1626926349402",' +
  '"quota":{"quota_type":"reply","remain":"8","total":8}},"error":0,"message":"Success"}';

/** A message on the wire that shows a picture or an article. */
export const mediaMessage = (element: object) => ({
  attachment: { type: 'template', payload: { template_type: 'media', elements: [element] } },
});
