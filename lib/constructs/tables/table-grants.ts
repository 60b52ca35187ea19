import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { partitions } from '../../../lambdas/platform/aws/table-keys.ts';
import { env } from '../../../lambdas/platform/names.ts';
import type { HandlerFunction } from '../function.ts';
import type { Secrets } from '../secrets.ts';
import type { Storage } from './storage.ts';

type ItemAction = 'GetItem' | 'BatchGetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'ConditionCheckItem';

/** What a function may do with the items of which table. */
export interface TableActions {
  readonly settings?: readonly ItemAction[];
  readonly leases?: readonly ItemAction[];
  readonly visits?: readonly ItemAction[];
  readonly calls?: readonly ItemAction[];
}

/** Tells the function the names of these tables, and allows it exactly these actions on their items; none on indexes. */
export function allowTables(handler: HandlerFunction, storage: Storage, actions: TableActions): void {
  const { settings, leases, visits, calls } = actions;
  if (settings) allow(handler, env.settingsTable, storage.settings, settings);
  if (leases) allow(handler, env.leasesTable, storage.leases, leases);
  if (visits) allow(handler, env.visitsTable, storage.visits, visits);
  if (calls) allow(handler, env.callsTable, storage.calls, calls);
}

/** What it takes to say, while a phone rings, whose call that is: the tables, and the key by which callers are known. */
export function allowMatching(handler: HandlerFunction, storage: Storage, { master }: Secrets): void {
  allowTables(handler, storage, {
    settings: ['GetItem', 'BatchGetItem', 'Query'],
    leases: ['GetItem', 'BatchGetItem'],
    visits: ['GetItem', 'Query'],
    calls: ['GetItem', 'BatchGetItem', 'Query'],
  });
  handler.addEnvironment(env.masterSecret, master.secretArn);
  master.grantRead(handler);
}

/** Partitions of the settings: those of sites by what they begin with. */
export const siteSettings = `${partitions.ofSite}*`;

/**
 * Allows these actions on items of such partitions of the settings, and on no others: the table has API keys, too, and of them nobody but
 * the management API may write anything.
 */
export function allowSettings(
  handler: HandlerFunction,
  { settings }: Storage,
  actions: readonly ('PutItem' | 'UpdateItem' | 'DeleteItem')[],
  of: readonly string[],
): void {
  Grant.addToPrincipal({
    grantee: handler,
    actions: actions.map((action) => `dynamodb:${action}`),
    resourceArns: [settings.tableArn],
    conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [...of] } },
  });
}

/** Allows to forget who came to a site by a recipient's mail: visits lie in the same table, and none of them may be deleted. */
export function allowForgettingVisitorsOfRecipients(handler: HandlerFunction, { visits }: Storage): void {
  Grant.addToPrincipal({
    grantee: handler,
    actions: ['dynamodb:DeleteItem'],
    resourceArns: [visits.tableArn],
    conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${partitions.ofRecipient}*`] } },
  });
}

function allow(handler: HandlerFunction, name: string, table: Table, actions: readonly ItemAction[]): void {
  handler.addEnvironment(name, table.tableName);
  Grant.addToPrincipal({
    grantee: handler,
    actions: actions.map((action) => `dynamodb:${action}`),
    resourceArns: [table.tableArn],
  });
}

/** Allows to query this one index of the table. */
export function allowIndex(grantee: IGrantable, table: Table, index: string): void {
  Grant.addToPrincipal({
    grantee,
    actions: ['dynamodb:Query'],
    resourceArns: [`${table.tableArn}/index/${index}`],
  });
}
