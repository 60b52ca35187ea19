import type { Call } from '../../../lambdas/calls/call.ts';
import { memoryWrite, personCallWrite } from '../../../lambdas/calls/callers/person-store.ts';
import { memoryChange } from '../../../lambdas/calls/callers/returning-caller.ts';
import { gatherMatchFacts, type MatchSources } from '../../../lambdas/calls/match/gather-match-facts.ts';
import { matchCall } from '../../../lambdas/calls/match/match-call.ts';
import { transact } from '../../../lambdas/platform/aws/transact.ts';

/** A call to the first number of the tests' pool. */
export function call(id: string, startedAt: number, more: Partial<Call> = {}): Call {
  return {
    id,
    carrier: 'connect',
    status: 'ringing',
    final: false,
    direction: 'inbound',
    trackedNumber: '+12025550100',
    caller: { kind: 'number', number: '+12025550123' },
    startedAt,
    legs: 1,
    ignored: [],
    ...more,
  };
}

/** The match of a call, by what the tables say. */
export async function matchedIn(tables: MatchSources, one: Call) {
  return matchCall((await gatherMatchFacts(one, tables)).facts);
}

/** Matches a call and keeps what it says of its caller, as settling does. */
export async function settledIn(tables: MatchSources, one: Call) {
  const { facts, person } = await gatherMatchFacts(one, tables);
  const match = matchCall(facts);
  if (person === undefined) return match;
  const change = memoryChange(facts.memory, one, match);
  const place = { person, number: one.trackedNumber ?? '' };
  const failed = await transact(tables.calls.documents, [
    personCallWrite(tables.calls.name, person, { call: one.id, startedAt: one.startedAt, number: one.trackedNumber }),
    ...(change ? [memoryWrite(tables.calls.name, place, facts.memory, change)] : []),
  ]);
  expect(failed).toEqual([]);
  return match;
}
