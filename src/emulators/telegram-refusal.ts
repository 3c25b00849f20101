/** An answer of the Bot API that is no success. Source: core.telegram.org/bots/api#making-requests */
export class TelegramRefusal extends Error {
  override name = 'TelegramRefusal' as const;
  readonly code: number;
  readonly parameters: { retry_after?: number; migrate_to_chat_id?: number } | undefined;

  constructor(code: number, description: string, parameters?: TelegramRefusal['parameters']) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }

  body(): object {
    const parameters = this.parameters === undefined ? {} : { parameters: this.parameters };
    return { ok: false, error_code: this.code, description: this.message, ...parameters };
  }
}

export const badRequest = (why: string): TelegramRefusal => new TelegramRefusal(400, `Bad Request: ${why}`);
