import { isoTime } from '../../platform/iso-time.ts';
import type { Site } from '../../settings/sites/site.ts';
import type { Call } from '../call.ts';
import { treeText } from '../conditions/explanation-text.ts';
import { decideRoute } from './decide-route.ts';
import type { ExplainedRoute } from './explained-route-answer.ts';
import type { RouteFacts } from './route-facts.ts';

/** The decision of `decideRoute` for people. */
export function explainRoute(facts: RouteFacts, site: Site, taken?: Call['route']): ExplainedRoute {
  const { route, routes } = decideRoute(facts, site);
  const { route: name, callId: _id, found: _found, phones, ...rest } = route;
  return {
    site: site.id,
    at: isoTime(facts.call.startedAt),
    route: { ...rest, name, phones: [...phones] },
    ...(taken && { taken }),
    ...(facts.caller.spam && { spam: facts.caller.spam }),
    routes: routes.map(({ name: of, verdict, explanation }) => ({
      name: of,
      verdict,
      conditions: explanation === undefined ? [] : treeText(explanation),
    })),
  };
}
