import fc from 'fast-check';
import type { Sandbox, SandboxAnswer } from '../../src/lambda/sandbox.ts';
import { createSandboxPool, queueLimit, type SandboxPool, sandboxLimit } from '../../src/lambda/sandbox-pool.ts';

/** A sandbox that answers when the test says so. */
interface FakeSandbox extends Sandbox {
  isAlive: boolean;
  /** It has loaded the code, or ended before. */
  ready(): void;
  open: number;
  mostOpen: number;
  answer(): void;
}

describe('the sandboxes of a function', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('handle one request at a time each, and no more than the cap together', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.array(fc.nat(), { maxLength: 40 }), async (cap, steps) => {
        const { pool, sandboxes } = setUp(cap);
        const answers: Promise<SandboxAnswer>[] = [];
        for (const step of steps) {
          const busy = sandboxes.filter(({ open }) => open > 0);
          if (step % 3 === 0 && busy.length > 0) busy[step % busy.length]!.answer();
          else answers.push(pool.run({ requestId: String(step), event: '{}' }));
          await settled();
        }
        for (let busy = sandboxes.filter(({ open }) => open > 0); busy.length > 0; ) {
          for (const sandbox of busy) sandbox.answer();
          await settled();
          busy = sandboxes.filter(({ open }) => open > 0);
        }
        expect(await Promise.all(answers)).toHaveLength(answers.length);
        expect(sandboxes.length).toBeLessThanOrEqual(cap);
        expect(Math.max(0, ...sandboxes.map(({ mostOpen }) => mostOpen))).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('are overloaded by what cannot be handled in time, and no longer once enough of it is', async () => {
    const { pool, sandboxes } = setUp(2);
    const limit = queueLimit(2, 10);
    const answers = Array.from({ length: 2 + limit - 1 }, () => pool.run(request));
    expect(pool.isOverloaded).toBe(false);
    answers.push(pool.run(request));
    expect(pool.isOverloaded).toBe(true);
    await settled();
    expect(pool.isOverloaded).toBe(true);
    for (let left = answers.length; left > 0; left--) {
      sandboxes.find(({ open }) => open > 0)?.answer();
      await settled();
    }
    expect((await Promise.all(answers)).every(({ ok }) => ok)).toBe(true);
    expect(pool.isOverloaded).toBe(false);
  });

  it.each([
    { concurrency: 4, meanDuration: 20, limit: 200 },
    { concurrency: 4, meanDuration: 2000, limit: 32 },
    { concurrency: 4, meanDuration: 0.1, limit: 1000 },
  ])('keep $limit waiting where $concurrency take $meanDuration ms', ({ concurrency, meanDuration, limit }) => {
    expect(queueLimit(concurrency, meanDuration)).toBe(limit);
  });

  it.each([
    { concurrency: 4, meanDuration: 10, processors: 2, limit: 2, why: 'quick requests share the processors' },
    { concurrency: 4, meanDuration: 10, processors: 1, limit: 2, why: 'one that hangs must not stop all others' },
    { concurrency: 4, meanDuration: 10, processors: 16, limit: 4, why: 'the function allows no more' },
    { concurrency: 1, meanDuration: 10, processors: 16, limit: 1, why: 'the function allows no more' },
    { concurrency: 4, meanDuration: 500, processors: 2, limit: 4, why: 'slow requests wait for others' },
  ])('are at most $limit: $why', ({ concurrency, meanDuration, processors, limit }) => {
    expect(sandboxLimit(concurrency, meanDuration, processors)).toBe(limit);
  });

  it('are used again', async () => {
    const { pool, sandboxes } = setUp(4);
    for (let turn = 0; turn < 3; turn++) {
      const answer = pool.run(request);
      await settled();
      sandboxes[0]!.answer();
      await answer;
    }
    expect(sandboxes).toHaveLength(1);
  });

  it('end after some quiet time, but for one', async () => {
    const { pool, sandboxes } = setUp(3);
    const answers = [pool.run(request), pool.run(request), pool.run(request)];
    await settled();
    for (const sandbox of sandboxes) sandbox.answer();
    await Promise.all(answers);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(sandboxes.filter(({ isAlive }) => isAlive)).toHaveLength(1);
    const last = sandboxes.find(({ isAlive }) => isAlive)!;
    const answer = pool.run(request);
    last.answer();
    expect((await answer).ok).toBe(true);
  });

  it('are replaced when they died', async () => {
    const { pool, sandboxes } = setUp(1);
    const first = pool.run(request);
    const second = pool.run(request);
    await settled();
    sandboxes[0]!.isAlive = false;
    sandboxes[0]!.answer();
    await first;
    await settled();
    sandboxes[1]!.answer();
    expect((await second).ok).toBe(true);
  });

  it('are all new after a renewal, without disturbing a request at work', async () => {
    const { pool, sandboxes } = setUp(2);
    const atWork = pool.run(request);
    await settled();
    pool.renew();
    expect(sandboxes[0]!.isAlive).toBe(true);
    sandboxes[0]!.answer();
    expect((await atWork).ok).toBe(true);
    await settled();
    expect(sandboxes[0]!.isAlive).toBe(false);
    void pool.run(request);
    expect(sandboxes).toHaveLength(2);
  });

  it('end together when the machine stops', async () => {
    const { pool, sandboxes } = setUp(2);
    const answers = [1, 2, 3].map(() => pool.run(request));
    await settled();
    await pool.stop();
    expect(sandboxes.map(({ isAlive }) => isAlive)).toEqual([false, false]);
    expect(await answers[2]).toMatchObject({ ok: false, error: { errorType: 'Runtime.ExitError' } });
  });

  it('take what waits for one that loads its code, if they are done before', async () => {
    const { pool, sandboxes } = setUp(2, 1);
    const first = pool.run(request);
    await settled();
    const second = pool.run(request);
    expect(sandboxes).toHaveLength(2);
    sandboxes[0]!.answer();
    await first;
    expect(sandboxes.map(({ open }) => open)).toEqual([1, 0]);
    sandboxes[0]!.answer();
    expect((await second).ok).toBe(true);
    sandboxes[1]!.ready();
    await settled();
    void pool.run(request);
    void pool.run(request);
    await settled();
    expect(sandboxes.map(({ open }) => open)).toEqual([1, 1]);
  });

  it('are not more at once than requests wait for', async () => {
    const { pool, sandboxes } = setUp(4, 0);
    void pool.run(request);
    void pool.run(request);
    expect(sandboxes).toHaveLength(2);
    sandboxes[1]!.ready();
    await settled();
    expect(sandboxes.map(({ open }) => open)).toEqual([0, 1]);
    sandboxes[1]!.answer();
    await settled();
    expect(sandboxes).toHaveLength(2);
  });

  it('say why they did not start to whom they were started for, each to one', async () => {
    const { pool, sandboxes } = setUp(1, 0);
    const answers = [pool.run(request), pool.run(request)];
    for (const failing of [0, 1]) {
      const sandbox = sandboxes[failing]!;
      sandbox.isAlive = false;
      sandbox.ready();
      await settled();
      sandbox.answer();
      await answers[failing];
      await settled();
    }
    expect(sandboxes.map(({ mostOpen }) => mostOpen)).toEqual([1, 1]);
  });

  it('that were started for a request which another one took, and failed, are nobody’s error', async () => {
    const { pool, sandboxes } = setUp(2, 1);
    const answers = [pool.run(request), pool.run(request)];
    await settled();
    for (const _ of answers) {
      sandboxes[0]!.answer();
      await settled();
    }
    sandboxes[1]!.isAlive = false;
    sandboxes[1]!.ready();
    expect((await Promise.all(answers)).every(({ ok }) => ok)).toBe(true);
    await settled();
    expect(sandboxes[1]!.mostOpen).toBe(0);
  });
});

const request = { requestId: 'request', event: '{}' };

/** @param loads so many sandboxes load their code at once; others when the test says so */
function setUp(concurrency: number, loads = 100): { pool: SandboxPool; sandboxes: FakeSandbox[] } {
  const sandboxes: FakeSandbox[] = [];
  const start = () => {
    const sandbox = fakeSandbox();
    sandboxes.push(sandbox);
    if (sandboxes.length <= loads) sandbox.ready();
    return sandbox;
  };
  return { pool: createSandboxPool({ start, concurrency, processors: 8, idleMilliseconds: 20_000 }), sandboxes };
}

function fakeSandbox(): FakeSandbox {
  const { promise: started, resolve: ready } = Promise.withResolvers<void>();
  const waiting: ((answer: SandboxAnswer) => void)[] = [];
  const sandbox: FakeSandbox = {
    isAlive: true,
    started,
    ready,
    open: 0,
    mostOpen: 0,
    handle: () =>
      new Promise((resolve) => {
        sandbox.open++;
        sandbox.mostOpen = Math.max(sandbox.mostOpen, sandbox.open);
        waiting.push(resolve);
      }),
    answer: () => {
      sandbox.open--;
      waiting.shift()!({ ok: true, payload: 'null' });
    },
    kill: async () => {
      sandbox.isAlive = false;
    },
  };
  return sandbox;
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}
