import { clickIdParameters } from '../../../attribution/click-id-parameters.ts';
import type { Fields } from '../order-mapping.ts';

/** All click ids, each where the sender keeps what a shop's own code notes under a name. */
export function clickIdsAt(where: (name: string) => string): NonNullable<Fields['clickIds']> {
  return Object.fromEntries(clickIdParameters.map(({ name }) => [name, where(name)]));
}
