export interface Turns {
  /** Begins it as soon as fewer than the most are at work: at once, or after those that came before. */
  queue(id: string): void;
  /** What has begun works on, or rests and lets others begin; it never waits for a turn again. */
  works(id: string): void;
  rests(id: string): void;
}

/**
 * Lets so many be at work at a time; of the others only their ids are kept.
 * @param begin whether it has begun: what is not wanted any more does not
 */
export function createTurns(most: number, begin: (id: string) => boolean): Turns {
  const waiting: string[] = [];
  const atWork = new Set<string>();
  const fill = () => {
    while (atWork.size < most) {
      const next = waiting.shift();
      if (next === undefined) return;
      if (begin(next)) atWork.add(next);
    }
  };
  return {
    queue: (id) => {
      waiting.push(id);
      fill();
    },
    works: (id) => void atWork.add(id),
    rests: (id) => {
      if (atWork.delete(id)) fill();
    },
  };
}
