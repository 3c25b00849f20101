import { hash } from 'node:crypto';

/** What may be said of an error in logs and queues: never its message, which may hold what a person wrote. */
export interface Fault {
  errorName: string;
  errorCode?: string;
}

/** Name and code of whatever was thrown. */
export function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) return { errorName: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { errorName: error.name, ...(code === undefined ? {} : { errorCode: code }) };
}

/** A person's address for logs: the channel stays readable, the account does not; the same one gives the same text. */
export function shortUrn(urn: string): string {
  const short = hash('sha256', urn, 'base64url').slice(0, 10);
  return `${urn.slice(0, urn.indexOf(':'))}:${short}`;
}
