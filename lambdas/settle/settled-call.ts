import type { Call } from '../calls/call.ts';
import type { StoredCall } from '../calls/call-item.ts';
import { type CallCollection, readCall } from '../calls/call-store.ts';
import { fold } from '../calls/fold.ts';
import type { MatchSources } from '../calls/gather-match-facts.ts';
import { type ConversionItems, readConversionItems } from '../conversions/conversion-items.ts';
import { type Decision, decide } from '../conversions/decide.ts';
import { foldLedger } from '../conversions/fold-ledger.ts';
import { noCurrency } from '../conversions/money.ts';
import { readRules } from '../conversions/rules-store.ts';
import { loadSite } from '../settings/site-store.ts';
import { callSums } from './call-sums.ts';
import { readUntold, type Untold } from './history-change-store.ts';
import { type Matched, matchAgain } from './match-again.ts';

/** What a call is by all that is known now, beside what is stored of it. */
export interface SettledCall {
  readonly stored: StoredCall | undefined;
  /** With the `rev` that it gets if it has to be written. */
  readonly next: StoredCall;
  readonly matched: Matched;
  readonly items: ConversionItems;
  readonly decision: Decision;
  readonly untold: Untold | undefined;
}

/** Calls of unknown sites wait as long as those of a site that says nothing. */
const defaultGraceSeconds = 1800;

/** Reads a call consistently and works out what it is. Undefined when nothing was ever heard of it. Writes nothing. */
export async function settledCall(
  callId: string,
  sources: MatchSources,
  now: number,
): Promise<SettledCall | undefined> {
  const collection = await readCall(sources.calls, callId);
  const { stored } = collection;
  const draft = foldAt(collection, now, defaultGraceSeconds);
  if (draft === undefined) return undefined;
  const matched = await matchAgain(draft, stored, sources);
  const { site: siteId } = matched.match;
  const [site, rules] = await Promise.all([loadSite(sources.settings, siteId), readRules(sources.settings, siteId)]);
  const call = foldAt(collection, now, site?.site.graceSeconds ?? defaultGraceSeconds) ?? draft;
  const items = readConversionItems(collection.others);
  const currency = site?.site.currency ?? noCurrency;
  const decision = decide({ call, match: matched.match, currency, rules, ...items });
  const next: StoredCall = {
    ...call,
    site: siteId,
    match: matched.match,
    matchInputs: matched.inputs,
    person: matched.person,
    rev: (stored?.rev ?? 0) + 1,
    sums: callSums(decision.conversions, foldLedger(items.ledger, currency)),
  };
  return { stored, next, matched, items, decision, untold: readUntold(collection.others) };
}

/** The grace says when a call is final, and nothing about what it is. */
function foldAt({ observations }: CallCollection, now: number, graceSeconds: number): Call | undefined {
  return fold(observations, { now, graceSeconds });
}
