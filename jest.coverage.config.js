import jest from './jest.config.js';

/**
 * The rooms that decide, and the share of their branches, in percent, that their own tests reach: as measured, less a point for what
 * properties reach by chance, and never under 95. All that they do depends on their arguments.
 */
const pure = {
  'lambdas/attribution': 97,
  'lambdas/calls/carriers': 96,
  'lambdas/calls/conditions': 98,
  'lambdas/calls/fold': 95,
  'lambdas/calls/match': 95,
  'lambdas/calls/routing': 99,
  'lambdas/calls/time-to-call': 95,
  'lambdas/capacity': 96,
  'lambdas/conditions': 96,
  'lambdas/conversions': 98,
  'lambdas/deliveries/destinations': 95,
  'lambdas/deliveries/formats': 99,
  'lambdas/events': 99,
  'lambdas/identifiers': 95,
  'lambdas/leases/allocator': 97,
  'lambdas/orders': 95,
  'lambdas/orders/sources': 95,
  'lambdas/page-api/pool-choice': 95,
  'lambdas/recipients/call-link/page': 97,
  'lambdas/settings/opening-hours': 95,
  'lambdas/team': 96,
  'lambdas/visits/phone-codes': 99,
};

/** @type {import('jest').Config} */
export default {
  ...jest,
  roots: Object.keys(pure).map((folder) => `<rootDir>/test/${folder}`),
  collectCoverage: true,
  coverageProvider: 'v8',
  coverageReporters: ['text-summary'],
  // What writes settings in a transaction is tried against the database, beside the handlers.
  collectCoverageFrom: [
    ...Object.keys(pure).map((folder) => `${folder}/**/*.ts`),
    '!**/*-store.ts',
    '!lambdas/conversions/rules/{put-rule,delete-rule,rule-uses}.ts',
    '!lambdas/orders/sources/{put,delete}-order-source.ts',
  ],
  coverageThreshold: Object.fromEntries(
    Object.entries(pure).map(([folder, branches]) => [`./${folder}/`, { branches }]),
  ),
};
