import type { Site } from '../../settings/sites/site.ts';
import { explain, type GroupExplanation } from '../conditions/explain-conditions.ts';
import type { Verdict } from '../conditions/fact.ts';
import { reasonOf } from '../conditions/verdict-reason.ts';
import { type CallRoute, routeOfSite, usualRingSeconds } from './call-route.ts';
import { type RouteWanted, routeFields } from './route-conditions.ts';
import type { RouteFacts } from './route-facts.ts';
import { readRoutes, type StoredRoute } from './route-settings.ts';
import { fillRouteText } from './route-text.ts';

/** One of a site's routes, and why it took the call or did not; what comes after the one that took it is not asked. */
export interface JudgedRoute {
  readonly name: string;
  /** `unsupported`: only a newer version knows what it asks for, so it is passed over. */
  readonly verdict: 'chosen' | Exclude<Verdict, 'fits'> | 'not-asked' | 'unsupported';
  readonly explanation?: GroupExplanation;
}

export interface RouteDecision {
  readonly route: CallRoute;
  /** In their order. */
  readonly routes: readonly JudgedRoute[];
}

/**
 * Where a call goes: the only place that says so, for what a carrier asks and for what people ask afterwards. A number on the site's list of
 * blocked ones is rejected; else the first of the site's routes takes the call that is known to hold, and without one the site's own way.
 * Pure: the same facts give the same route.
 */
export function decideRoute(facts: RouteFacts, site: Site | undefined): RouteDecision {
  const own = routeOfSite(facts.call.id, facts.match, site, facts.record);
  const all = readRoutes(site?.routes);
  if (facts.caller.list === 'block') {
    const reason = 'The caller is on the list of numbers that the site blocks.';
    return { route: { ...own, action: 'reject', phones: [], reason }, routes: all.map((one) => notAsked(nameOf(one))) };
  }
  const routes: JudgedRoute[] = [];
  let chosen: CallRoute | undefined;
  for (const one of all) {
    if (chosen !== undefined) routes.push(notAsked(nameOf(one)));
    else if ('unsupported' in one) routes.push({ name: one.unsupported, verdict: 'unsupported' });
    else {
      const explanation = explain<RouteWanted, RouteFacts>(routeFields, one.known.when, facts);
      const { name } = one.known;
      if (explanation.verdict !== 'fits') routes.push({ name, verdict: explanation.verdict, explanation });
      else {
        routes.push({ name, verdict: 'chosen', explanation });
        chosen = routed(own, one.known, facts, becauseOf(name, explanation));
      }
    }
  }
  if (chosen !== undefined) return { route: chosen, routes };
  const reason = all.length === 0 ? own.reason : `None of the site's routes holds. ${own.reason}`;
  return { route: { ...own, reason }, routes };
}

/** What a route says goes before what the site says; where it names no way of its own, calls go the site's. */
function routed(own: CallRoute, route: StoredRoute, { match }: RouteFacts, reason: string): CallRoute {
  const way = wayOf(own, route);
  const { ring = 'in-order', skill = '', whisper, screenText, record = own.record, askPhoneCode = own.askCode } = route;
  const { ringSeconds = route.forwardTo ? usualRingSeconds(way.phones.length, ring) : own.ringSeconds } = route;
  return {
    ...own,
    ...way,
    route: route.name,
    ring,
    ringSeconds,
    skill,
    ...(whisper !== undefined && { whisper: fillRouteText(whisper, match) }),
    ...(screenText !== undefined && { screenText: fillRouteText(screenText, match) }),
    record,
    askCode: askPhoneCode,
    reason,
  };
}

function wayOf(
  own: CallRoute,
  { queue, forwardTo, reject }: StoredRoute,
): Pick<CallRoute, 'action' | 'queue' | 'phones'> {
  if (reject) return { action: 'reject', queue: own.queue, phones: [] };
  if (forwardTo !== undefined) return { action: 'phones', queue: own.queue, phones: forwardTo };
  if (queue !== undefined) return { action: 'queue', queue, phones: [] };
  return { action: own.action, queue: own.queue, phones: own.phones };
}

function becauseOf(name: string, explanation: GroupExplanation): string {
  const why = explanation.conditions.length === 0 ? 'it takes every call that gets so far.' : reasonOf(explanation);
  return `Route "${name}": ${why}`;
}

function notAsked(name: string): JudgedRoute {
  return { name, verdict: 'not-asked' };
}

function nameOf(one: ReturnType<typeof readRoutes>[number]): string {
  return 'known' in one ? one.known.name : one.unsupported;
}
