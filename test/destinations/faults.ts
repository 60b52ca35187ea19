/** What goes wrong with a request: all that a receiver, or the way to it, may do. */
export const faults = [
  /** Received when nobody waits for the answer any more. */
  'slow',
  /** 429: it did not take it. */
  'busy',
  /** 500: it may have taken it, or not. */
  'broken',
  /** 400, with the field where the vendor names one. */
  'refused',
  /** A success that says that it is none, where the vendor has that. */
  'failed-within',
  /** Taken, and the connection lost in the middle of the answer. */
  'hang-up',
] as const;
export type Fault = (typeof faults)[number];
