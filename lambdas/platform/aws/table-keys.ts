/** What the deployed template and the code inside it must agree on of tables: their keys and indexes. */

/** Every table has the same two key attributes, and `ttl` (seconds) where items may be collected. */
export const tableKeys = { partition: 'pk', sort: 'sk', ttl: 'ttl' } as const;

/** What partitions begin with that a policy names: those of sites in `Settings`, and of recipients in `Visits`. */
export const partitions = { ofSite: 'SITE#', ofRecipient: 'RECIPIENT#' } as const;

/** Partitions of `Settings` that a policy names. Apart from the others: the function that gives numbers needs none of them. */
export const settingsPartitions = {
  pausedDestinations: 'PAUSEDDESTINATIONS',
  digests: 'DIGESTS',
  /** Secrets that no destination, carrier account or order source names: just made, or left behind. */
  unusedSecrets: 'UNUSEDSECRETS',
  unusedCarrierSecrets: 'UNUSEDCARRIERSECRETS',
  unusedOrderSourceSecrets: 'UNUSEDORDERSOURCESECRETS',
} as const;

/** Index of `Visits` by visitor: keys only, for journey, export and erasure; never on the way to a number. */
export const visitsByVisitor = { name: 'by-visitor', partition: 'visitor', sort: 'shownAt' } as const;

/** Index of `Calls` for the journal: the calls of one site, by time. Sort `<startedAt, 13 digits>#<call>`. */
export const callsBySite = { name: 'by-site', partition: 'site', sort: 'logKey' } as const;

/** Index of `Calls` by the number that was dialled, by time. It has little else, so it costs one small write in a call's life. */
export const callsByNumber = {
  name: 'by-number',
  partition: 'trackedNumber',
  sort: 'logKey',
  projects: ['site'],
} as const;

/**
 * Index of `Calls` for reconciliation: conversions of one site by when their goals were met (ms). What it has besides changes only with a revision;
 * `metAt` is an attribute of conversions alone, so nothing else is in it.
 */
export const conversionsBySite = {
  name: 'conversions',
  partition: 'site',
  sort: 'metAt',
  projects: ['revision', 'destinations'],
} as const;

/** Index of `Calls` for the sweep: calls that are not final, conversions and deliveries that may not be done, by when to look at them (ms). Sparse; partition `OPEN#<0..3>`. */
export const openWork = { name: 'open', partition: 'openShard', sort: 'dueAt', shards: 4 } as const;
