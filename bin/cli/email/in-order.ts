/**
 * Does the work for each item, so many at a time, and tells the results in the order of the items. Throws the first failure in that order, once
 * nothing is under way any more.
 */
export async function* inOrder<Item, Result>(
  items: Iterable<Item>,
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const rest = items[Symbol.iterator]();
  const underWay = new Set<Promise<Result>>();
  const begin = () => {
    const { done, value } = rest.next();
    if (done === true) return;
    const result = work(value);
    // Heard of when its turn comes.
    result.catch(() => undefined);
    underWay.add(result);
  };
  try {
    for (let begun = 0; begun < atOnce; begun++) begin();
    for (const first of underWay) {
      const result = await first;
      underWay.delete(first);
      begin();
      yield result;
    }
  } finally {
    await Promise.allSettled(underWay);
  }
}
