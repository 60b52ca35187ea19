import { type VirtualTime, virtualTime } from '../leases/virtual-time.ts';

/** What is to happen when. One thing after the other, each when the one before is done. */
export interface Agenda {
  /** ms */
  readonly now: () => number;
  /** In so many seconds of virtual time; `isTraffic`: not any more once the traffic has ended. */
  readonly later: (seconds: number, work: () => Promise<void>) => void;
  /** What still comes after the traffic has ended: news of calls that were made. */
  readonly afterwards: (seconds: number, work: () => Promise<void>) => void;
  readonly endTraffic: () => void;
  /** Until nothing is left. Throws what any of it threw first. */
  readonly run: () => Promise<void>;
}

export function openAgenda(start: number): Agenda {
  const time: VirtualTime = virtualTime(start);
  let hasEnded = false;
  let failure: unknown;
  let before: Promise<unknown> = Promise.resolve();
  const plan = (seconds: number, isDue: () => boolean, work: () => Promise<void>) => {
    const due = async () => {
      await time.sleep(Math.max(0, seconds * 1000));
      if (failure !== undefined || !isDue()) return;
      // Of two at the same moment the second waits.
      const done = before.then(work);
      before = done.catch(() => undefined);
      await time.standStillFor(done);
    };
    due().catch((error: unknown) => {
      failure ??= error;
    });
  };
  return {
    now: time.now,
    later: (seconds, work) => plan(seconds, () => !hasEnded, work),
    afterwards: (seconds, work) => plan(seconds, () => true, work),
    endTraffic: () => {
      hasEnded = true;
    },
    async run() {
      await time.run();
      if (failure !== undefined) throw failure;
    },
  };
}
