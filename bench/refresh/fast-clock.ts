/** A clock that runs so much faster that the 25 hours an access token lives are over in `lifeMs`. */
export function fastClock({ since, lifeMs }: { since: number; lifeMs: number }): () => number {
  const speed = (25 * 3_600_000) / lifeMs;
  return () => Math.round(since + (Date.now() - since) * speed);
}
