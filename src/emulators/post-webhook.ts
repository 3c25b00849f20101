/** What came of posting one webhook body. */
export type Posted = { status: number; body: string } | { failed: string };

/** Posts a body as a platform does. Never rejects; the answer is cut off after 256 kB. */
export async function postWebhook(
  url: string,
  headers: Record<string, string>,
  body: string,
  options: { timeoutMs: number; closing: AbortSignal },
): Promise<Posted> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([AbortSignal.timeout(options.timeoutMs), options.closing]),
    });
    return { status: response.status, body: (await response.text()).slice(0, 262_144) };
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError') return { failed: 'Read timeout expired' };
    return { failed: 'Connection refused' };
  }
}

export const isOk = (posted: Posted): boolean =>
  'status' in posted && posted.status >= 200 && posted.status < 300;
