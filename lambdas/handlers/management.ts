import { managementEndpoints } from '../api/management-endpoints.ts';
import { httpEdge } from '../platform/http/http-edge.ts';
import { answerSerializer } from '../platform/http/serialize-answer.ts';
import { type ManagementRoute, managementRoutes } from '../platform/names.ts';
import { callerRoutes } from './resources/callers.ts';
import { callListRoutes } from './resources/calls/calls.ts';
import { explanationRoutes } from './resources/calls/explanation.ts';
import { callRoutes } from './resources/calls/one-call.ts';
import { recordingRoutes } from './resources/calls/recordings.ts';
import { reportRoutes } from './resources/calls/reports.ts';
import { callImportRoutes } from './resources/carriers/call-imports.ts';
import { carrierAccountRoutes } from './resources/carriers/carrier-accounts.ts';
import { deliveryRoutes } from './resources/deliveries.ts';
import { destinationTestRoutes } from './resources/destinations/destination-tests.ts';
import { destinationRoutes } from './resources/destinations/destinations.ts';
import { replayRoutes } from './resources/destinations/replay.ts';
import { guardedRoutes } from './resources/guarded.ts';
import { identityRoutes } from './resources/identities.ts';
import { rematchRoutes } from './resources/journal/rematches.ts';
import { phoneNumberRoutes } from './resources/numbers.ts';
import { orderSourceRoutes } from './resources/order-sources.ts';
import { orderRoutes } from './resources/orders.ts';
import { poolStatusRoutes } from './resources/pools/pool-status.ts';
import { poolRoutes } from './resources/pools/pools.ts';
import { recipientRoutes } from './resources/pools/recipients.ts';
import { reconciliationRoutes } from './resources/reconciliation.ts';
import { routeRoutes } from './resources/routes.ts';
import { ruleTrialRoutes } from './resources/rule-trial.ts';
import { ruleRoutes } from './resources/rules.ts';
import { siteRoutes } from './resources/sites.ts';

/** Serves operators, agents and tools: settings, numbers, what is leased now, calls and what came of them. */
export const handler = httpEdge({
  maxBodyBytes: 1024 * 1024,
  withBody: new Set(managementRoutes.filter((route) => managementEndpoints[route].body !== undefined)),
  serialize: answerSerializer(
    Object.fromEntries(managementRoutes.map((route) => [route, managementEndpoints[route].answer])),
  ),
  routes: guardedRoutes<ManagementRoute>({
    ...siteRoutes,
    ...callerRoutes,
    ...routeRoutes,
    ...poolRoutes,
    ...poolStatusRoutes,
    ...phoneNumberRoutes,
    ...recipientRoutes,
    ...ruleRoutes,
    ...ruleTrialRoutes,
    ...destinationRoutes,
    ...destinationTestRoutes,
    ...replayRoutes,
    ...deliveryRoutes,
    ...reconciliationRoutes,
    ...carrierAccountRoutes,
    ...identityRoutes,
    ...orderSourceRoutes,
    ...callListRoutes,
    ...reportRoutes,
    ...callImportRoutes,
    ...callRoutes,
    ...explanationRoutes,
    ...recordingRoutes,
    ...rematchRoutes,
    ...orderRoutes,
  }),
});
