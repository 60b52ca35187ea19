/**
 * Does the work for each item, so many at a time: what one request sets going stays within what clients and tables take. Stops
 * beginning new work, and throws, with the first that fails.
 */
export async function inTurn<Item>(
  items: Iterable<Item>,
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const rest = items[Symbol.iterator]();
  let isFailed = false;
  const one = async () => {
    for (let next = rest.next(); next.done !== true && !isFailed; next = rest.next()) {
      try {
        await work(next.value);
      } catch (error) {
        isFailed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}
