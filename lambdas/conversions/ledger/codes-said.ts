import type { Call } from '../../calls/call.ts';
import { keyedCodes, type SaidCode } from '../../calls/phone-codes/said-codes.ts';
import type { LedgerEntry } from './ledger.ts';

/** The codes that came to a call, each once in each way: keyed in, reported of the call, and named by its orders. The same in every order of the ledger. */
export function saidCodes(call: Pick<Call, 'keyedCode' | 'keys'>, ledger: readonly LedgerEntry[]): SaidCode[] {
  const reported = ledger.flatMap(({ phoneCode: code, order, occurredAt, receivedAt }): SaidCode[] => {
    if (code === undefined) return [];
    if (order === undefined) return [{ code, by: 'agent', isSure: true }];
    return [{ code, by: 'order', orderedAt: occurredAt ?? receivedAt, isSure: true }];
  });
  const byWay = new Map(reported.sort(byTime).map((one) => [`${one.by} ${one.code}`, one]));
  return [...keyedCodes(call), ...[...byWay.values()].sort(byText)];
}

/** Of a code that several orders name the last one counts. */
function byTime(a: SaidCode, b: SaidCode): number {
  return (a.orderedAt ?? 0) - (b.orderedAt ?? 0);
}

/** What was said to an agent before what an order names. */
function byText(a: SaidCode, b: SaidCode): number {
  return `${a.by} ${a.code}` < `${b.by} ${b.code}` ? -1 : 1;
}
