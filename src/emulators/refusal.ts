/** What an emulated platform answers when it does not do as asked: thrown anywhere, sent in one place. */
export class Refusal extends Error {
  override name = 'Refusal' as const;
  readonly code: number;
  /** The whole answer, in the platform's own form. */
  readonly body: object;

  constructor(code: number, description: string, body: object) {
    super(description);
    this.code = code;
    this.body = body;
  }
}

/** A call that was refused, for whoever looks for the reason. */
export interface Refused {
  /** The method or path. */
  readonly call: string;
  readonly code: number;
  readonly description: string;
}

/** Writes a refusal down; only the newest fifty are kept. */
export function noteRefusal(refused: Refused[], call: string, { code, message }: Refusal): void {
  refused.push({ call, code, description: message });
  if (refused.length > 50) refused.shift();
}
