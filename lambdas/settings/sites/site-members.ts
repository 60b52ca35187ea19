import type { ItemKey } from '../../platform/aws/table.ts';
import type { TransactItem } from '../../platform/aws/transact.ts';
import {
  destinationPointer,
  orderSourcePointer,
  poolPointer,
  rulePointer,
  siteItem,
  sitePointer,
} from '../item-key.ts';

/** What a site has; its pointer counts each kind, so that a site in use cannot be deleted. */
export type SiteMembers = 'pools' | 'rules' | 'destinations' | 'orderSources';

const pointerOf: Readonly<Record<SiteMembers, (id: string) => ItemKey>> = {
  pools: poolPointer,
  rules: rulePointer,
  destinations: destinationPointer,
  orderSources: orderSourcePointer,
};

interface Member {
  readonly id: string;
  readonly site: string;
}

/** Makes a new member's id known everywhere, and counts it for its site: both must hold. Of rules, `rulesVersion` is the new one. */
export function register(table: string, kind: SiteMembers, member: Member, rulesVersion?: string): TransactItem[] {
  const { id, site } = member;
  const idIsFree = 'attribute_not_exists(pk)';
  return [
    { Put: { TableName: table, Item: { ...pointerOf[kind](id), site }, ConditionExpression: idIsFree } },
    { Update: { ...counted(table, kind, site, 1, rulesVersion), ConditionExpression: siteExists } },
  ];
}

/** Frees the id of a member that goes, and counts it off. */
export function unregister(
  table: string,
  kind: SiteMembers,
  { id, site }: Member,
  rulesVersion?: string,
): TransactItem[] {
  return [
    { Delete: { TableName: table, Key: { ...pointerOf[kind](id) } } },
    { Update: counted(table, kind, site, -1, rulesVersion) },
  ];
}

/** Notes that one of a site's rules is another one now, so that whoever remembers them reads them again. */
export function newRulesVersion(table: string, site: string, rulesVersion: string): TransactItem {
  return {
    Update: {
      TableName: table,
      Key: sitePointer(site),
      UpdateExpression: 'SET rulesVersion = :rulesVersion',
      ConditionExpression: siteExists,
      ExpressionAttributeValues: { ':rulesVersion': rulesVersion },
    },
  };
}

const siteExists = 'attribute_exists(pk)';

function counted(table: string, kind: SiteMembers, site: string, difference: number, rulesVersion: string | undefined) {
  const isNoted = rulesVersion !== undefined;
  return {
    TableName: table,
    Key: sitePointer(site),
    UpdateExpression: `ADD #kind :difference${isNoted ? ' SET rulesVersion = :rulesVersion' : ''}`,
    ExpressionAttributeNames: { '#kind': kind },
    ExpressionAttributeValues: { ':difference': difference, ...(isNoted && { ':rulesVersion': rulesVersion }) },
  };
}

/** Holds as long as a site's settings are those that were read: what a member was checked against. */
export function siteUnchanged(table: string, site: { readonly id: string; readonly version: number }): TransactItem {
  const isAsRead = 'version = :seen';
  return {
    ConditionCheck: {
      TableName: table,
      Key: siteItem(site.id),
      ConditionExpression: isAsRead,
      ExpressionAttributeValues: { ':seen': site.version },
    },
  };
}

// Kinds that a site never had are not counted.
const hasNoRules = '(attribute_not_exists(#rules) OR #rules = :none)';
const hasNoDestinations = '(attribute_not_exists(destinations) OR destinations = :none)';
const hasNoOrderSources = '(attribute_not_exists(orderSources) OR orderSources = :none)';
const ofMembers = { ExpressionAttributeNames: { '#rules': 'rules' }, ExpressionAttributeValues: { ':none': 0 } };

/** Holds for the pointer of a site that is in use by nothing. */
export const hasNoMembers = {
  ConditionExpression: ['pools = :none', hasNoRules, hasNoDestinations, hasNoOrderSources].join(' AND '),
  ...ofMembers,
};

/** Holds as long as a site has no member with amounts in its currency. */
export function nothingPriced(table: string, id: string): TransactItem {
  return {
    ConditionCheck: {
      TableName: table,
      Key: sitePointer(id),
      ConditionExpression: `${hasNoRules} AND ${hasNoOrderSources}`,
      ...ofMembers,
    },
  };
}
