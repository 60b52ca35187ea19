/** Whether many wait for answers of functions at the moment: what nobody waits for then holds back. */
export interface Demand {
  /** Somebody asks for an answer. */
  note(): void;
  readonly isHigh: boolean;
}

/** So many requests within a second are many. */
const many = 10;

/** @param now reads a clock, ms */
export function demand(now: () => number = () => performance.now()): Demand {
  const latest: number[] = [];
  return {
    note: () => {
      latest.push(now());
      if (latest.length > many) latest.shift();
    },
    get isHigh() {
      const [first] = latest;
      return first !== undefined && latest.length === many && now() - first < 1000;
    },
  };
}
