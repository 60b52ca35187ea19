/**
 * Dollars in us-east-1 as AWS listed them on that day: Step Functions Standard for a thousand state transitions; Lambda (arm64 or x86, x86 is
 * taken) for a million requests and a GB-second; DynamoDB on demand for a million units. An attempt is a function of 512 MB for 100 ms.
 */
export const prices = {
  since: '2024-11-01',
  transitions: 0.025,
  requests: 0.2,
  gigabyteSecond: 0.0000166667,
  readUnit: 0.125,
  writeUnit: 0.625,
} as const;

/** Of one delivery: it reads its own item, conversion, call, site and destination consistently, and writes claim and outcome; it is started by a function's share. */
const perDelivery = { readUnits: 5, writeUnits: 2, requests: 1.1, gigabyteSeconds: 0.5 * 0.1 } as const;

/** Dollars for a thousand deliveries of so many transitions each. */
export function costOfThousand(transitions: number): number {
  const { readUnits, writeUnits, requests, gigabyteSeconds } = perDelivery;
  const millionths = readUnits * prices.readUnit + writeUnits * prices.writeUnit + requests * prices.requests;
  return transitions * prices.transitions + 1000 * (millionths / 1_000_000 + gigabyteSeconds * prices.gigabyteSecond);
}
