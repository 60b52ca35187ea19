import { partitions, settingsPartitions } from '../platform/aws/table-keys.ts';

/** The site's own partition: one Query of it loads the site with all its pools, rules and destinations. */
export const sitePartition = (site: string) => partitions.ofSite + site;
export const poolPrefix = 'POOL#';
export const siteItem = (site: string) => ({ pk: sitePartition(site), sk: 'SITE' });
export const poolItem = (site: string, pool: string) => ({ pk: sitePartition(site), sk: `${poolPrefix}${pool}` });

export const rulePrefix = 'RULE#';
export const ruleItem = (site: string, rule: string) => ({ pk: sitePartition(site), sk: `${rulePrefix}${rule}` });
export const destinationPrefix = 'DESTINATION#';
export const destinationItem = (site: string, destination: string) => ({
  pk: sitePartition(site),
  sk: `${destinationPrefix}${destination}`,
});

/** Numbers that a site has on its lists of callers: a partition of their own, as whoever loads a site does not need them. */
export const callersPartition = (site: string) => `CALLERS#${site}`;
export const callerItem = (site: string, number: string) => ({ pk: callersPartition(site), sk: number });

export const siteKeyItem = (siteKey: string) => ({ pk: `SITEKEY#${siteKey}`, sk: 'SITE' });

/** Pointers make ids unique, find a pool's site, and are what lists read. */
export const sitePointers = 'SITES';
export const sitePointer = (site: string) => ({ pk: sitePointers, sk: site });
export const poolPointers = 'POOLS';
export const poolPointer = (pool: string) => ({ pk: poolPointers, sk: pool });
export const rulePointers = 'RULES';
export const rulePointer = (rule: string) => ({ pk: rulePointers, sk: rule });
export const destinationPointers = 'DESTINATIONS';
export const destinationPointer = (destination: string) => ({ pk: destinationPointers, sk: destination });

/** The destinations that go to one account of a receiver, by a digest of what names it there. */
export const accountMember = (account: string, destination: string) => ({ pk: `ACCOUNT#${account}`, sk: destination });

/** Destinations that are, or were, paused: whose deliveries the sweep looks after. */
export const pausedDestination = (destination: string) => ({
  pk: settingsPartitions.pausedDestinations,
  sk: destination,
});

/** Shops and CRMs whose webhooks tell of orders. */
export const orderSourcePrefix = 'ORDERSOURCE#';
export const orderSourceItem = (site: string, source: string) => ({
  pk: sitePartition(site),
  sk: `${orderSourcePrefix}${source}`,
});
export const orderSourcePointers = 'ORDERSOURCES';
export const orderSourcePointer = (source: string) => ({ pk: orderSourcePointers, sk: source });

/** Accounts of carriers are of no site: a list reads them themselves. */
export const carrierAccounts = 'CARRIERACCOUNTS';
export const carrierAccountItem = (account: string) => ({ pk: carrierAccounts, sk: account });

/** Destinations that want a digest, and which was the last: what the function that sends them looks through. */
export const digestItem = (destination: string) => ({ pk: settingsPartitions.digests, sk: destination });

/** What remains of a deleted pool: how its slots were spread, for when its id is used again. */
export const retiredPoolItem = (pool: string) => ({ pk: `POOL#${pool}`, sk: 'RETIRED' });

export const numberPartition = (number: string) => `NUMBER#${number}`;
export const numberNowItem = (number: string) => ({ pk: numberPartition(number), sk: 'NOW' });
export const sincePrefix = 'SINCE#';
export const numberSinceItem = (number: string, at: number) => ({
  pk: numberPartition(number),
  sk: `${sincePrefix}${String(at).padStart(13, '0')}`,
});

/** Numbers that were taken out of a site's pools: where to look; what they do now says `NOW`. */
export const removedPartition = (site: string) => `REMOVED#${site}`;
export const removedNumberItem = (site: string, number: string) => ({ pk: removedPartition(site), sk: number });

export const apiKeyItem = (hash: string) => ({ pk: `KEY#${hash}`, sk: 'KEY' });
