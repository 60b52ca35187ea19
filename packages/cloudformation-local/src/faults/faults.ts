/** What can be made to fail, to see that nothing is lost. */
export const faultNames = [
  // In dynamodb-faults.ts, before a request reaches the database.
  'dynamodb.refuse',
  'dynamodb.throttle',
  'dynamodb.conflict',
  'sqs.duplicate', // in services/queues/queue-poller.ts
  'lambda.kill', // in lambda/managed-function.ts
] as const;
export type FaultName = (typeof faultNames)[number];
/** Probabilities, 0 to 1. */
export type Faults = Readonly<Record<FaultName, number>>;
export const noFaults: Faults = {
  'dynamodb.refuse': 0,
  'dynamodb.throttle': 0,
  'dynamodb.conflict': 0,
  'sqs.duplicate': 0,
  'lambda.kill': 0,
};

/** Whether a fault strikes this time. `chance` gives 0 to 1, a new one each time. */
export function strikes(faults: Faults, name: FaultName, chance: () => number = Math.random): boolean {
  return chance() < faults[name];
}
