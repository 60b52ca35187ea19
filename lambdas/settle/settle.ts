import type { StoredCall } from '../calls/call-item.ts';
import { callWrite } from '../calls/call-store.ts';
import { canonicalJson } from '../calls/canonical-json.ts';
import type { MatchSources } from '../calls/gather-match-facts.ts';
import type { Match } from '../calls/match.ts';
import type { Conversion } from '../conversions/conversion.ts';
import { randomPause } from '../platform/random-pause.ts';
import { type TransactItem, transact } from '../platform/transact.ts';
import { conversionWrites } from './conversion-writes.ts';
import { markTold, readConcerned, untoldWrite } from './history-change-store.ts';
import { join } from './joined-call.ts';
import { personChanges } from './person-changes.ts';
import { type SettledCall, settledCall } from './settled-call.ts';

export interface SettleDeps extends MatchSources {
  /** Queues calls to be settled; when it throws, none of them counts as queued. */
  readonly settleLater: (calls: readonly string[]) => Promise<void>;
}

/** What a call is once nothing is left to change. */
export interface Settled {
  readonly call: StoredCall;
  readonly match: Match;
  readonly conversions: readonly Conversion[];
  /** Something was written. */
  readonly changed: boolean;
}

/** Others kept changing the same call. Nothing is lost: settling it later does the same. */
export class SettleConflict extends Error {
  override readonly name = 'SettleConflict';
}

const mostConflicts = 5;
/** Far more than any call needs: each round writes what the one before left. */
const mostRounds = 100;
/** DynamoDB takes 100 items in a transaction. */
const mostWrites = 90;

/**
 * The only way a call changes. Reads all that is known of it, works out what it is, and writes the difference in one transaction on
 * condition that nobody else wrote meanwhile; again, until a round changes nothing. So it may be run at any time, any number of
 * times, in parallel, and after a death in between. What turned out to be part of another call is settled as that one. `now` in ms.
 * Undefined when nothing was ever heard of the call. Throws `SettleConflict`.
 */
export async function settle(callId: string, deps: SettleDeps, now: number): Promise<Settled | undefined> {
  let conflicts = 0;
  for (let round = 0; round < mostRounds; round++) {
    const { settled, joining } = await settledCall(callId, deps, now);
    if (joining !== undefined) await join(deps.calls, callId, joining);
    if (joining?.call === callId) {
      await settleAll(
        joining.found.map(({ part }) => part),
        deps,
        now,
      );
      continue;
    }
    const writes = settled === undefined ? [] : await writesOf(settled, deps, now);
    if (writes.length === 0) {
      if (settled !== undefined) await tellOthers(callId, settled, deps);
      if (joining !== undefined) {
        await settleAll(
          joining.found.map(({ part }) => part),
          deps,
          now,
        );
        return settle(joining.call, deps, now);
      }
      if (settled === undefined) return undefined;
      const { next, stored = next, decision } = settled;
      const { conversions } = decision;
      return { call: stored, match: stored.match, conversions, changed: round > conflicts };
    }
    const failed = await transact(deps.calls.documents, writes);
    if (failed.length === 0) continue;
    conflicts++;
    if (conflicts > mostConflicts) break;
    await randomPause(20 * 2 ** conflicts);
  }
  throw new SettleConflict('the call could not be settled: others keep changing it');
}

async function settleAll(calls: readonly string[], deps: SettleDeps, now: number): Promise<void> {
  for (const call of calls) await settle(call, deps, now);
}

/** What is to be written in this round: the call always, its conversions as far as there is room. Empty when all is as it should be. */
async function writesOf(
  { stored, next, matched, items, decision, untold }: SettledCall,
  deps: SettleDeps,
  now: number,
) {
  const table = deps.calls.name;
  const people = await personChanges(stored, next, matched, deps);
  const conversions = conversionWrites(table, decision, items.deliveries, now);
  if (people.writes.length === 0 && conversions.length === 0 && isSame(stored, next)) return [];
  const writes: TransactItem[] = [callWrite(table, next, stored?.rev), ...people.writes];
  if (people.changes.length > 0) {
    const changes = [...(untold?.changes ?? []), ...people.changes];
    writes.push(untoldWrite(table, next.id, { rev: next.rev, changes }));
  }
  // In order: a conversion that is retired comes before its successor.
  for (const together of conversions) {
    if (writes.length + together.length > mostWrites) break;
    writes.push(...together);
  }
  return writes;
}

function isSame(stored: StoredCall | undefined, next: StoredCall): boolean {
  return stored !== undefined && canonicalJson({ ...next, rev: 0 }) === canonicalJson({ ...stored, rev: 0 });
}

/** What this call changed for others of its person is theirs to find out: they are settled again. */
async function tellOthers(callId: string, { untold }: SettledCall, deps: SettleDeps): Promise<void> {
  if (untold === undefined) return;
  const concerned = await readConcerned(deps.calls, callId, untold.changes);
  if (concerned.length > 0) await deps.settleLater(concerned);
  await markTold(deps.calls, callId, untold);
}
