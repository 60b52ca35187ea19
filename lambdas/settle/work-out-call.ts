import type { Call } from '../calls/call.ts';
import type { StoredCall } from '../calls/call-item.ts';
import { readParts } from '../calls/call-links-store.ts';
import { type CallCollection, readCall } from '../calls/call-store.ts';
import { callerStanding } from '../calls/callers/caller-standing.ts';
import { saidIn } from '../calls/conversation/said.ts';
import { transcriptsIn } from '../calls/conversation/transcript-item.ts';
import { fold } from '../calls/fold/fold.ts';
import { talksOf } from '../calls/fold/talks.ts';
import { counts, markOf } from '../calls/mark.ts';
import { unknownSite } from '../calls/match/match-facts.ts';
import { evidenceItems } from '../calls/time-to-call/evidence-items.ts';
import { decide, goalsMet } from '../conversions/decide.ts';
import { firstGoals } from '../conversions/first-per-caller/first-goals.ts';
import { saidCodes } from '../conversions/ledger/codes-said.ts';
import { foldLedger } from '../conversions/ledger/fold-ledger.ts';
import { ledgerEmail } from '../conversions/ledger/ledger.ts';
import { noCurrency } from '../conversions/money.ts';
import { judgeQualified } from '../conversions/qualified/judge-qualified.ts';
import { phrasesFound } from '../conversions/rules/phrases-found.ts';
import type { ReadRules } from '../conversions/rules/rules-memory.ts';
import { readRules } from '../conversions/rules/rules-store.ts';
import { scoreCall } from '../conversions/score/score-call.ts';
import { tagCall } from '../conversions/tags/site-tags.ts';
import { isUnnamed } from '../deliveries/news/unnamed.ts';
import { readConversionItems, wholeLedger } from '../deliveries/read-conversion-items.ts';
import { decideCallEvents } from '../events/call-events.ts';
import { matchedPersons } from '../orders/call-claims.ts';
import { ordersWaitingIn } from '../orders/order-refs-store.ts';
import type { Site } from '../settings/sites/site.ts';
import { readSiteInUse } from '../settings/sites/stored-site-store.ts';
import { callSums } from './call-totals.ts';
import { type Joining, joinedCall, joiningOf } from './joined-call.ts';
import { ofNobody, type RematchSources, rematch } from './rematch.ts';
import type { SettledCall } from './settled-call.ts';

/** Calls of unknown sites wait as long as those of a site that says nothing. */
const defaultGraceSeconds = 1800;

/** Where a call and what it depends on is read. */
export interface SettleSources extends RematchSources {
  /** A container remembers rules; without that they are read each time. */
  readonly readRules?: ReadRules;
  /** Who looks at many calls remembers their sites; without that they are read each time. */
  readonly readSite?: typeof readSiteInUse;
}

/** What settling a call has to see to. All is undefined when nothing was ever heard of it. */
export interface Settling {
  readonly settled: SettledCall | undefined;
  /** Of what turned out to be part of another call. */
  readonly joining: Joining | undefined;
}

