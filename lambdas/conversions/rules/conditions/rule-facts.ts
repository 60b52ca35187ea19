import type { Call } from '../../../calls/call.ts';
import type { Said } from '../../../calls/conversation/said.ts';
import type { Talk } from '../../../calls/fold/talks.ts';
import type { Match } from '../../../calls/match/match.ts';
import type { Ledger } from '../../ledger/fold-ledger.ts';

/** What conditions are asked about. */
export interface RuleFacts {
  readonly call: Call;
  readonly match: Match;
  /** What was reported of the call. */
  readonly ledger: Ledger;
  /** When people talked; where it is not given, as the call says. */
  readonly talks?: readonly Talk[] | undefined;
  /** What was said, word for word; where nothing is kept of that, nobody knows. */
  readonly said?: Said | undefined;
  /** IANA, of the site. */
  readonly timeZone?: string | undefined;
  /** 0 to 100, by the site's own points; of a site without any nobody knows it. */
  readonly score?: number | undefined;
  /** 0 to 100; undefined where nobody can know. */
  readonly spamScore?: number | undefined;
}
