/**
 * Dollars in us-east-1 as AWS listed them on that day, for a million: DynamoDB on demand (Standard table class) request units, SQS
 * standard requests after the free ones, S3 Standard requests. Lambda, Step Functions and EventBridge are left out: what they cost
 * does not depend on how calls are stored.
 */
export const prices = {
  since: '2024-11-01',
  readUnit: 0.125,
  writeUnit: 0.625,
  queueRequest: 0.4,
  objectPut: 5,
  objectGet: 0.4,
} as const;

/** What was consumed. */
export interface Consumption {
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly queueRequests: number;
  readonly objectPuts: number;
  readonly objectGets: number;
}

export const nothing: Consumption = { readUnits: 0, writeUnits: 0, queueRequests: 0, objectPuts: 0, objectGets: 0 };

export function dollars({ readUnits, writeUnits, queueRequests, objectPuts, objectGets }: Consumption): number {
  const millionths =
    readUnits * prices.readUnit +
    writeUnits * prices.writeUnit +
    queueRequests * prices.queueRequest +
    objectPuts * prices.objectPut +
    objectGets * prices.objectGet;
  return millionths / 1_000_000;
}
