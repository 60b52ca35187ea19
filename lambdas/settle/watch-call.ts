import { type SettleDeps, settle } from './settle.ts';

export interface WatchDeps extends SettleDeps {
  /** Queues a call to be settled after some time. */
  readonly settleIn: (call: string, seconds: number) => Promise<void>;
}

/** A message of the queue cannot wait longer. */
const longestWait = 15 * 60;

/** Settles a call; one that is not final leaves a message that looks at it again, at its `finalAt` at the latest in steps of 15 minutes. */
export async function watchCall(call: string, deps: WatchDeps, now: number): Promise<void> {
  const settled = await settle(call, deps, now);
  if (settled === undefined || settled.call.final) return;
  const { finalAt = now + longestWait * 1000 } = settled.call;
  const seconds = Math.ceil((finalAt - now) / 1000);
  await deps.settleIn(call, Math.min(longestWait, Math.max(1, seconds)));
}