/** Reads a call consistently and works out what it is. Writes nothing. */
export async function workOutCall(callId: string, sources: SettleSources, now: number): Promise<Settling> {
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
  sources: SettleSources,
  now: number,
): Promise<SettledCall | undefined> {
  const { stored, item, others, unwritten } = own;
  const whole = [own, ...parts];
  const observations = whole.flatMap((collection) => collection.observations);
  // The grace says when a call is final, and nothing about what it is.
  const foldWith = (site: Site | undefined) =>
    fold(observations, { id, now, graceSeconds: site?.graceSeconds ?? defaultGraceSeconds });
  const siteBefore = stored && (await siteOf(stored.site, sources));
  const draft = foldWith(siteBefore?.site);
  if (draft === undefined) return undefined;
  const ledger = wholeLedger(whole);
  const found = await rematch(draft, stored, saidCodes(draft, ledger), sources);
  const { site: siteId } = found.match;
  const inUse = siteId === stored?.site ? siteBefore : await siteOf(siteId, sources);
  const { site, subscribers = {}, hasOrders = false } = inUse ?? {};
  const folded = foldWith(site) ?? draft;
  const standing = await callerStanding(folded, found, { stored, site }, sources);
  const call: Call = { ...folded, mark: markOf(folded.mark, standing.callerList) };
  const matched = counts(call) ? found : ofNobody(call, found);
  const items = readConversionItems(others);
  const unknown = whole.flatMap((collection) => readConversionItems(collection.others).unknown);
  const currency = site?.currency ?? noCurrency;
  const rules = call.final && counts(call) ? await rulesOf(siteId, sources) : [];
  const sold = foldLedger(ledger, currency);
  // A newer version may count what this one cannot read.
  const isKnown = unknown.every(({ kind }) => kind !== 'ledger');
  const talks = talksOf(observations);
  const said = saidIn(whole.flatMap((collection) => transcriptsIn(collection.others)));
  const asked = {
    call,
    match: matched.match,
    ledger: sold,
    talks,
    said,
    timeZone: site?.timeZone,
    spamScore: standing.spam?.score,
  };
  const score = scoreCall(site?.score, asked, { before: stored?.score, isKnown });
  const email = ledgerEmail(ledger) ?? (isKnown ? undefined : stored?.email);
  const facts = { ...items, ...asked, unknown, currency, score: score?.points, rules, ledger };
  const goals = goalsMet(facts, stored?.goals ?? []);
  const firsts = await firstGoals(goals, { call, person: matched.person, stored }, sources.calls);
  const decision = decide({ ...facts, firsts });
  const qualifiedFacts = { ...asked, score: score?.points };
  const siteTags = tagCall(site?.tags, qualifiedFacts, { before: stored?.sums?.siteTags, isKnown });
  const phrases = phrasesFound([...rules, ...decision.conversions.map(({ rule }) => rule)], said);
  const sums = callSums(decision.conversions, sold, { siteTags, phrases });
  const qualified = judgeQualified(site?.qualified, qualifiedFacts, { before: stored?.qualified, isKnown });
  const place = { site: siteId, match: matched.match };
  // Who else called a recipient's number is found there, too.
  const isFiled = hasOrders || [matched.match, stored?.match].some((match) => match?.method === 'recipient');
  const persons = !counts(call)
    ? []
    : isFiled
      ? matchedPersons(await sources.identityKey(), place)
      : (stored?.foundUnder ?? []);
  const next: StoredCall = {
    ...call,
    site: siteId,
    match: matched.match,
    matchInputs: matched.inputs,
    ...standing,
    person: matched.person,
    ...(persons.length > 0 && { foundUnder: persons }),
    ...(goals.length > 0 && matched.person !== undefined && { goals: goals.map(({ rule }) => rule) }),
    rev: (stored?.rev ?? 0) + 1,
    ...(email !== undefined && { email }),
    ...(score && { score }),
    ...(qualified && { qualified }),
    sums: { ...sums, ...(isKnown ? {} : { revenue: stored?.sums?.revenue ?? sums.revenue }) },
  };
  const isUnknown = (id: string) => unknown.some((one) => one.kind === 'event' && one.id === id);
  const changed = decideCallEvents({
    call,
    match: matched.match,
    qualified,
    subscribers,
    events: items.events,
    isUnknown,
    now,
  });
  const events = { any: changed.length + items.events.length > 0, changed };
  const waiting = whole.flatMap((collection) => ordersWaitingIn(collection.others));
  const unnamed = items.deliveries.filter(isUnnamed);
  const evidence = evidenceItems(stored, next, matched.evidence);
  return { stored, item, unwritten, next, matched, hasOrders, waiting, decision, unnamed, evidence, events };
}

async function siteOf(id: string, { settings, readSite = readSiteInUse }: SettleSources) {
  return id === unknownSite ? undefined : readSite(settings, id);
}

/** Only final calls are judged. */
async function rulesOf(site: string, { settings, readRules: read = readRules }: SettleSources) {
  return site === unknownSite ? [] : read(settings, site);
}
