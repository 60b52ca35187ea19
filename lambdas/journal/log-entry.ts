import type { StoredCall } from '../calls/call-item.ts';
import type { Transcript } from '../calls/conversation/transcript.ts';

/** A place in the log. */
export interface LogEntry {
  /** Where it stands: a cursor names it. */
  readonly key: string;
  /** Undefined where only a newer version can read the call: it is left out, and counted. */
  readonly call: StoredCall | undefined;
  /** What was said in it; only where somebody looks for that. */
  readonly transcripts?: readonly Transcript[];
}

/** Whether a call is one of those asked for, by itself and by what was said in it. */
export type WantedEntry = (call: StoredCall, transcripts: LogEntry['transcripts']) => boolean;
