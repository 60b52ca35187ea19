import type { Call } from '../../../lambdas/calls/call.ts';
import type { Match } from '../../../lambdas/calls/match/match.ts';
import type { LedgerEntry } from '../../../lambdas/conversions/ledger/ledger.ts';
import type { Rule } from '../../../lambdas/conversions/rules/rule.ts';

export const startedAt = Date.parse('2026-11-20T14:00:00Z');

/** A final call of 33 s talk. */
export function finalCall(more: Partial<Call> = {}): Call {
  return {
    id: 'call-1',
    carrier: 'connect',
    status: 'completed',
    final: true,
    finalAt: startedAt + 1_800_000,
    direction: 'inbound',
    trackedNumber: '+12025550100',
    caller: { kind: 'number', number: '+12025550123' },
    startedAt,
    talkSeconds: 33,
    waitSeconds: 7,
    legs: 1,
    ignored: [],
    ...more,
  };
}

/** A match with a visit of Anna's, who clicked an ad. */
export function annasMatch(more: Partial<Match> = {}): Match {
  return {
    method: 'lease',
    confidence: 0.88,
    reason: 'she holds it',
    site: 'shop',
    pool: 'web',
    source: 'google',
    medium: 'cpc',
    candidates: [],
    linkedVisits: [],
    visit: {
      id: 'v1',
      visitor: 'anna',
      shownAt: startedAt - 60_000,
      source: 'google',
      medium: 'cpc',
      clickIds: { gclid: 'gclid-anna' },
    },
    firstTimeCaller: true,
    ...more,
  };
}

export function someRule(more: Partial<Rule> = {}): Rule {
  return {
    id: 'talk',
    since: startedAt - 1e9,
    site: 'shop',
    when: { status: 'completed', talkSeconds: { gte: 5 } },
    conversion: { name: 'qualified_call', value: { amount: '50.00', currency: 'EUR' } },
    destinations: ['hook'],
    ...more,
  };
}

export const revenueRule = (more: Partial<Rule> = {}) =>
  someRule({ id: 'sale', when: {}, conversion: { name: 'sale', value: 'revenue' }, ...more });

/** An entry of the CRM; each arrives later than those before it in the alphabet. */
export function entry(event: string, revenue?: LedgerEntry['revenue'], more: Partial<LedgerEntry> = {}): LedgerEntry {
  return { call: 'call-1', source: 'crm', event, receivedAt: startedAt + event.charCodeAt(0), revenue, ...more };
}

export const sale = (minor: number, currency = 'EUR') => ({ kind: 'sale', amount: { minor, currency } }) as const;
export const refund = (minor: number, currency = 'EUR') => ({ kind: 'refund', amount: { minor, currency } }) as const;
export const cancel = (cancels: string) => ({ kind: 'cancel', cancels }) as const;
