import { clockGuardMs } from '../../../lambdas/leases/slots/lease-times.ts';
import { calledWithin } from './time-to-call.ts';
import { leaseMs, type Traffic } from './traffic.ts';

/** What one all-knowing machine would reach that gives everybody the number unused for longest: no policy can do better. */
export function ideal({ numbers, arrivals, shownBefore, measuredFrom }: Traffic): {
  coverage: number;
  accuracy: number;
} {
  // In the order in which they were shown, which is the order in which they get free.
  const shown = [...shownBefore];
  let next = 0;
  let asked = 0;
  let leased = 0;
  let right = 0;
  for (const at of arrivals) {
    const oldest = shown[next]!;
    const isFree = oldest + leaseMs < at - clockGuardMs;
    if (at >= measuredFrom) {
      asked += 1;
      leased += isFree ? 1 : 0;
      right += isFree ? calledWithin(at - oldest) : 0;
    }
    if (!isFree) continue;
    shown[next] = at;
    next = (next + 1) % numbers;
  }
  return { coverage: leased / asked, accuracy: right / leased };
}
