import type { StoredCall } from '../../calls/call-item.ts';
import { whoAnswered } from '../../calls/who-answered.ts';
import { addMoney, type MoneySums, moneyOf } from '../../conversions/money-sums.ts';
import { toMoneyAnswer } from '../call-response.ts';
import type { LogEntry } from '../log-entry.ts';
import { addUpCalls, type ReportLimits } from '../reports/reported-calls.ts';
import { type ConversationFilter, conversationVerdict } from './conversation-filter.ts';
import type { ConversationReport, ConversationSums } from './conversation-report-answer.ts';

/**
 * How calls in which something was said fared beside the others. Calls that went out, and those of tests and staff, are in no sum. Throws a
 * 400 when there are more calls than one answer has room or time for.
 */
export async function reportConversations(
  entries: AsyncIterable<LogEntry>,
  asked: ConversationFilter,
  isWanted: (call: StoredCall) => boolean,
  limits: ReportLimits,
): Promise<ConversationReport> {
  const sums = { fits: noSums(), 'does-not-fit': noSums(), unknown: noSums() };
  const { unsupportedCalls } = await addUpCalls(entries, limits, (call, transcripts) => {
    if (isWanted(call)) add(sums[conversationVerdict(asked, call, transcripts)], call);
  });
  const { fits, 'does-not-fit': others, unknown } = sums;
  return { fitting: toSums(fits), others: toSums(others), unknown: toSums(unknown), unsupportedCalls };
}

interface Sums {
  calls: number;
  answered: number;
  converted: number;
  conversions: number;
  readonly values: MoneySums;
}

function noSums(): Sums {
  return { calls: 0, answered: 0, converted: 0, conversions: 0, values: new Map() };
}

function add(to: Sums, call: StoredCall): void {
  const { conversions = 0, values = [] } = call.sums ?? {};
  to.calls += 1;
  to.answered += whoAnswered(call) === 'person' ? 1 : 0;
  to.converted += conversions > 0 ? 1 : 0;
  to.conversions += conversions;
  for (const money of values) addMoney(to.values, money);
}

function toSums({ values, ...counts }: Sums): ConversationSums {
  return {
    ...counts,
    conversionRate: counts.calls === 0 ? null : counts.converted / counts.calls,
    values: moneyOf(values).map(toMoneyAnswer),
  };
}
