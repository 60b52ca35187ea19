import { managementEndpoints } from '../api/management-endpoints.ts';
import { httpEdge } from '../platform/http/http-edge.ts';
import { answerSerializer } from '../platform/http/serialize-answer.ts';
import { type ManagementRoute, managementRoutes } from '../platform/names.ts';
import { callListRoutes } from './management/calls.ts';
import { carrierAccountRoutes } from './management/carrier-accounts.ts';
import { deliveryRoutes } from './management/deliveries.ts';
import { destinationEventRoutes } from './management/destination-events.ts';
import { destinationRoutes } from './management/destinations.ts';
import { identityRoutes } from './management/identities.ts';
import { phoneNumberRoutes } from './management/numbers.ts';
import { callRoutes } from './management/one-call.ts';
import { orderSourceRoutes } from './management/order-sources.ts';
import { orderRoutes } from './management/orders.ts';
import { poolRoutes } from './management/pools.ts';
import { ruleTrialRoutes } from './management/rule-trial.ts';
import { ruleRoutes } from './management/rules.ts';
import { siteRoutes } from './management/sites.ts';

/** Serves operators, agents and tools: settings, numbers, what is leased now, calls and what came of them. */
export const handler = httpEdge<ManagementRoute>({
  maxBodyBytes: 1024 * 1024,
  withBody: new Set(managementRoutes.filter((route) => managementEndpoints[route].body !== undefined)),
  serialize: answerSerializer(
    Object.fromEntries(managementRoutes.map((route) => [route, managementEndpoints[route].answer])),
  ),
  routes: {
    ...siteRoutes,
    ...poolRoutes,
    ...phoneNumberRoutes,
    ...ruleRoutes,
    ...ruleTrialRoutes,
    ...destinationRoutes,
    ...destinationEventRoutes,
    ...deliveryRoutes,
    ...carrierAccountRoutes,
    ...identityRoutes,
    ...orderSourceRoutes,
    ...callListRoutes,
    ...callRoutes,
    ...orderRoutes,
  },
});
