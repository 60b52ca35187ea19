import type { Outcome } from './attack.ts';
import { times } from './scene.ts';

/** Points of coverage that the robot may take from visitors. */
export const targetPoints = 3;

export interface Coverage {
  readonly visitors: number;
  /** Share of them with a number of their own. */
  readonly coverage: number;
}

/** Of visitors who came while the robot asked, and of those who came in the lease time after that. */
export function coverages(outcomes: readonly Outcome[]): { readonly during: Coverage; readonly after: Coverage } {
  const visitors = outcomes.flatMap((outcome) => outcome.visitors);
  return {
    during: coverageOf(visitors.filter(({ at }) => at < times.robotEnds)),
    after: coverageOf(visitors.filter(({ at }) => at >= times.robotEnds)),
  };
}

function coverageOf(visitors: readonly { readonly isCovered: boolean }[]): Coverage {
  const covered = visitors.filter(({ isCovered }) => isCovered).length;
  return { visitors: visitors.length, coverage: covered / visitors.length };
}

/** What visitors lost against the same visitors without a robot, in points of coverage. */
export function lostPoints(without: Coverage, withRobot: Coverage): number {
  return 100 * (without.coverage - withRobot.coverage);
}
