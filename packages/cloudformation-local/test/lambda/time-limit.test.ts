import { heldUp, ownThread, timeLimit } from '../../src/lambda/time-limit.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test('the time in which a thread waits for a processor does not count', () => {
  let waited = 700;
  const reached = jest.fn();
  timeLimit(1000, () => waited, reached);
  jest.advanceTimersByTime(900);
  waited += 600;
  jest.advanceTimersByTime(600);
  expect(reached).not.toHaveBeenCalled();
  waited += 50;
  jest.advanceTimersByTime(140);
  expect(reached).not.toHaveBeenCalled();
  jest.advanceTimersByTime(20);
  expect(reached).toHaveBeenCalledTimes(1);
  jest.advanceTimersByTime(10_000);
  expect(reached).toHaveBeenCalledTimes(1);
});

test('a thread that is not held up has its time, and what is ended is never reached', () => {
  const [reached, ended] = [jest.fn(), jest.fn()];
  timeLimit(1000, () => 0, reached);
  timeLimit(1000, () => 0, ended).end();
  jest.advanceTimersByTime(999);
  expect(reached).not.toHaveBeenCalled();
  jest.advanceTimersByTime(2);
  expect(reached).toHaveBeenCalledTimes(1);
  expect(ended).not.toHaveBeenCalled();
});

test('Linux says how long a thread was held up; nobody knows of one that is not there', () => {
  const thread = ownThread();
  expect(thread === undefined).toBe(process.platform !== 'linux');
  expect(heldUp(thread)).toBeGreaterThanOrEqual(0);
  expect([heldUp(undefined), heldUp(2 ** 30)]).toEqual([0, 0]);
});
