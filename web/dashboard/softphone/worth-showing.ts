import type { SoftphoneCall } from './softphone-call.ts';

/** More would bury the dial. */
const most = 3;

/** Calls that go on, or else the last one. `calls` come with the newest first. */
export function worthShowing(calls: readonly SoftphoneCall[]): readonly SoftphoneCall[] {
  const active = calls.filter(({ state }) => state !== 'ended');
  return active.length > 0 ? active.slice(0, most) : calls.slice(0, 1);
}
