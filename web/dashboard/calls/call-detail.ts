import { field } from '../../fields.ts';
import type { Get } from '../requests/api.ts';
import { type Call, parseCall } from './call.ts';
import { type Conversion, parseConversion } from './conversions/conversion.ts';
import { type Match, parseMatch } from './match/match.ts';
import { type LedgerLine, parseLedgerLine } from './outcome/ledger-line.ts';

/** One call with all that is known of it: `GET /v1/calls/{call}`. */
export interface CallDetail {
  readonly call: Call;
  readonly match: Match | undefined;
  readonly conversions: readonly Conversion[];
  readonly ledger: readonly LedgerLine[];
}

export async function readCallDetail(get: Get, id: string): Promise<CallDetail> {
  const answer = await get(`/v1/calls/${encodeURIComponent(id)}`);
  const call = parseCall(field(answer, 'call'));
  if (call === undefined) throw new Error('The API told of this call in a way that the dashboard does not understand.');
  return {
    call,
    match: parseMatch(field(answer, 'match')),
    conversions: listField(answer, 'conversions').flatMap((one) => parseConversion(one) ?? []),
    ledger: listField(answer, 'ledger').flatMap((one) => parseLedgerLine(one) ?? []),
  };
}

function listField(value: unknown, name: string): unknown[] {
  const found = field(value, name);
  return Array.isArray(found) ? found : [];
}
