/** Waits until what is read equals what is expected; then, or when it takes too long (ms), lets Jest compare. */
export async function expectSoon<T>(read: () => T | Promise<T>, expected: T, within = 60_000): Promise<void> {
  const end = Date.now() + within;
  while (JSON.stringify(await read()) !== JSON.stringify(expected) && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(await read()).toEqual(expected);
}
