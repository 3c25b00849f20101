/** Ends a request with a page that says no more than it has to: what is out of one's area is simply not there. */
export class Refusal extends Error {
  override name = 'Refusal' as const;
  readonly status: 400 | 403 | 404 | 409 | 413 | 429;

  constructor(status: Refusal['status']) {
    super(`Refused with ${status}`);
    this.status = status;
  }
}
