/**
 * A whole Official Account bot: verifies, answers every text with two buttons, ignores everything else.
 *   ZALO_APP_ID=… ZALO_OA_SECRET_KEY=… ZALO_ACCESS_TOKEN=… node examples/reply-to-messages.ts
 */
import { createServer } from 'node:http';
import { createOaClient, oaEventKey, parseOaEvent, verifyOaSignature, ZaloApiError } from 'zalo-api-client';

const keys = { appId: setting('ZALO_APP_ID'), oaSecretKey: setting('ZALO_OA_SECRET_KEY') };
const oa = createOaClient({ accessToken: () => setting('ZALO_ACCESS_TOKEN') });
const seen = new Set<string>();

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    // Zalo waits two seconds and its console check fails on anything but 200: acknowledge first, then work.
    // Whoever must not lose a message stores the body before this line.
    response.writeHead(200).end();
    void receive(Buffer.concat(chunks), request.headers['x-zevent-signature']);
  });
}).listen(3000);

async function receive(raw: Buffer, signature: string | string[] | undefined): Promise<void> {
  if (!verifyOaSignature(raw, signature, keys).ok) return;
  const result = parseOaEvent(raw);
  if (!result.ok) return;
  const { event } = result;
  if (!event.known || event.event_name !== 'user_send_text' || seen.has(oaEventKey(event))) return;
  seen.add(oaEventKey(event));
  try {
    await oa.sendText({
      userId: event.sender.id,
      text: 'Bạn có sốt không?',
      buttons: [
        { kind: 'query', title: 'Có', payload: '#sot:co' },
        { kind: 'query', title: 'Không', payload: '#sot:khong' },
      ],
    });
  } catch (error) {
    if (!(error instanceof ZaloApiError)) throw error;
    process.stderr.write(`${error.message}\n`);
  }
}

function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}
