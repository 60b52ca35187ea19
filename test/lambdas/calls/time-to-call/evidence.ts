import type { CallEvidence } from '../../../../lambdas/calls/time-to-call/call-evidence.ts';
import { type LogNormal, quantiles } from '../../../../lambdas/capacity/sizing/normal-distribution.ts';
import { seededRandom } from '../../../bench/leases/random.ts';

export const now = Date.parse('2026-11-20T14:00:00Z');
const spacing = 2400;

/** Ages of the eight holders of a number, of whom the one who called was shown it that long before; s. */
function agesAround(age: number, random: () => number): { ages: number[]; holder: number | null } {
  // How long the present holder has it, if the caller was shown the number at `age`.
  const ages: number[] = [];
  let at = age;
  while (at > 0) {
    ages.unshift(at);
    at -= spacing * (0.8 + 0.4 * random());
  }
  const holder = ages.length - 1;
  for (let last = age; ages.length < 8; ) {
    last += spacing * (0.8 + 0.4 * random());
    ages.push(last);
  }
  return { ages: ages.slice(0, 8).map(Math.round), holder: holder < 8 ? holder : null };
}

/** Calls of a pool whose callers take as long as the law says; the share `confirmed` by phone codes. */
export function callsOf(law: LogNormal, count: number, confirmed: number, seed = 1): CallEvidence[] {
  const random = seededRandom(seed);
  const times = quantiles(law, count);
  return times.map((time, index) => {
    const { ages, holder } = agesAround(Math.max(1, Math.round(time)), random);
    const isKnown = holder !== null && random() < confirmed;
    return {
      call: `call-${index}`,
      startedAt: now - index * 60_000,
      ages,
      caller: 'first',
      ...(isKnown && { confirmed: { by: 'phone-code', holder } as const }),
    };
  });
}
