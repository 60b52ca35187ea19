import type { StoredCall } from '../calls/call-item.ts';
import { readParts } from '../calls/call-links-store.ts';
import { type CallCollection, readCall } from '../calls/call-store.ts';
import { fold } from '../calls/fold.ts';
import type { MatchSources } from '../calls/gather-match-facts.ts';
import { talksOf } from '../calls/talks.ts';
import { type ConversionItems, readConversionItems, wholeLedger } from '../conversions/conversion-items.ts';
import { type Decision, decide } from '../conversions/decide.ts';
import { foldLedger } from '../conversions/fold-ledger.ts';
import { noCurrency } from '../conversions/money.ts';
import { readRules } from '../conversions/rules-store.ts';
import { loadSite } from '../settings/site-store.ts';
import { callSums } from './call-sums.ts';
import { readUntold, type Untold } from './history-change-store.ts';
import { type Joining, joinedCall, joiningOf } from './joined-call.ts';
import { type Matched, matchAgain } from './match-again.ts';

/** What a call is by all that is known now, beside what is stored of it. */
export interface SettledCall {
  readonly stored: StoredCall | undefined;
  /** With the `rev` that it gets if it has to be written. */
  readonly next: StoredCall;
  readonly matched: Pick<Matched, 'memory'>;
  readonly items: ConversionItems;
  readonly decision: Decision;
  readonly untold: Untold | undefined;
}

/** Calls of unknown sites wait as long as those of a site that says nothing. */
const defaultGraceSeconds = 1800;

/** What settling a call has to see to. All is undefined when nothing was ever heard of it. */
export interface Settling {
  readonly settled: SettledCall | undefined;
  /** Of what turned out to be part of another call. */
  readonly joining: Joining | undefined;
}

/** Reads a call consistently and works out what it is. Writes nothing. */
export async function settledCall(callId: string, sources: MatchSources, now: number): Promise<Settling> {
  const own = await readCall(sources.calls, callId);
  const joining = await joiningOf(callId, own, sources.calls);
  if (joining !== undefined) return { settled: own.stored && joinedCall(own, own.stored, joining), joining };
  const parts = await readParts(sources.calls, callId, own);
  return { settled: await wholeCall(callId, own, parts, sources, now), joining };
}

async function wholeCall(
  id: string,
  own: CallCollection,
  parts: readonly CallCollection[],
  sources: MatchSources,
  now: number,
): Promise<SettledCall | undefined> {
  const { stored, others } = own;
  const whole = [own, ...parts];
  const observations = whole.flatMap((collection) => collection.observations);
  // The grace says when a call is final, and nothing about what it is.
  const foldWith = (graceSeconds: number) => fold(observations, { id, now, graceSeconds });
  const draft = foldWith(defaultGraceSeconds);
  if (draft === undefined) return undefined;
  const matched = await matchAgain(draft, stored, sources);
  const { site: siteId } = matched.match;
  const [site, rules] = await Promise.all([loadSite(sources.settings, siteId), readRules(sources.settings, siteId)]);
  const call = foldWith(site?.site.graceSeconds ?? defaultGraceSeconds) ?? draft;
  const items = readConversionItems(others);
  const ledger = wholeLedger(whole);
  const currency = site?.site.currency ?? noCurrency;
  const decision = decide({
    ...items,
    call,
    match: matched.match,
    currency,
    rules,
    ledger,
    talks: talksOf(observations),
  });
  const next: StoredCall = {
    ...call,
    site: siteId,
    match: matched.match,
    matchInputs: matched.inputs,
    person: matched.person,
    rev: (stored?.rev ?? 0) + 1,
    sums: callSums(decision.conversions, foldLedger(ledger, currency)),
  };
  return { stored, next, matched, items, decision, untold: readUntold(others) };
}
