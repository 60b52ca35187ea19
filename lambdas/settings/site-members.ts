import type { TransactItem } from '../platform/transact.ts';
import { destinationPointer, type ItemKey, poolPointer, rulePointer, sitePointer } from './item-key.ts';

/** What a site has; its pointer counts each kind, so that a site in use cannot be deleted. */
export type SiteMembers = 'pools' | 'rules' | 'destinations';

const pointerOf: Readonly<Record<SiteMembers, (id: string) => ItemKey>> = {
  pools: poolPointer,
  rules: rulePointer,
  destinations: destinationPointer,
};

interface Member {
  readonly id: string;
  readonly site: string;
}

/** Makes a new member's id known everywhere, and counts it for its site: both must hold. */
export function announce(table: string, kind: SiteMembers, { id, site }: Member): TransactItem[] {
  const idIsFree = 'attribute_not_exists(pk)';
  const siteExists = 'attribute_exists(pk)';
  return [
    { Put: { TableName: table, Item: { ...pointerOf[kind](id), site }, ConditionExpression: idIsFree } },
    {
      Update: {
        TableName: table,
        Key: sitePointer(site),
        UpdateExpression: 'ADD #kind :one',
        ExpressionAttributeNames: { '#kind': kind },
        ConditionExpression: siteExists,
        ExpressionAttributeValues: { ':one': 1 },
      },
    },
  ];
}

/** Frees the id of a member that goes, and counts it off. */
export function withdraw(table: string, kind: SiteMembers, { id, site }: Member): TransactItem[] {
  return [
    { Delete: { TableName: table, Key: { ...pointerOf[kind](id) } } },
    {
      Update: {
        TableName: table,
        Key: sitePointer(site),
        UpdateExpression: 'ADD #kind :oneLess',
        ExpressionAttributeNames: { '#kind': kind },
        ExpressionAttributeValues: { ':oneLess': -1 },
      },
    },
  ];
}

/** Holds for the pointer of a site that is in use by nothing. Kinds that it never had are not counted. */
export const hasNoMembers = {
  ConditionExpression: [
    'pools = :none',
    '(attribute_not_exists(#rules) OR #rules = :none)',
    '(attribute_not_exists(destinations) OR destinations = :none)',
  ].join(' AND '),
  ExpressionAttributeNames: { '#rules': 'rules' },
  ExpressionAttributeValues: { ':none': 0 },
};
