import type { Match, MatchedVisit } from '../../../calls/match/match.ts';
import { notJudged } from '../../../calls/qualified.ts';
import type { MessageCall, MessageMatch, MessageVisit } from '../../../events/event-message.ts';
import { receiverFormats } from '../../formats/receiver-formats.ts';
import type { JudgedCall } from '../destination.ts';

/** Standard Webhooks: smaller than 20 kB. */
const longestBody = 19_900;

/** The text of a message about a visit. What a page handed over can be long; what explains the call stays. */
export function fittingText(visit: MatchedVisit | null, message: (visit: MatchedVisit | null) => object): string {
  const text = JSON.stringify(message(visit));
  if (Buffer.byteLength(text) <= longestBody || visit === null) return text;
  const { params: _params, ids: _ids, landingPage: _page, referrer: _referrer, ...short } = visit;
  return JSON.stringify(message(short));
}

export function callPart(call: JudgedCall): MessageCall {
  return {
    id: call.id,
    status: call.status,
    trackedNumber: call.trackedNumber?.slice(0, 100) ?? null,
    caller: call.caller?.kind === 'number' ? call.caller.number.slice(0, 100) : null,
    startedAt: time(call.startedAt),
    answeredAt: time(call.answeredAt),
    endedAt: time(call.endedAt),
    waitSeconds: call.waitSeconds ?? null,
    talkSeconds: call.talkSeconds ?? null,
    qualified: call.qualified ?? notJudged,
  };
}

export function matchPart(match: Match): MessageMatch {
  return {
    method: match.method,
    confidence: match.confidence,
    reason: match.reason,
    source: match.source,
    medium: match.medium,
    campaign: match.campaign ?? null,
    ...(match.recipient && { recipient: match.recipient }),
    firstTimeCaller: match.firstTimeCaller ?? null,
  };
}

export function visitPart(visit: MatchedVisit): MessageVisit {
  return {
    id: visit.id,
    visitor: visit.visitor,
    shownAt: time(visit.shownAt),
    source: visit.source,
    medium: visit.medium,
    campaign: visit.campaign ?? null,
    keyword: visit.keyword ?? null,
    content: visit.content ?? null,
    clickIds: visit.clickIds ?? {},
    ids: visit.ids ?? {},
    params: visit.params ?? {},
    landingPage: visit.landingPage ?? null,
    referrer: visit.referrer ?? null,
    device: visit.device ?? null,
    consent: visit.consent ?? null,
  };
}

/** ISO 8601 in UTC. */
export function time(ms: number): string;
export function time(ms: number | undefined): string | null;
export function time(ms: number | undefined): string | null {
  return ms === undefined ? null : receiverFormats.webhook.time(ms);
}
