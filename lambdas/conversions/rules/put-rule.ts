import { isDeepStrictEqual } from 'node:util';
import type { Table } from '../../platform/aws/table.ts';
import { type TransactItem, transact } from '../../platform/aws/transact.ts';
import type { FieldError } from '../../platform/http/field-error.ts';
import { badRequest } from '../../platform/http/problem.ts';
import { readDestinations } from '../../settings/destinations/destination-store.ts';
import { ruleItem } from '../../settings/item-key.ts';
import { refuseMove } from '../../settings/refuse-move.ts';
import { conflicted, nextVersion, retryOnConflict } from '../../settings/retry-on-conflict.ts';
import { noSuchSite } from '../../settings/sites/no-such-site.ts';
import { newRulesVersion, register, siteUnchanged } from '../../settings/sites/site-members.ts';
import { readStoredSite } from '../../settings/sites/stored-site-store.ts';
import { mostGoals } from './goal-value-settings.ts';
import { editionOf, type RuleSettings, rulesVersionAfter, type StoredRule } from './rule.ts';
import { readRule } from './rule-settings-store.ts';
import { addUse, dropUse } from './rule-uses.ts';
import { readRules } from './rules-store.ts';
import { unfitAmounts } from './unfit-amounts.ts';
import { unknownPools } from './unknown-pools.ts';

/**
 * Creates or replaces a rule. A changed one judges calls from its making on, as before; what it judged already keeps the rule as it
 * was. Throws 400 for an unknown site, a destination or pool that the site does not have, or a value that is not in the site's currency,
 * and 409 for moving a rule to another site.
 */
export function putRule(
  settings: Table,
  id: string,
  wanted: RuleSettings,
  now: number,
): Promise<{ readonly created: boolean; readonly rule: StoredRule }> {
  return retryOnConflict(async () => {
    const [before, site, destinations] = await Promise.all([
      readRule(settings, id),
      readStoredSite(settings, wanted.site),
      readDestinations(settings, wanted.site, wanted.destinations),
    ]);
    refuseMove(`rule ${id}`, before, wanted);
    if (site === undefined) throw noSuchSite(wanted.site);
    await refuseTooMany(settings, id, wanted);
    const errors = [
      ...unknownDestinations(wanted, destinations),
      ...(await unknownPools(settings, site.id, [{ at: 'when', when: wanted.when }], before ? [before.when] : [])),
      ...unfitAmounts(wanted, site.currency),
    ];
    if (errors.length > 0) {
      throw badRequest(`these fields do not fit: ${errors.map(({ field }) => field).join(', ')}`, errors);
    }
    const rule: StoredRule = {
      ...wanted,
      id,
      since: before?.since ?? now,
      edition: editionAfter(before, wanted),
      version: nextVersion(before, now),
    };
    const failed = await transact(settings.documents, [
      siteUnchanged(settings.name, site),
      putUnchanged(settings.name, before, rule),
      ...(before === undefined
        ? register(settings.name, 'rules', rule, rulesVersionAfter(rule))
        : [newRulesVersion(settings.name, rule.site, rulesVersionAfter(rule))]),
      ...changedUses(settings.name, before, rule),
    ]);
    return failed.length === 0 ? { created: before === undefined, rule } : conflicted;
  });
}

/** Each call is noted for each of these that it fits, in one transaction. */
async function refuseTooMany(settings: Table, id: string, { site, conversion }: RuleSettings): Promise<void> {
  if (conversion.firstPerCallerInDays === undefined) return;
  const others = (await readRules(settings, site)).filter(
    (rule) => rule.id !== id && rule.conversion.firstPerCallerInDays !== undefined,
  );
  if (others.length < mostGoals) return;
  const detail = `at most ${mostGoals} rules of a site count the first call of a caller only`;
  throw badRequest(detail, [{ field: 'conversion.firstPerCallerInDays', detail }]);
}

/** The same settings again are no change. */
function editionAfter(before: StoredRule | undefined, wanted: RuleSettings): number {
  if (before === undefined) return 1;
  const { id: _, since: _since, edition: _edition, version: _version, ...settings } = before;
  return editionOf(before) + (isDeepStrictEqual(settings, wanted) ? 0 : 1);
}

function unknownDestinations({ destinations }: RuleSettings, known: ReadonlySet<string>): FieldError[] {
  return destinations.flatMap((id, index) =>
    known.has(id) ? [] : [{ field: `destinations[${index}]`, detail: `the site has no destination ${id}` }],
  );
}

function putUnchanged(table: string, before: StoredRule | undefined, rule: StoredRule): TransactItem {
  const unchanged =
    before === undefined
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : { ConditionExpression: 'version = :seen', ExpressionAttributeValues: { ':seen': before.version } };
  return { Put: { TableName: table, Item: { ...ruleItem(rule.site, rule.id), ...rule }, ...unchanged } };
}

function changedUses(table: string, before: StoredRule | undefined, after: StoredRule): TransactItem[] {
  const [had, has] = [new Set(before?.destinations), new Set(after.destinations)];
  return [
    ...[...has].filter((one) => !had.has(one)).map((destination) => addUse(table, after, destination)),
    ...[...had].filter((one) => !has.has(one)).map((destination) => dropUse(table, after, destination)),
  ];
}
