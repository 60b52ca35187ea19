import { seededRandom } from '../leases/random.ts';
import type { Claim, Contestant } from './contestants.ts';
import { habits } from './habits.ts';
import { type CurveName, curves, density, drawn, within } from './laws.ts';
import type { PlayedCall } from './played-call.ts';

const clickWindow = 120_000;

/**
 * Names the likeliest of the last holders by what nobody can know: the true curve, and what people do. Of first calls nobody can be right more often who knows no
 * more than who was shown the number when, and who clicked.
 */
export function ceiling(curve: CurveName): Contestant {
  const isOpenAt = openPages();
  const likelihood = (seconds: number, isHolder: boolean) => {
    const open = isOpenAt(seconds);
    // Whoever looks at an open page sees the default number once another has theirs; and many would have clicked.
    const dials = isHolder ? 1 - open * habits.onPhone * habits.clicks : 1 - open;
    return density(curves[curve], seconds) * dials;
  };
  const claim = ({ isShared, holders, startedAt }: PlayedCall): Claim => {
    if (isShared) return { visitor: undefined, confidence: 0 };
    const clicked = holders.find(({ clickedAt = 0 }) => clickedAt >= startedAt - clickWindow);
    if (clicked !== undefined) return { visitor: clicked.visitor, confidence: 1 };
    const weights = new Map<string, number>();
    for (const { visitor, shownAt } of holders) {
      const weight = likelihood((startedAt - shownAt) / 1000, visitor === holders[0]?.visitor);
      weights.set(visitor, (weights.get(visitor) ?? 0) + weight);
    }
    const [best] = [...weights].sort(([, a], [, b]) => b - a);
    return { visitor: best?.[0], confidence: 1 };
  };
  return { name: 'ceiling', claims: (calls) => calls.map(claim) };
}

/** The share of pages that are still open after so many seconds. */
function openPages(): (seconds: number) => number {
  const random = seededRandom(1);
  const left = Array.from({ length: 4000 }, () => drawn(habits.stay, random) + drawn(habits.staysOpen, random));
  const sorted = left.sort((a, b) => a - b);
  return (seconds) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] ?? 0) < seconds) low = middle + 1;
      else high = middle;
    }
    const leftOpen = habits.leavesOpen * (1 - low / sorted.length);
    return leftOpen + (1 - habits.leavesOpen) * (1 - within(habits.stay, seconds));
  };
}
