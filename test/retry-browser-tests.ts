/**
 * These run the whole product against the real clock: on a busy machine Chromium, functions, queues and deliveries share what
 * processor time is left, and a lookup, a lease of a minute or a delivery now and then takes longer than its own limit, which is part of
 * the product (a caller waits for 3 s at most). No other test is ever tried twice. Whether a test bears that is told by
 * `npm run jest -- --testEnvironment=./test/try-twice.ts test/browser`.
 */
const wholeWays = ['calls-whole-way', 'demo', 'short-leases'];

const { testPath = '' } = expect.getState();
const isWholeWay = wholeWays.some((name) => testPath.endsWith(`${name}.test.ts`));
if (/[\\/]test[\\/]browser[\\/]/.test(testPath) && isWholeWay) jest.retryTimes(2, { logErrorsBeforeRetry: true });
