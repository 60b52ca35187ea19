import type { StoredCall } from '../../calls/call-item.ts';
import { personalNumber } from '../../identifiers/phone.ts';
import { type Delivery, deliveryState } from '../delivery.ts';

/*
 * A destination that is not told of a conversion, since nothing names the person or click to it, is told once something does.
 */

/** By what the caller of a call is named: the kinds, never what is said there. An e-mail address is not among them. */
export function namesOfCall({ caller, match: { visit } }: Pick<StoredCall, 'caller' | 'match'>): string[] {
  const hasNumber = caller?.kind === 'number' && personalNumber(caller.number) !== undefined;
  return [
    ...(hasNumber ? ['phone'] : []),
    ...Object.keys(visit?.clickIds ?? {}).map((name) => `click.${name}`),
    ...Object.keys(visit?.ids ?? {}).map((name) => `ids.${name}`),
  ].toSorted();
}

/** Whether it was not told for want of a name, and says what was known then. */
export function isUnnamed(delivery: Delivery): boolean {
  return delivery.unnamed !== undefined && deliveryState(delivery) === 'skipped' && delivery.result === 'no-identifier';
}

/** Whether an address would be told that was not known. */
export function awaitsEmail({ unnamed }: Delivery): boolean {
  return unnamed?.awaitsEmail === true;
}

/** Whether the caller is named by more, or otherwise, than when it was not told. */
export function isNamedSince(
  { unnamed }: Delivery,
  { names, hasEmail }: { readonly names: readonly string[]; readonly hasEmail: boolean },
): boolean {
  if (unnamed === undefined) return false;
  return (unnamed.awaitsEmail === true && hasEmail) || unnamed.names !== names.join(' ');
}
