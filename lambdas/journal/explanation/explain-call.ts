import type { StoredCall } from '../../calls/call-item.ts';
import { treeText } from '../../calls/conditions/explanation-text.ts';
import type { Said } from '../../calls/conversation/said.ts';
import { counts } from '../../calls/mark.ts';
import type { Conversion } from '../../conversions/conversion.ts';
import { startedSince } from '../../conversions/decide.ts';
import { worth } from '../../conversions/goal-value.ts';
import { foldLedger } from '../../conversions/ledger/fold-ledger.ts';
import type { RuleFacts } from '../../conversions/rules/conditions/rule-facts.ts';
import { explainConditions } from '../../conversions/rules/evaluate-rule.ts';
import type { Rule } from '../../conversions/rules/rule.ts';
import { type Delivery, deliveryState } from '../../deliveries/delivery.ts';
import type { ConversionItems } from '../../deliveries/read-conversion-items.ts';
import { isoTime } from '../../platform/iso-time.ts';
import type { StoredDestination } from '../../settings/destinations/stored-destination.ts';
import { toMoneyAnswer } from '../call-response.ts';
import type { CallExplanation, ExplainedDestination } from './explanation-answer.ts';

/** All that is known of a call, and of what its site wanted to be told of it. */
export interface ExplainedCall {
  readonly stored: StoredCall;
  readonly items: Pick<ConversionItems, 'conversions' | 'deliveries' | 'ledger'>;
  /** What was said in it, where that is kept. */
  readonly said?: Said | undefined;
  /** The present rules of the site. */
  readonly rules: readonly Rule[];
  readonly destinations: readonly Pick<StoredDestination, 'id' | 'type' | 'paused'>[];
  /** The site's. */
  readonly currency: string;
  /** IANA, the site's. */
  readonly timeZone: string | undefined;
}

/** Says whose call it is, and of each destination why it was told of it or not. Reasons of deliveries are those that the dashboard shows. */
export function explainCall(explained: ExplainedCall): CallExplanation {
  const { stored, destinations } = explained;
  const { method, confidence, source, medium, campaign, reason } = stored.match;
  return {
    call: stored.id,
    site: stored.site,
    match: { method, confidence, source, medium, ...(campaign !== undefined && { campaign }), reason },
    destinations: destinations.map((destination) => explainDestination(destination, explained)),
  };
}

function explainDestination(
  { id, type, paused }: ExplainedCall['destinations'][number],
  explained: ExplainedCall,
): ExplainedDestination {
  const { items } = explained;
  const conversions = items.conversions
    .filter(({ destinations }) => destinations.includes(id))
    .map((conversion) => {
      const delivery = items.deliveries.find((one) => one.conversion === conversion.id && one.destination === id);
      return toldConversion(conversion, delivery);
    });
  const known = new Set(conversions.map(({ rule }) => rule));
  const rules = explained.rules
    .filter((rule) => rule.destinations.includes(id) && !known.has(rule.id))
    .map((rule) => judgingRule(rule, explained));
  const hold = paused && `The destination is paused since ${isoTime(paused.since)}: ${sentence(paused.detail)}`;
  const told = conversions.map(conversionSentence);
  const summary = [hold, ...(told.length > 0 ? told : [whyNone(explained, rules)])];
  return { destination: id, type, summary: summary.filter((each) => each !== undefined).join(' '), conversions, rules };
}

type ToldConversion = ExplainedDestination['conversions'][number];
type JudgingRule = ExplainedDestination['rules'][number];

function toldConversion({ id, name, rule, value, state }: Conversion, delivery: Delivery | undefined): ToldConversion {
  const told = { conversion: id, name, rule: rule.id, value: toMoneyAnswer(value), state };
  if (delivery === undefined) return told;
  // What was said of an older revision does not hold for the one that is wanted now.
  const isOfWanted = delivery.attempted >= delivery.wanted;
  const { attempts, reason } = isOfWanted ? delivery : { attempts: 0, reason: undefined };
  const shown = { id: delivery.id, state: deliveryState(delivery), attempts };
  return { ...told, delivery: { ...shown, ...(reason !== undefined && { reason }) } };
}

function conversionSentence({ name, rule, state, delivery }: ToldConversion): string {
  const which = `${name} (rule ${rule}${state === 'retired' ? ', withdrawn' : ''})`;
  if (delivery === undefined) return `${which} is on its way.`;
  const because = delivery.reason === undefined ? '.' : `: ${sentence(delivery.reason)}`;
  switch (delivery.state) {
    case 'delivered':
      return `${which} was delivered${because}`;
    case 'skipped':
      return `${which} was not sent${because}`;
    case 'parked':
      return `${which} is parked, and nobody tries any more${because}`;
    default:
      return `${which} is on its way, after ${delivery.attempts} attempts${because}`;
  }
}

/** Whether a rule would open a conversion, and why; what earlier calls of the caller have to say is not looked at. */
function judgingRule(rule: Rule, explained: ExplainedCall): JudgingRule {
  const { stored } = explained;
  const facts = factsOf(explained);
  const { verdict, ...explanation } = explainConditions(rule.when, facts);
  const conditions = treeText({ verdict, ...explanation });
  const { firstPerCallerInDays } = rule.conversion;
  if (!startedSince(stored, rule)) {
    return {
      rule: rule.id,
      verdict: 'not-judged',
      note: `It judges calls that started after ${isoTime(rule.since)}.`,
      conditions,
    };
  }
  const hasValue =
    worth(rule.conversion.value, { talkSeconds: stored.talkSeconds, ledger: facts.ledger }) !== undefined;
  const note = hasValue
    ? verdict === 'fits' && firstPerCallerInDays !== undefined
      ? `It counts one call of a caller in ${firstPerCallerInDays} days.`
      : undefined
    : 'It has no value yet.';
  return { rule: rule.id, verdict, ...(note !== undefined && { note }), conditions };
}

function factsOf({ stored, items, said, currency, timeZone }: ExplainedCall): RuleFacts {
  const ledger = foldLedger(items.ledger, currency);
  return {
    call: stored,
    match: stored.match,
    ledger,
    said,
    timeZone,
    score: stored.score?.points,
    spamScore: stored.spam?.score,
  };
}

function whyNone({ stored }: ExplainedCall, rules: readonly JudgingRule[]): string {
  if (stored.mark !== undefined) return `The call is marked as ${stored.mark}: it counts nowhere.`;
  if (!counts(stored)) return 'The call went out: only calls that come in are judged.';
  if (!stored.final) return 'Conversions go out when the call is over and its records have arrived.';
  if (rules.length === 0) return 'No rule of the site names this destination.';
  const each = rules.map(({ rule, verdict, note, conditions }) => {
    const failing = conditions.filter((line) => !line.startsWith('yes')).map((line) => line.slice(5).trim());
    const why =
      note ?? (verdict === 'fits' ? 'it fits' : failing.filter((line) => line.includes('; wanted ')).join(', '));
    return `${rule}: ${why}`;
  });
  return `No rule that names this destination holds for this call. ${each.map(sentence).join(' ')}`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
