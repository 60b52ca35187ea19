import { prices as database } from '../calls/prices.ts';
import type { Units } from './request-units.ts';

/**
 * Dollars in us-east-1 as AWS listed them on that day: Step Functions Standard for a thousand state transitions; Lambda (x86) for a million
 * requests and a GB-second. Those of DynamoDB are of the same day.
 */
export const prices = {
  since: database.since,
  transitions: 0.025,
  requests: 0.2,
  gigabyteSecond: 0.0000166667,
} as const;

/**
 * Assumed, as only Lambda itself can say it: an attempt is a function of 512 MB for 100 ms, and a tenth of a request more starts it, as one
 * request starts the deliveries of many.
 */
const functions = { requests: 1.1, gigabyteSeconds: 0.5 * 0.1 } as const;

/** Dollars for a thousand deliveries, of so many transitions and request units each. */
export function costOfThousand(transitions: number, { readUnits, writeUnits }: Units) {
  const units = (readUnits * database.readUnit + writeUnits * database.writeUnit) / 1000;
  const requests = (functions.requests * prices.requests) / 1000;
  return {
    stepFunctions: transitions * prices.transitions,
    dynamoDB: units,
    lambda: requests + 1000 * functions.gigabyteSeconds * prices.gigabyteSecond,
  };
}
