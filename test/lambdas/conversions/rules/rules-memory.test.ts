import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { deleteRule } from '../../../../lambdas/conversions/rules/delete-rule.ts';
import { putRule } from '../../../../lambdas/conversions/rules/put-rule.ts';
import { rulesMemory } from '../../../../lambdas/conversions/rules/rules-memory.ts';
import type { Table } from '../../../../lambdas/platform/aws/table.ts';
import { sitePointer } from '../../../../lambdas/settings/item-key.ts';
import { putSite } from '../../../../lambdas/settings/sites/put-site.ts';
import { siteSettings } from '../../../../lambdas/settings/sites/site-settings.ts';
import { emptyTables } from '../../calls/stores.ts';

let settings: Table;
let queries: number;

beforeEach(async () => {
  ({ settings } = await emptyTables());
  const site = { name: 'Shop', siteKey: 'pk_shop', origins: ['https://shop.example'] };
  await putSite(settings, 'shop', siteSettings.parse(site), 1);
  queries = 0;
});

const amount = (euros: string) => ({
  site: 'shop',
  when: {},
  conversion: { name: 'goal', value: { amount: euros, currency: 'EUR' } },
  destinations: [],
});

/** The table, with the queries counted. */
const counted = (): Table => ({
  ...settings,
  documents: new Proxy(settings.documents, {
    get: (target, property) =>
      property !== 'send'
        ? Reflect.get(target, property)
        : (command: unknown) => {
            if (command instanceof QueryCommand) queries++;
            return target.send(command as QueryCommand);
          },
  }),
});

test('rules are read again when one was made, changed or deleted, by whomever, and only then', async () => {
  const read = rulesMemory();
  const ids = async () => (await read(counted(), 'shop')).map(({ id, conversion }) => [id, conversion.value]);
  const value = (euros: string) => ({ amount: euros, currency: 'EUR' });
  await putRule(settings, 'a', amount('1.00'), 2);
  for (let time = 0; time < 3; time++) expect(await ids()).toEqual([['a', value('1.00')]]);
  expect(queries).toBe(1);
  await putRule(settings, 'b', amount('2.00'), 3);
  expect(await ids()).toHaveLength(2);
  await putRule(settings, 'a', amount('3.00'), 4);
  expect(await ids()).toEqual([
    ['a', value('3.00')],
    ['b', value('2.00')],
  ]);
  await deleteRule(settings, 'b');
  expect(await ids()).toEqual([['a', value('3.00')]]);
  expect(await ids()).toHaveLength(1);
  expect(queries).toBe(4);
});

test('nothing is remembered of a site that no rule was written of since versions are kept', async () => {
  const read = rulesMemory();
  for (let time = 0; time < 2; time++) expect(await read(counted(), 'shop')).toEqual([]);
  expect(queries).toBe(2);
});

test('of many sites those are remembered that were asked for last', async () => {
  const sites = Array.from({ length: 501 }, (_, index) => `site-${index}`);
  const versionOf = (site: string) => ({ ...sitePointer(site), rulesVersion: 'a 1' });
  for (const site of sites) {
    await settings.documents.send(new PutCommand({ TableName: settings.name, Item: versionOf(site) }));
  }
  const read = rulesMemory();
  const [first, second, last] = [sites[0]!, sites[1]!, sites[500]!];
  for (const site of sites.slice(0, 500)) await read(counted(), site);
  await read(counted(), first);
  expect(queries).toBe(500);
  await read(counted(), last);
  await read(counted(), second);
  expect(queries).toBe(501);
  await read(counted(), first);
  expect(queries).toBe(502);
});
