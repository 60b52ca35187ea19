import path from 'node:path';
import { buildTracker, type TrackerFiles } from '../../lib/constructs/edge/build-tracker.ts';

/** What the stack deploys. */
export function trackerBundle(): TrackerFiles {
  return buildTracker(path.join(__dirname, '../../web'));
}
