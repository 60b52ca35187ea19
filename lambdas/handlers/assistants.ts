import { answerAssistant } from '../api/assistants/assistant-server.ts';
import { type AssistantTask, assistantTasks } from '../api/assistants/tasks.ts';
import { everyRole } from '../api/endpoint.ts';
import { managementEndpoints } from '../api/management-endpoints.ts';
import { describeError } from '../platform/describe-error.ts';
import { type EdgeRoute, httpEdge } from '../platform/http/http-edge.ts';
import { answerSerializer } from '../platform/http/serialize-answer.ts';
import { logger } from '../platform/log.ts';
import type { AssistantRoute } from '../platform/names.ts';
import { listLoggedCalls } from './resources/calls/calls.ts';
import { getExplanation } from './resources/calls/explanation.ts';
import { getCall, postOutcome, postRedrive } from './resources/calls/one-call.ts';
import { getRecipientReport, getSourceReport } from './resources/calls/reports.ts';
import { listDeliveries } from './resources/deliveries.ts';
import { listDestinations } from './resources/destinations/destinations.ts';
import { authorized, guarded, type ManagementHandler } from './resources/guarded.ts';
import { getPoolStatus } from './resources/pools/pool-status.ts';
import { listPools } from './resources/pools/pools.ts';
import { getReconciliation, listReconciledConversions } from './resources/reconciliation.ts';
import { listRules } from './resources/rules.ts';
import { listSites } from './resources/sites.ts';

/** What assistants do is what the management API does: same roles, same sites, same refusals. */
const tasks: Readonly<Record<AssistantTask, ManagementHandler>> = {
  'GET /v1/sites': listSites,
  'GET /v1/calls': listLoggedCalls,
  'GET /v1/calls/{call}': getCall,
  'GET /v1/calls/{call}/explanation': getExplanation,
  'GET /v1/reports/sources': getSourceReport,
  'GET /v1/reports/recipients': getRecipientReport,
  'GET /v1/pools': listPools,
  'GET /v1/pools/{pool}/status': getPoolStatus,
  'GET /v1/rules': listRules,
  'GET /v1/destinations': listDestinations,
  'GET /v1/deliveries': listDeliveries,
  'GET /v1/reconciliation': getReconciliation,
  'GET /v1/reconciliation/conversions': listReconciledConversions,
  'POST /v1/calls/{call}/outcome': postOutcome,
  'POST /v1/calls/{call}/deliveries/{delivery}/redrive': postRedrive,
};

const serialize = answerSerializer(
  Object.fromEntries(assistantTasks.map((task) => [task, managementEndpoints[task].answer])),
);

const answer: EdgeRoute = async (request) => {
  const client = await authorized(everyRole, request);
  return answerAssistant(
    request,
    client,
    async (task, asked) => {
      const { body, ...response } = await guarded(tasks[task])(asked);
      return { ...response, body: serialize(task, body) };
    },
    (error) => logger.error('an assistant was not answered', { error: describeError(error) }),
  );
};

/** Assistants by the Model Context Protocol: a function apart, as its protocol is nobody else's to load. */
export const handler = httpEdge<AssistantRoute>({
  maxBodyBytes: 256 * 1024,
  withBody: new Set<AssistantRoute>(['POST /mcp']),
  // The protocol has sessions by GET and DELETE, which this has not: it says so itself.
  routes: { 'POST /mcp': answer, 'GET /mcp': answer, 'DELETE /mcp': answer },
});
