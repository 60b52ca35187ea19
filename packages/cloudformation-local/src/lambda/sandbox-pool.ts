import { exited } from './function-error.ts';
import type { Sandbox, SandboxAnswer } from './sandbox.ts';

type Request = Parameters<Sandbox['handle']>[0];

export interface SandboxPoolOptions {
  start(): Sandbox;
  /** How many requests run at once; more wait their turn. */
  readonly concurrency: number;
  /** How many processors the machine has. */
  readonly processors: number;
  /** After this long without work a sandbox ends, but for one. */
  readonly idleMilliseconds: number;
  /** Called with a sandbox that just got a request: where faults are done to it. */
  onRequest?(sandbox: Sandbox): void;
}

/**
 * A function whose requests take less than this, ms, is held up by the processors: more sandboxes than there are processors would
 * only share them, and each would have to learn what the others know. One whose requests take longer waits for others.
 */
const quickRequest = 100;

/** A request that comes now should not wait longer than this for a sandbox, ms. */
const longestWait = 1000;
/** So many may wait however slow the function is, and no more than so many however quick. */
const fewestWaiting = 32;
const mostWaiting = 1000;

/** How many requests may wait for one of so many sandboxes, as long as one takes `meanDuration` ms. */
export function queueLimit(concurrency: number, meanDuration: number): number {
  const inTime = Math.floor((longestWait * concurrency) / meanDuration);
  return Math.min(mostWaiting, Math.max(fewestWaiting, inTime));
}

/** How many sandboxes a function may have whose requests take `meanDuration` ms, when there are so many processors. */
export function sandboxLimit(concurrency: number, meanDuration: number, processors: number): number {
  return meanDuration < quickRequest ? Math.min(concurrency, Math.max(2, processors)) : concurrency;
}

/** The sandboxes of one function: as many as requests ask for, up to the cap, and few when it is quiet. */
export interface SandboxPool {
  run(request: Request): Promise<SandboxAnswer>;
  /** So many requests wait that one more would not be answered in time. */
  readonly isOverloaded: boolean;
  /** Sandboxes at work finish what they do, idle ones end now; later requests get new ones. */
  renew(): void;
  /** Ends all, also those at work. */
  stop(): Promise<void>;
}

/**
 * A request for which no sandbox is idle starts one, and is handled by whichever has nothing to do first: a new one has to load the code,
 * and those at work may be done before. Lambda, too, uses an environment that becomes available while it initializes another
 * (https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html).
 */
export function createSandboxPool(options: SandboxPoolOptions): SandboxPool {
  const sandboxes = new Set<Sandbox>();
  const outdated = new WeakSet<Sandbox>();
  const used = new WeakSet<Sandbox>();
  const idle: { readonly sandbox: Sandbox; readonly timer: NodeJS.Timeout }[] = [];
  /** So many load the code. */
  let starting = 0;
  /** Of late, without the time that a new sandbox takes to start, ms. */
  let meanDuration = 10;
  const limit = () => sandboxLimit(options.concurrency, meanDuration, options.processors);
  const waiting: { readonly request: Request; readonly answer: (answer: SandboxAnswer) => void }[] = [];

  const takeIdle = (): Sandbox | undefined => {
    for (let rested = idle.pop(); rested; rested = idle.pop()) {
      clearTimeout(rested.timer);
      if (rested.sandbox.isAlive) return rested.sandbox;
      sandboxes.delete(rested.sandbox);
    }
    return undefined;
  };

  const startIfNeeded = () => {
    if (starting >= waiting.length || sandboxes.size >= limit()) return;
    const sandbox = options.start();
    sandboxes.add(sandbox);
    starting++;
    void sandbox.started.then(() => {
      starting--;
      if (sandboxes.has(sandbox)) free(sandbox);
    });
  };

  /** What waits longest is for a sandbox that has nothing to do. */
  const free = (sandbox: Sandbox) => {
    // One that ended while it loaded the code says why to whom it was to serve.
    const isUsable = !outdated.has(sandbox) && (sandbox.isAlive || !used.has(sandbox));
    const next = isUsable ? waiting.shift() : undefined;
    if (next) void handle(sandbox, next.request).then(next.answer);
    else if (isUsable && sandbox.isAlive) rest(sandbox);
    else end(sandbox);
    startIfNeeded();
  };

  const rest = (sandbox: Sandbox) => {
    const timer = setTimeout(() => retire(sandbox), options.idleMilliseconds);
    timer.unref();
    idle.push({ sandbox, timer });
  };

  const end = (sandbox: Sandbox) => {
    sandboxes.delete(sandbox);
    void sandbox.kill();
  };

  const retire = (sandbox: Sandbox) => {
    if (sandboxes.size <= 1) return;
    const position = idle.findIndex((rested) => rested.sandbox === sandbox);
    if (position >= 0) idle.splice(position, 1);
    end(sandbox);
  };

  const handle = async (sandbox: Sandbox, request: Request): Promise<SandboxAnswer> => {
    const isNew = !used.has(sandbox);
    used.add(sandbox);
    const began = performance.now();
    const answer = sandbox.handle(request);
    options.onRequest?.(sandbox);
    const result = await answer;
    if (!isNew) meanDuration += (performance.now() - began - meanDuration) / 10;
    if (sandboxes.has(sandbox)) free(sandbox);
    return result;
  };

  const release = () => {
    const rested = idle.splice(0);
    for (const { timer } of rested) clearTimeout(timer);
    return rested.map(({ sandbox }) => sandbox);
  };

  return {
    run(request) {
      const sandbox = takeIdle();
      if (sandbox) return handle(sandbox, request);
      return new Promise((answer) => {
        waiting.push({ request, answer });
        startIfNeeded();
      });
    },
    get isOverloaded() {
      return waiting.length - starting >= queueLimit(limit(), meanDuration);
    },
    renew: () => {
      for (const sandbox of sandboxes) outdated.add(sandbox);
      for (const sandbox of release()) end(sandbox);
    },
    stop: async () => {
      release();
      const all = [...sandboxes];
      sandboxes.clear();
      for (const { request, answer } of waiting.splice(0)) {
        answer({ ok: false, error: exited(request.requestId, 'signal: killed') });
      }
      await Promise.all(all.map((sandbox) => sandbox.kill()));
    },
  };
}
