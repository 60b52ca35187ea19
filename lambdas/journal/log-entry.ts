import type { StoredCall } from '../calls/call-item.ts';

/** A place in the log. */
export interface LogEntry {
  /** Where it stands: a cursor names it. */
  readonly key: string;
  /** Undefined where only a newer version can read the call: it is left out, and counted. */
  readonly call: StoredCall | undefined;
}
