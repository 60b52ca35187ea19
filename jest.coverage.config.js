import jest from './jest.config.js';

/**
 * The rooms that decide, and the share of their branches, in percent, that their own tests reach: as measured, and never under 95. All that
 * they do depends on their arguments.
 */
const pure = {
  'lambdas/attribution': 98,
  'lambdas/calls/carriers': 97,
  'lambdas/calls/fold': 95,
  'lambdas/calls/match': 98,
  'lambdas/capacity': 97,
  'lambdas/conditions': 97,
  'lambdas/conversions': 95,
  'lambdas/deliveries/destinations': 95,
  'lambdas/deliveries/formats': 100,
  'lambdas/events': 100,
  'lambdas/identifiers': 95,
  'lambdas/leases/allocator': 98,
  'lambdas/orders/sources': 95,
  'lambdas/page-api/pool-choice': 95,
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
