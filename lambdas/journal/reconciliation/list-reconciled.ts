import type { Conversion } from '../../conversions/conversion.ts';
import { cursorOf, type Listed } from '../../platform/http/list-page.ts';
import { isoTime } from '../../platform/iso-time.ts';
import { toMoneyAnswer } from '../call-response.ts';
import type { LoggedConversion } from './conversion-log-store.ts';
import { type ReadDeliveries, type Reconciled, reconciled } from './reconcile.ts';
import type { ReconciledConversion } from './reconciliation-answer.ts';
import type { ReconciliationLine } from './reconciliation-line.ts';

/** What a cursor stands for: the last conversion that was looked at, by its time, its id and its call. */
export const conversionPlaceForm = /^\d{13}#c[0-9a-z]{26}#\S{1,300}$/;

export function conversionPlace({ metAt, id, call }: LoggedConversion): string {
  return `${String(metAt).padStart(13, '0')}#${id}#${call}`;
}

/** Reads a place of that form. */
export function placeOf(place: string): Pick<LoggedConversion, 'metAt' | 'id' | 'call'> {
  const [time = '', id = '', ...call] = place.split('#');
  return { metAt: Number(time), id, call: call.join('#') };
}

interface Walk {
  readonly conversions: AsyncIterable<readonly LoggedConversion[]>;
  readonly destination: string | undefined;
  readonly line: ReconciliationLine | undefined;
  readonly readDeliveries: ReadDeliveries;
  readonly readConversions: (
    keys: readonly Pick<Conversion, 'call' | 'id'>[],
  ) => Promise<ReadonlyMap<string, Conversion>>;
}

/** So many conversions are looked at for one answer; a rare line goes on with the cursor. */
export interface ListLimits {
  readonly limit: number;
  readonly mostLookedAt: number;
  readonly isTimeUp: () => boolean;
}

/** The conversions of a line, oldest first. All destinations of a conversion are in the same part, so it may be somewhat longer than the limit. */
export async function listReconciled(
  { conversions, destination, line, readDeliveries, readConversions }: Walk,
  { limit, mostLookedAt, isTimeUp }: ListLimits,
): Promise<Listed<ReconciledConversion>> {
  const items: Reconciled[] = [];
  let looked = 0;
  for await (const some of conversions) {
    const all = await reconciled(some, destination, readDeliveries);
    for (const conversion of some) {
      items.push(...all.filter((one) => one.conversion === conversion && (line === undefined || one.line === line)));
      looked += 1;
      if (items.length >= limit || looked >= mostLookedAt) return part(conversion);
    }
    const last = some.at(-1);
    if (last !== undefined && isTimeUp()) return part(last);
  }
  return part();

  async function part(last?: LoggedConversion): Promise<Listed<ReconciledConversion>> {
    const found = await readConversions(items.map(({ conversion: { call, id } }) => ({ call, id })));
    const toldItems = items.map((item) => told(item, found.get(item.conversion.id)));
    return { items: toldItems, ...(last !== undefined && { cursor: cursorOf(conversionPlace(last)) }) };
  }
}

function told(
  { conversion, destination, delivery, found, line }: Reconciled,
  whole?: Conversion,
): ReconciledConversion {
  const known = found === 'unknown' ? undefined : found;
  return {
    conversion: conversion.id,
    call: conversion.call,
    revision: conversion.revision,
    occurredAt: isoTime(conversion.metAt),
    destination,
    delivery,
    line,
    attempts: known?.attempts ?? 0,
    ...(whole !== undefined && { name: whole.name, value: toMoneyAnswer(whole.value) }),
    // Of a revision before they say nothing about this one.
    ...(line !== 'waiting' && known?.result !== undefined && { result: known.result }),
    ...(known?.reason !== undefined && known.attempted >= conversion.revision && { reason: known.reason }),
  };
}
