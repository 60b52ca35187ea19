import path from 'node:path';
import { buildTracker } from '../../lib/constructs/edge/build-tracker.ts';

/** `t.js` as the stack deploys it. */
export function trackerBundle(): string {
  return buildTracker(path.join(__dirname, '../../web'));
}
