import type { ManagementRoute, PageRoute } from '../../lambdas/platform/names.ts';

/** What a call is, in words. */
export interface CallWords {
  /** The name that generated clients give it. */
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
}

export const pageWords: Readonly<Record<PageRoute, CallWords>> = {
  'POST /v1/numbers': {
    id: 'askForNumber',
    summary: 'Ask which number to show',
    description:
      'The `Origin`, where a browser sends one, must be one of the site. Tokens that cannot be verified are ignored.',
  },
  'POST /v1/heartbeats': {
    id: 'reportActivity',
    summary: 'Report an active visitor, or ask whether the number is still held',
  },
  'POST /v1/clicks': { id: 'reportClick', summary: 'Report a click on the number' },
  'POST /v1/consents': {
    id: 'sayConsent',
    summary: 'Say what the visitor allows from now on',
    description:
      'Without `analytics` the visitor and his visits are forgotten at once, and the answer names the number to show instead. ' +
      'Without `ads` his click ids are, and the answer has the token to use from now on.',
  },
};

export const managementWords: Readonly<Record<ManagementRoute, CallWords>> = {
  'GET /v1/sites': { id: 'listSites', summary: 'List sites' },
  'PUT /v1/sites/{site}': { id: 'putSite', summary: 'Create or replace a site' },
  'GET /v1/sites/{site}': { id: 'getSite', summary: 'Read a site' },
  'DELETE /v1/sites/{site}': {
    id: 'deleteSite',
    summary: 'Delete a site',
    description: 'Refused while it has pools, rules or destinations.',
  },
  'GET /v1/pools': { id: 'listPools', summary: 'List pools' },
  'PUT /v1/pools/{pool}': {
    id: 'putPool',
    summary: 'Create or replace a pool',
    description:
      'With `channel` the answer is filled in from the ready list. `warnings` name other pools that take visits from this one, or lose them to it.',
  },
  'GET /v1/pools/{pool}': { id: 'getPool', summary: 'Read a pool' },
  'DELETE /v1/pools/{pool}': {
    id: 'deletePool',
    summary: 'Delete a pool',
    description: 'Refused while it has numbers.',
  },
  'GET /v1/pools/{pool}/numbers': { id: 'listNumbers', summary: "List a pool's numbers" },
  'POST /v1/pools/{pool}/numbers': {
    id: 'addNumbers',
    summary: 'Add numbers to a pool',
    description:
      'Answers number by number; when every one is refused, with a problem. With `from` numbers move from another pool of the site: ' +
      'each begins with the rest of its lease there, and what was left undone is done by the same call again.',
  },
  'DELETE /v1/pools/{pool}/numbers/{number}': {
    id: 'removeNumber',
    summary: 'Remove a number from a pool',
    description:
      'Answers how long it rests, and why. Its calls still go where those of its site go, until it is given back: say so by ' +
      '`forward=false`, now or by the same call again.',
  },
  'GET /v1/pools/{pool}/status': {
    id: 'getPoolStatus',
    summary: 'Say how a pool does, and whether its size is right',
    description:
      'For session pools also what was asked of it in the last hour, what is predicted for the busiest hour of the last week, ' +
      'and advice. With a `price` of one number and month, what numbers would cost.',
  },
  'GET /v1/pools/{pool}/leases': { id: 'listLeases', summary: 'List the visitors who hold a number now' },
  'GET /v1/channels': { id: 'listChannels', summary: 'List the usual channels, and what a pool for each says' },
  'GET /v1/rules': { id: 'listRules', summary: 'List rules' },
  'PUT /v1/rules/{rule}': {
    id: 'putRule',
    summary: 'Create or replace a rule',
    description: 'It judges calls that started after it was created; what it judged already keeps the rule as it was.',
  },
  'GET /v1/rules/{rule}': { id: 'getRule', summary: 'Read a rule' },
  'DELETE /v1/rules/{rule}': { id: 'deleteRule', summary: 'Delete a rule' },
  'GET /v1/destinations': { id: 'listDestinations', summary: 'List destinations' },
  'PUT /v1/destinations/{destination}': {
    id: 'putDestination',
    summary: 'Create or replace a destination',
    description:
      'Secrets are never told again. They are given all together; without them those that are stored are kept, unless an address among the settings changes: then they must be given again.',
  },
  'GET /v1/destinations/{destination}': { id: 'getDestination', summary: 'Read a destination' },
  'DELETE /v1/destinations/{destination}': {
    id: 'deleteDestination',
    summary: 'Delete a destination and its secrets',
    description: 'Refused while a rule names it.',
  },
  'GET /v1/calls': {
    id: 'listCalls',
    summary: 'List calls, newest first',
    description:
      'Days are those of the site’s time zone; without them, the last 31. Without a site, calls of all sites that the key may see. ' +
      'With a rare filter a part may hold fewer calls than its limit: there are no more when `cursor` is missing.',
  },
  'GET /v1/calls.csv': {
    id: 'exportCalls',
    summary: 'Export calls as CSV',
    description:
      'A long file comes in parts of some megabytes: the header `link` (RFC 8288, `rel="next"`) says where the next one is, and is missing ' +
      'at the end. Only the first has the line of names, so parts in their order are one file.',
  },
  'GET /v1/calls/{call}': {
    id: 'getCall',
    summary: 'Read a call with match, conversions, deliveries and ledger',
    description:
      'Any of its contacts names it, also one that was taken for a call of its own before; `call.id` is the id that counts.',
  },
  'POST /v1/calls/{call}/outcome': {
    id: 'reportOutcome',
    summary: 'Report what came of a call: outcome, tags, a sale, a refund',
    description: 'The same event again changes nothing. Amounts are positive and in the currency of the site.',
  },
  'POST /v1/calls/{call}/deliveries/{delivery}/redrive': {
    id: 'redriveDelivery',
    summary: 'Send a parked delivery again',
  },
  'GET /v1/removed-numbers': {
    id: 'listRemovedNumbers',
    summary: 'Say which numbers can be given back to the carrier',
    description:
      'Numbers that were taken out of a pool of the site and are in none now: how long they rest, when they were shown and dialled ' +
      'last, and whether it is safe to give them back, with the reason.',
  },
  'GET /v1/reports/sources': {
    id: 'reportSources',
    summary: 'Sums by source and medium',
    description:
      'What `GET /v1/calls` lists of these days, added up. More than 50,000 calls are refused with 400: ask for fewer days.',
  },
};
