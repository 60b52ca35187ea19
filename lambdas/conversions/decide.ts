import { isDeepStrictEqual } from 'node:util';
import type { Call } from '../calls/call.ts';
import type { Said } from '../calls/conversation/said.ts';
import type { Talk } from '../calls/fold/talks.ts';
import { counts } from '../calls/mark.ts';
import type { Match } from '../calls/match/match.ts';
import { endOfStartSecond } from '../calls/match/match-facts.ts';
import type { Conversion } from './conversion.ts';
import { conversionId, creditOf } from './conversion-ids.ts';
import type { UnknownItem } from './conversion-items.ts';
import { goalMetAt } from './goal-time.ts';
import { dependsOnRevenue, type ValueFacts, worth } from './goal-value.ts';
import { foldLedger } from './ledger/fold-ledger.ts';
import type { LedgerEntry } from './ledger/ledger.ts';
import { soldProducts } from './ledger/sold-products.ts';
import type { Money } from './money.ts';
import { withOwnSeconds } from './own-second.ts';
import { timeOfRevenue } from './rules/conditions/condition-times.ts';
import type { RuleFacts } from './rules/conditions/rule-facts.ts';
import { asksLedger, conditionsMatch } from './rules/evaluate-rule.ts';
import { mostGoals } from './rules/goal-value-settings.ts';
import type { Rule } from './rules/rule.ts';

/** All that conversions are made of. */
export interface DecidedFacts {
  readonly call: Call;
  /** When people talked; where it is not given, as the call says. */
  readonly talks?: readonly Talk[];
  /** What was said, word for word; where nothing is kept of that, nobody knows. */
  readonly said?: Said | undefined;
  readonly match: Match;
  readonly ledger: readonly LedgerEntry[];
  /** The present rules of the match's site. */
  readonly rules: readonly Rule[];
  /** Those that the call has already, open and retired. */
  readonly conversions: readonly Conversion[];
  /** What of them, and of the ledger, a newer version wrote and this one does not know: it stays as it is. */
  readonly unknown?: readonly UnknownItem[];
  /** The site's. A conversion keeps the one that it was opened in. */
  readonly currency: string;
  /** IANA, the site's. */
  readonly timeZone?: string | undefined;
  /** 0 to 100, by the site's points. */
  readonly score?: number | undefined;
  /** Whether it is the first call of its caller, by rule, where only one counts. A rule that is missing is not decided yet. */
  readonly firsts?: ReadonlyMap<string, boolean>;
}

/** All conversions of a call by what is known, and what of that has to be written. */
export interface Decision {
  readonly conversions: readonly Conversion[];
  /** Those that are new or have a new revision. */
  readonly changed: readonly Conversion[];
}

/**
 * The conversions that a call comes to. Only final calls are judged; one that is not final again, since another leg was heard
 * of, keeps what it has; so does one that was only imported as history. One that turns out not to count has none, final or not. Pure, and deciding twice changes nothing.
 */
export function decide(facts: DecidedFacts): Decision {
  const { call, conversions } = facts;
  if (!counts(call)) return takeBack(conversions);
  if (!call.final || call.history) return { conversions, changed: [] };
  const changed = idsOf(facts).flatMap((id) => decideRule(id, facts));
  return decisionOf(conversions, withOwnSeconds(changed, conversions));
}

/** Whatever is open is taken back: it was of no call that counts. */
export function takeBack(conversions: readonly Conversion[]): Decision {
  return decisionOf(conversions, conversions.filter(({ state }) => state === 'open').map(retire));
}

function decisionOf(conversions: readonly Conversion[], changed: readonly Conversion[]): Decision {
  const byId = new Map([...conversions, ...changed].map((conversion) => [conversion.id, conversion]));
  return { conversions: [...byId.values()], changed };
}

/** Whether a newer version has a say in what becomes of a rule: it has conversions of it, or it knows more of what was reported. */
function isLeftAlone(id: string, rule: Rule | undefined, { unknown = [] }: DecidedFacts): boolean {
  const isOfLedger = rule !== undefined && asksReports(rule);
  return unknown.some(
    (item) => (item.kind === 'conversion' && item.rule === id) || (isOfLedger && item.kind === 'ledger'),
  );
}

/** Whether it looks at what was reported of a call. */
function asksReports({ conversion, when }: Rule): boolean {
  return dependsOnRevenue(conversion.value) || asksLedger(when);
}

/** At most one conversion of a rule is open. */
function decideRule(id: string, facts: DecidedFacts): Conversion[] {
  const { latest, rule } = ruleOf(id, facts);
  if (isLeftAlone(id, rule, facts)) return [];
  const isFirst = rule?.conversion.firstPerCallerInDays === undefined || facts.firsts?.get(id);
  const met = rule && isMet(rule, facts) ? rule : undefined;
  if (met !== undefined && isFirst === undefined) return [];
  const judged = isFirst ? met : undefined;
  if (latest?.state !== 'open') return judged ? open(judged, latest, facts) : [];
  if (judged === undefined) return [retire(latest)];
  if (latest.credit !== creditOf(facts.match)) return [retire(latest), ...succeed(latest, open(judged, latest, facts))];
  const minor = valueNow(latest, facts);
  // Of what is sold after all was given back nobody may say what it is.
  const soldBefore = minor > 0 && latest.sold?.length === 0 ? [''] : latest.sold;
  const sold = soldNow(latest.rule, latest.value.currency, facts) ?? soldBefore;
  if (minor === latest.value.minor && isDeepStrictEqual(sold, latest.sold)) return [];
  const value = { ...latest.value, minor };
  const again = latest.value.minor === 0 && minor > 0 ? soldAgain(latest, facts) : {};
  return [{ ...latest, value, ...(sold && { sold }), ...again, revision: latest.revision + 1 }];
}

