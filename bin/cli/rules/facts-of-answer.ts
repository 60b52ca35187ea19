import * as z from 'zod/mini';
import { type Call, call } from '../../../lambdas/calls/call.ts';
import { type Match, match } from '../../../lambdas/calls/match/match.ts';
import { foldLedger } from '../../../lambdas/conversions/ledger/fold-ledger.ts';
import { ledgerEntry } from '../../../lambdas/conversions/ledger/ledger.ts';
import { readAmount } from '../../../lambdas/conversions/money.ts';
import type { RuleFacts } from '../../../lambdas/conversions/rules/conditions/rule-facts.ts';
import type { CallDetail } from '../../../lambdas/journal/call-detail-answer.ts';
import { CliError } from '../cli-error.ts';

/** What `GET /v1/calls/{call}` answers, as conditions are asked about it. Throws a `CliError` where only a newer version knows what it says. */
export function factsOfAnswer(
  detail: CallDetail,
  { currency, timeZone }: { readonly currency: string; readonly timeZone?: string | undefined },
): RuleFacts {
  try {
    const entries = detail.ledger.map((line) => entryOf(detail.call.id, line));
    return {
      call: callOf(detail.call),
      match: matchOf(detail),
      ledger: foldLedger(entries, currency),
      timeZone,
      score: detail.score?.points,
      spamScore: detail.call.spam?.score,
    };
  } catch (error) {
    throw new CliError('the call says what only a newer version of this command knows', { cause: error });
  }
}

const ms = (time: string | undefined) => (time === undefined ? undefined : Date.parse(time));

function callOf({
  caller,
  startedAt,
  answeredAt,
  endedAt,
  finalAt,
  answeredBy,
  recordings: _recordings,
  ...rest
}: CallDetail['call']): Call {
  return z.parse(call, {
    ...rest,
    caller:
      caller === undefined ? undefined : caller === null ? { kind: 'withheld' } : { kind: 'number', number: caller },
    startedAt: ms(startedAt),
    answeredAt: ms(answeredAt),
    endedAt: ms(endedAt),
    finalAt: ms(finalAt),
    // That nobody answered follows from the rest.
    answeredBy: answeredBy === 'nobody' ? undefined : answeredBy,
  });
}

function matchOf({ call: { site }, match: { visit, previousCallAt, ...rest } }: CallDetail): Match {
  const visitThen = visit && { ...visit, shownAt: ms(visit.shownAt), touchAt: ms(visit.touchAt) };
  return z.parse(match, { ...rest, site, previousCallAt: ms(previousCallAt), visit: visitThen });
}

function entryOf(id: string, line: CallDetail['ledger'][number]) {
  const { eventId, receivedAt, occurredAt, revenue, state: _state, reason: _reason, ...rest } = line;
  return ledgerEntry.parse({
    ...rest,
    call: id,
    event: eventId,
    receivedAt: ms(receivedAt),
    occurredAt: ms(occurredAt),
    revenue: revenue && (revenue.kind === 'cancel' ? revenue : { kind: revenue.kind, amount: moneyOf(revenue) }),
  });
}

function moneyOf({ amount, currency }: { readonly amount: string; readonly currency: string }) {
  const read = readAmount(amount, currency);
  return 'money' in read ? read.money : undefined;
}
