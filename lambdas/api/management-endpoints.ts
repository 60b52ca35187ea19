import type { ManagementRoute } from '../platform/names.ts';
import { callEndpoints, callSchemas } from './calls.ts';
import { callImportEndpoints } from './carriers/call-imports.ts';
import { carrierAccountEndpoints, carrierAccountSchemas } from './carriers/carrier-accounts.ts';
import { channelEndpoints } from './channels.ts';
import { deliveryEndpoints, deliverySchemas } from './deliveries.ts';
import { destinationEndpoints, destinationSchemas } from './destinations.ts';
import type { ManagementEndpoint } from './endpoint.ts';
import { journeyEndpoints, journeySchemas } from './journal/journey.ts';
import { rematchEndpoints } from './journal/rematches.ts';
import { identityEndpoints } from './orders/identities.ts';
import { orderSourceEndpoints, orderSourceSchemas } from './orders/order-sources.ts';
import { orderEndpoints, orderSchemas } from './orders/orders.ts';
import { phoneNumberEndpoints } from './phone-numbers.ts';
import { poolEndpoints, poolSchemas } from './pools.ts';
import { recipientEndpoints } from './recipients/recipients.ts';
import { removedNumberEndpoints } from './removed-numbers.ts';
import { reportEndpoints, reportSchemas } from './reports.ts';
import { callerEndpoints } from './routing/callers.ts';
import { routeEndpoints, routeSchemas } from './routing/routes.ts';
import { ruleEndpoints, ruleSchemas } from './rules.ts';
import { siteEndpoints, siteSchemas } from './sites.ts';

/** The endpoints for operators, agents and tools, with an API key: those of each resource. */
export const managementEndpoints: Readonly<Record<ManagementRoute, ManagementEndpoint>> = {
  ...siteEndpoints,
  ...callerEndpoints,
  ...routeEndpoints,
  ...poolEndpoints,
  ...phoneNumberEndpoints,
  ...recipientEndpoints,
  ...removedNumberEndpoints,
  ...channelEndpoints,
  ...ruleEndpoints,
  ...destinationEndpoints,
  ...deliveryEndpoints,
  ...carrierAccountEndpoints,
  ...identityEndpoints,
  ...orderSourceEndpoints,
  ...callEndpoints,
  ...callImportEndpoints,
  ...journeyEndpoints,
  ...rematchEndpoints,
  ...orderEndpoints,
  ...reportEndpoints,
};

/** The schemas that have a name in the API's description. */
export const managementSchemas = {
  ...siteSchemas,
  ...poolSchemas,
  ...routeSchemas,
  ...ruleSchemas,
  ...destinationSchemas,
  ...deliverySchemas,
  ...carrierAccountSchemas,
  ...orderSourceSchemas,
  ...callSchemas,
  ...journeySchemas,
  ...orderSchemas,
  ...reportSchemas,
};
