import type { ZaloErrorAction } from './zalo-api-error.ts';

/** Code → what it means, what to do. */
export type ErrorTable = Readonly<Record<number, readonly [meaning: string, action: ZaloErrorAction]>>;
