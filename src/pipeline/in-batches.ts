/**
 * Gathers single calls into batches. The first call opens one; it goes to `work` when it holds `most` items, or
 * `within` ms after it was opened.
 *
 * @param work gives one result per item, in their order; when it rejects, every call of the batch does
 * @returns takes one item and gives its result
 */
export function inBatches<T, R>(
  work: (items: readonly T[]) => Promise<readonly R[]>,
  { most, within }: { most: number; within: number },
): (item: T) => Promise<R> {
  let open: { items: T[]; results: Promise<readonly R[]>; close: () => void } | null = null;
  return async (item) => {
    open ??= openBatch();
    const { items, results, close } = open;
    const index = items.push(item) - 1;
    if (items.length >= most) close();
    return (await results)[index] as R;
  };

  function openBatch(): NonNullable<typeof open> {
    const { promise: closed, resolve } = Promise.withResolvers<undefined>();
    const items: T[] = [];
    const timer = setTimeout(close, within);
    return { items, results: closed.then(() => work(items)), close };

    function close(): void {
      clearTimeout(timer);
      open = null;
      resolve(undefined);
    }
  }
}
