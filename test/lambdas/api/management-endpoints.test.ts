import { managementEndpoints } from '../../../lambdas/api/management-endpoints.ts';
import { managementRoutes } from '../../../lambdas/platform/names.ts';
import type { ApiKeyRole } from '../../../lambdas/settings/api-keys/api-key.ts';

function allowed(role: ApiKeyRole) {
  return managementRoutes.filter((route) => managementEndpoints[route].roles.includes(role));
}

const reading = [
  'GET /v1/sites',
  'GET /v1/sites/{site}',
  'POST /v1/routes/explain',
  'GET /v1/pools',
  'GET /v1/pools/{pool}',
  'GET /v1/pools/{pool}/numbers',
  'GET /v1/pools/{pool}/status',
  'GET /v1/pools/{pool}/time-to-call',
  'GET /v1/pools/{pool}/leases',
  'GET /v1/removed-numbers',
  'GET /v1/channels',
  'GET /v1/rules',
  'GET /v1/rules/{rule}',
  'POST /v1/rules/trial',
  'GET /v1/destination-types',
  'GET /v1/destinations',
  'GET /v1/destinations/{destination}',
  'GET /v1/carrier-accounts',
  'GET /v1/carrier-accounts/{account}',
  'GET /v1/order-sources',
  'GET /v1/order-sources/{source}',
  'GET /v1/calls',
  'GET /v1/calls.csv',
  'GET /v1/calls/{call}',
  'GET /v1/calls/{call}/explanation',
  'GET /v1/calls/{call}/journey',
  'GET /v1/calls/{call}/transcript',
  'GET /v1/calls/{call}/recording',
  'GET /v1/orders/{order}',
  'GET /v1/reports/sources',
  'GET /v1/reports/recipients',
  'GET /v1/reports/conversations',
  'GET /v1/deliveries',
  'GET /v1/reconciliation',
  'GET /v1/reconciliation/conversions',
];

test('each role may do its own', () => {
  expect(allowed('admin')).toEqual(managementRoutes);
  expect(allowed('reader')).toEqual(reading);
  expect(allowed('operator').filter((route) => !reading.includes(route))).toEqual([
    'GET /v1/sites/{site}/callers',
    'PUT /v1/sites/{site}/callers/{number}',
    'DELETE /v1/sites/{site}/callers/{number}',
    'PUT /v1/pools/{pool}',
    'DELETE /v1/pools/{pool}',
    'POST /v1/pools/{pool}/numbers',
    'DELETE /v1/pools/{pool}/numbers/{number}',
    'POST /v1/pools/{pool}/recipients',
    'POST /v1/destinations/{destination}/resume',
    'POST /v1/destinations/{destination}/replay',
    'POST /v1/destinations/{destination}/test',
    'POST /v1/destinations/{destination}/test-event',
    'POST /v1/destinations/{destination}/redrive',
    'POST /v1/identities',
    'POST /v1/calls/import',
    'POST /v1/calls/{call}/outcome',
    'POST /v1/calls/{call}/deliveries/{delivery}/redrive',
    'POST /v1/orders',
  ]);
  expect(allowed('operator')).toEqual(expect.arrayContaining(reading));
  expect(allowed('crm')).toEqual([
    'GET /v1/channels',
    'GET /v1/destination-types',
    'POST /v1/identities',
    'GET /v1/calls',
    'GET /v1/calls.csv',
    'GET /v1/calls/{call}',
    'GET /v1/calls/{call}/journey',
    'POST /v1/calls/{call}/outcome',
    'POST /v1/orders',
    'GET /v1/orders/{order}',
  ]);
});
