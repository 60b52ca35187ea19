import { readCallerList } from '../../settings/callers/caller-list-store.ts';
import type { Site } from '../../settings/sites/site.ts';
import type { Call } from '../call.ts';
import type { StoredCall } from '../call-item.ts';
import type { MatchSources } from '../match/gather-match-facts.ts';
import type { Match } from '../match/match.ts';
import { repeatCallerOf } from '../repeat-caller.ts';
import { type EarlierCall, ownNumbersOf, spamScore } from './spam-score.ts';

/** Talk below this says nothing, s. */
const shortTalk = 10;

/** What a caller is to the site, and what speaks for it that the call is spam; nothing of calls that went out, and of callers that nobody knows. */
export type CallerStanding = Pick<StoredCall, 'callerList' | 'repeat' | 'spam' | 'short'>;

/**
 * The list is read until the call is final: who is put on one later, or taken off, does not change what was. All else follows from what is
 * known of the call.
 */
export async function callerStanding(
  call: Call,
  { match, earlier = [] }: { readonly match: Match; readonly earlier: readonly EarlierCall[] | undefined },
  { stored, site }: { readonly stored: StoredCall | undefined; readonly site: Site | undefined },
  { settings }: Pick<MatchSources, 'settings'>,
): Promise<CallerStanding> {
  const { caller, startedAt, trackedNumber, direction, attestation, talkSeconds = 0 } = call;
  if (caller?.kind !== 'number' || site === undefined || direction === 'outbound') return {};
  const list = stored?.final ? stored.callerList : await readCallerList(settings, site.id, caller.number);
  const ownNumbers = ownNumbersOf(site);
  const spam = spamScore({ caller, startedAt, trackedNumber, attestation, earlier, ownNumbers, list });
  const repeat = repeatCallerOf(call, earlier, site.repeatCallerDays);
  const isShort = call.final && match.visit === null && talkSeconds < shortTalk;
  return { repeat, ...(list && { callerList: list }), ...(spam && { spam }), ...(isShort && { short: true }) };
}
