/** DynamoDB on demand, Standard table class, us-east-1: dollars for a million request units. */
export const prices = { since: '2024-11-01', readUnit: 0.125, writeUnit: 0.625 };

/** Dollars for a million of what takes so many units. */
export function dollarsPerMillion({ readUnits, writeUnits }: { readUnits: number; writeUnits: number }): number {
  return readUnits * prices.readUnit + writeUnits * prices.writeUnit;
}
