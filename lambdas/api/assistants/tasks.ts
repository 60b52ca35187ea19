import type { ManagementRoute } from '../../platform/names.ts';

/** What assistants may do of the management API, as far as their key may. */
export const assistantTasks = [
  'GET /v1/sites',
  'GET /v1/calls',
  'GET /v1/calls/{call}',
  'GET /v1/calls/{call}/explanation',
  'GET /v1/reports/sources',
  'GET /v1/reports/recipients',
  'GET /v1/pools',
  'GET /v1/pools/{pool}/status',
  'GET /v1/rules',
  'GET /v1/destinations',
  'GET /v1/deliveries',
  'GET /v1/reconciliation',
  'GET /v1/reconciliation/conversions',
  'POST /v1/calls/{call}/outcome',
  'POST /v1/calls/{call}/deliveries/{delivery}/redrive',
] as const satisfies readonly ManagementRoute[];
export type AssistantTask = (typeof assistantTasks)[number];
