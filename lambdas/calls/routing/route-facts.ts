import type { CallerListName } from '../../settings/callers/caller-list.ts';
import type { Recording } from '../../settings/recording.ts';
import type { Call } from '../call.ts';
import type { OfHours } from '../conditions/hours.ts';
import type { Match } from '../match/match.ts';
import type { Spam } from '../spam.ts';

/** What is known of the caller while the phone rings, besides what the match says. */
export interface CallerFacts {
  /** The list of the site that has the caller's number. */
  readonly list?: CallerListName | undefined;
  /** Undefined of a withheld caller. */
  readonly spam?: Spam | undefined;
  /** Sales of the caller's earlier calls less refunds, in the site's currency; undefined where nobody knows. */
  readonly valueSoFar?: number | undefined;
  /** Earlier calls that led to a sale; undefined where nobody knows. */
  readonly purchases?: number | undefined;
}

/** All that a route is chosen by. */
export interface RouteFacts extends OfHours {
  readonly call: Pick<Call, 'id' | 'startedAt' | 'trackedNumber' | 'caller'>;
  readonly match: Match;
  /** What the number's pool says of recording; without it the site's word counts. */
  readonly record?: Recording | undefined;
  readonly caller: CallerFacts;
  /** Where the call lies among all, 0 to 100; undefined where it follows from the call's id. */
  readonly share?: number | undefined;
}