/** What a call was once judged by goes on judging it, whatever the rule says today. */
function ruleOf(id: string, { conversions, rules, call }: DecidedFacts) {
  const latest = conversions
    .filter(({ rule }) => rule.id === id)
    .reduce<Conversion | undefined>((a, b) => (a === undefined || b.ordinal > a.ordinal ? b : a), undefined);
  return { latest, rule: latest?.rule ?? rules.find((present) => present.id === id && startedSince(call, present)) };
}

/** A goal of which one call of a caller counts in so many days. */
export interface GoalMet {
  readonly rule: string;
  readonly days: number;
}

/**
 * The goals that a call meets and of which one call of its caller counts, whether it is that one or not; `noted`: those that it is noted for. That
 * stays where nothing is decided.
 */
export function goalsMet(facts: DecidedFacts, noted: readonly string[]): GoalMet[] {
  if (!counts(facts.call)) return [];
  if (!facts.call.final || facts.call.history) return noted.map((rule) => ({ rule, days: 0 }));
  return idsOf(facts)
    .toSorted()
    .flatMap((id) => {
      const { latest, rule } = ruleOf(id, facts);
      const days = rule?.conversion.firstPerCallerInDays;
      if (rule === undefined || days === undefined) return [];
      const currency = latest?.value.currency ?? facts.currency;
      const hasWorth = () => latest?.state === 'open' || openingValue(rule, currency, facts) !== undefined;
      const isOne = isLeftAlone(id, rule, facts) ? noted.includes(id) : isMet(rule, facts) && hasWorth();
      return isOne ? [{ rule: id, days }] : [];
    })
    .slice(0, mostGoals);
}

function idsOf({ conversions, rules }: DecidedFacts): string[] {
  return [...new Set([...conversions.map(({ rule }) => rule.id), ...rules.map(({ id }) => id)])];
}

/** Only who gets the credit changed, so the goal was met when it was. */
function succeed({ occurredAt }: Conversion, successors: readonly Conversion[]): Conversion[] {
  return successors.map((successor) => ({ ...successor, occurredAt }));
}

/** Whether the rule judges the call: a start is known to the second, so a rule counts for what began in the second in which it was made. */
export function startedSince(call: Pick<Call, 'startedAt'>, { since }: Pick<Rule, 'since'>): boolean {
  return endOfStartSecond(call.startedAt) >= since;
}

function isMet(rule: Rule, facts: DecidedFacts): boolean {
  return rule.site === facts.match.site && conditionsMatch(rule.when, ruleFactsOf(facts));
}

function ruleFactsOf({ ledger, currency, ...facts }: DecidedFacts): RuleFacts {
  return { ...facts, ledger: foldLedger(ledger, currency) };
}

function open(rule: Rule, before: Conversion | undefined, facts: DecidedFacts): Conversion[] {
  const { call, match } = facts;
  const value = openingValue(rule, before?.value.currency ?? facts.currency, facts);
  if (value === undefined) return [];
  const [credit, ordinal] = [creditOf(match), (before?.ordinal ?? 0) + 1];
  const id = conversionId({ call: call.id, rule: rule.id, credit, ordinal });
  const sold = soldNow(rule, value.currency, facts);
  if (facts.unknown?.some((item) => item.kind === 'conversion' && item.id === id)) return [];
  return [
    {
      id,
      call: call.id,
      site: rule.site,
      rule,
      ordinal,
      name: rule.conversion.name,
      value,
      revision: 1,
      state: 'open',
      credit,
      occurredAt: goalMetAt(rule, ruleFactsOf(facts)),
      destinations: [...new Set(rule.destinations)],
      ...(sold && { sold }),
    },
  ];
}

/** Undefined for a goal that is not met yet, or that has no value in its currency. */
function openingValue(rule: Rule, currency: string, facts: DecidedFacts): Money | undefined {
  return worth(rule.conversion.value, valueFacts(currency, facts));
}

/** What it was opened with, where that is fixed; else what it is worth by all that is known, in minor units: 0 where that is nothing any more. */
function valueNow({ rule: { conversion }, value }: Conversion, facts: DecidedFacts): number {
  const isFixed = conversion.value !== 'revenue' && 'amount' in conversion.value;
  return isFixed ? value.minor : (worth(conversion.value, valueFacts(value.currency, facts))?.minor ?? 0);
}

/** Only of a rule that asks for reports: a call that is worth the same whatever was sold has nothing new to tell. */
function soldNow(rule: Rule, currency: string, { ledger }: DecidedFacts): string[] | undefined {
  return asksReports(rule) ? soldProducts(foldLedger(ledger, currency)) : undefined;
}

/** All of it was given back, and something was sold since: that came about when it was worth something again. */
function soldAgain({ rule, value, occurredAt, soldAgainAt = [] }: Conversion, facts: DecidedFacts) {
  const { call } = facts;
  const ledger = foldLedger(facts.ledger, value.currency);
  const isWorth = (minor: number) => {
    const sold = { hasSale: true, value: { minor, currency: value.currency } };
    return (worth(rule.conversion.value, { talkSeconds: call.talkSeconds, ledger: sold })?.minor ?? 0) > 0;
  };
  return { soldAgainAt: [...soldAgainAt, timeOfRevenue(isWorth, { ledger }) ?? occurredAt] };
}

function valueFacts(currency: string, { call, ledger }: DecidedFacts): ValueFacts {
  return { talkSeconds: call.talkSeconds, ledger: foldLedger(ledger, currency) };
}

/** Its value is taken back where it was told; it is never opened again. */
function retire(conversion: Conversion): Conversion {
  const value = { minor: 0, currency: conversion.value.currency };
  return { ...conversion, value, state: 'retired', revision: conversion.revision + 1 };
}
