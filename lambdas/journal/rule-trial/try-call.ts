import type { CallSums, StoredCall } from '../../calls/call-item.ts';
import type { Said } from '../../calls/conversation/said.ts';
import { counts } from '../../calls/mark.ts';
import { worth } from '../../conversions/goal-value.ts';
import type { Ledger } from '../../conversions/ledger/fold-ledger.ts';
import type { Money } from '../../conversions/money.ts';
import { explainConditions } from '../../conversions/rules/evaluate-rule.ts';
import type { Rule } from '../../conversions/rules/rule.ts';
import type { TrialVerdict } from './trial-answer.ts';

/** The rule that is tried, whenever it begins to judge, and what it depends on of its site. */
export interface Trial {
  readonly rule: Pick<Rule, 'when' | 'conversion'>;
  /** IANA; undefined where only a newer version knows it. */
  readonly timeZone: string | undefined;
  readonly currency: string;
}

/** What a rule would make of a call, whatever other calls of its caller there are. */
export interface Tried {
  readonly verdict: Exclude<TrialVerdict, 'repeated'>;
  readonly value?: Money | undefined;
}

/**
 * Judges a call by what is kept of it in the log, and by what was said in it where the rule asks for that. It fits if a conversion would be open; one without a value yet is none. Of its
 * ledger the sums are known: a call whose sales were refunded in whole is as one without any.
 */
export function tryCall(call: StoredCall, { rule, timeZone, currency }: Trial, said?: Said): Tried {
  if (!call.final || !counts(call)) return { verdict: 'not-judged' };
  const ledger = ledgerOf(call.sums, currency);
  const { verdict } = explainConditions(rule.when, {
    call,
    match: call.match,
    ledger,
    said,
    timeZone,
    score: call.score?.points,
    spamScore: call.spam?.score,
  });
  if (verdict !== 'fits') return { verdict };
  const value = worth(rule.conversion.value, { talkSeconds: call.talkSeconds, ledger });
  return value === undefined ? { verdict: 'does-not-fit' } : { verdict, value };
}

/** As much of a ledger as conditions and values ask for. */
function ledgerOf(sums: CallSums | undefined, currency: string): Ledger {
  const value = sums?.revenue ?? { minor: 0, currency };
  return {
    lines: [],
    value,
    hasSale: value.minor > 0,
    firstSaleAt: undefined,
    outcome: sums?.outcome,
    outcomes: [],
    tags: sums?.tags ?? [],
  };
}
