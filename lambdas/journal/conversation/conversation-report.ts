import type { StoredCall } from '../../calls/call-item.ts';
import { whoAnswered } from '../../calls/who-answered.ts';
import { toMoneyAnswer } from '../call-response.ts';
import type { LogEntry } from '../log-entry.ts';
import { type ReportLimits, refuseReport } from '../source-report.ts';
import { type ConversationFilter, conversationVerdict } from './conversation-filter.ts';
import type { ConversationReport, ConversationSums } from './conversation-report-answer.ts';

/**
 * How calls in which something was said fared beside the others. Calls that went out, and those of tests and staff, are in no sum. Throws a
 * 400 when there are more calls than one answer has room or time for: part of a sum is no sum.
 */
export async function reportConversations(
  entries: AsyncIterable<LogEntry>,
  asked: ConversationFilter,
  isWanted: (call: StoredCall) => boolean,
  { most, isTimeUp }: ReportLimits,
): Promise<ConversationReport> {
  const sums = { fits: noSums(), 'does-not-fit': noSums(), unknown: noSums() };
  let [looked, unsupportedCalls] = [0, 0];
  for await (const { call, transcripts } of entries) {
    if (looked >= most) refuseReport(`these are more than ${most} calls`);
    if (isTimeUp()) refuseReport('these calls take too long to add up');
    looked += 1;
    if (call === undefined) unsupportedCalls += 1;
    else if (isWanted(call)) add(sums[conversationVerdict(asked, call, transcripts)], call);
  }
  const { fits, 'does-not-fit': others, unknown } = sums;
  return { fitting: toSums(fits), others: toSums(others), unknown: toSums(unknown), unsupportedCalls };
}

interface Sums {
  calls: number;
  answered: number;
  converted: number;
  conversions: number;
  /** Minor units by currency, exact however much it is. */
  readonly values: Map<string, bigint>;
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
  for (const { currency, minor } of values) {
    to.values.set(currency, (to.values.get(currency) ?? 0n) + BigInt(minor));
  }
}

function toSums({ values, ...counts }: Sums): ConversationSums {
  return {
    ...counts,
    conversionRate: counts.calls === 0 ? null : counts.converted / counts.calls,
    values: [...values].map(([currency, minor]) => toMoneyAnswer({ minor: Number(minor), currency })),
  };
}
