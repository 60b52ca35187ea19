/** A limit as AWS counts it: so many requests a second, and so many at once after a pause. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** The time, and how to let it go by; both in ms. */
export interface Clock {
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** Gives leave for one request after the other, so that no more are made than the rate allows. */
export function tokenBucket({ perSecond, burst }: Rate, { now, sleep }: Clock): () => Promise<void> {
  let [tokens, at] = [burst, now()];
  let turn = Promise.resolve();
  const take = async () => {
    const fill = () => {
      const time = now();
      tokens = Math.min(burst, tokens + ((time - at) / 1000) * perSecond);
      at = time;
    };
    fill();
    while (tokens < 1) {
      await sleep(Math.ceil(((1 - tokens) / perSecond) * 1000));
      fill();
    }
    tokens -= 1;
  };
  return () => {
    turn = turn.then(take);
    return turn;
  };
}

/** How long so many requests take at least, s. */
export function secondsFor(requests: number, { perSecond, burst }: Rate): number {
  return Math.ceil(Math.max(0, requests - burst) / perSecond);
}
