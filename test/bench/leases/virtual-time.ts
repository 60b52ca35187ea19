import { setImmediate as turn } from 'node:timers/promises';

/** Time that passes only when everything that can happen at a moment has happened. */
export interface VirtualTime {
  readonly now: () => number;
  /** Resolves when that much virtual time has passed. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Time stands still until this real work is done. */
  readonly standStillFor: <Result>(work: Promise<Result>) => Promise<Result>;
  /** Lets time pass until nobody sleeps any more. */
  readonly run: () => Promise<void>;
}

interface Sleeper {
  readonly at: number;
  readonly turn: number;
  readonly wake: () => void;
}

export function virtualTime(start: number): VirtualTime {
  let now = start;
  let turns = 0;
  const sleepers: Sleeper[] = [];
  const working = new Set<Promise<unknown>>();

  const settle = async () => {
    await turn();
    while (working.size > 0) {
      await Promise.allSettled(working);
      await turn();
    }
  };

  return {
    now: () => Math.floor(now),
    sleep: (ms) =>
      new Promise((wake) => {
        push(sleepers, { at: now + ms, turn: turns++, wake });
      }),
    async standStillFor(work) {
      working.add(work);
      try {
        return await work;
      } finally {
        working.delete(work);
      }
    },
    async run() {
      await settle();
      for (let next = pop(sleepers); next !== undefined; next = pop(sleepers)) {
        now = next.at;
        next.wake();
        await settle();
      }
    },
  };
}

function isBefore(one: Sleeper, other: Sleeper): boolean {
  return one.at < other.at || (one.at === other.at && one.turn < other.turn);
}

/** A binary heap, earliest first. */
function push(heap: Sleeper[], sleeper: Sleeper): void {
  let place = heap.push(sleeper) - 1;
  while (place > 0) {
    const parent = (place - 1) >> 1;
    if (isBefore(heap[parent]!, sleeper)) break;
    heap[place] = heap[parent]!;
    place = parent;
  }
  heap[place] = sleeper;
}

function pop(heap: Sleeper[]): Sleeper | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (first === undefined || last === undefined || first === last) return first;
  let place = 0;
  for (;;) {
    let child = 2 * place + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child += 1;
    if (!isBefore(heap[child]!, last)) break;
    heap[place] = heap[child]!;
    place = child;
  }
  heap[place] = last;
  return first;
}
