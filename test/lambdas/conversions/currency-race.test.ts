import { createSecretKey } from 'node:crypto';
import { TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { currencyInUse } from '../../../lambdas/conversions/currency-in-use-store.ts';
import { putRule } from '../../../lambdas/conversions/rules/put-rule.ts';
import { readRule } from '../../../lambdas/conversions/rules/rule-settings-store.ts';
import { orderReport } from '../../../lambdas/orders/order-report.ts';
import { takeOrder } from '../../../lambdas/orders/take-order.ts';
import type { Table } from '../../../lambdas/platform/aws/table.ts';
import { siteItem } from '../../../lambdas/settings/item-key.ts';
import { putSite } from '../../../lambdas/settings/sites/put-site.ts';
import { siteSettings } from '../../../lambdas/settings/sites/site-settings.ts';
import { noteOrders, readSite } from '../../../lambdas/settings/sites/stored-site-store.ts';
import { emptyTables } from '../calls/stores.ts';

let tables: Awaited<ReturnType<typeof emptyTables>>;

const site = { name: 'Shop', siteKey: 'pk_shop', origins: ['https://shop.example'] };
const rule = {
  site: 'shop',
  when: {},
  conversion: { name: 'lead', value: { amount: '5.00', currency: 'EUR' } },
  destinations: [],
};

beforeEach(async () => {
  tables = await emptyTables();
  await putSite(tables.settings, 'shop', siteSettings.parse(site), 1);
});

const inDollars = (settings: Table) =>
  putSite(settings, 'shop', siteSettings.parse({ ...site, currency: 'USD' }), 2, (of) => currencyInUse(tables, of));
const inEuros = (settings: Table) => putRule(settings, 'lead', rule, 3);

const orderSources = (settings: Table) => ({
  settings,
  calls: tables.calls,
  identityKey: async () => createSecretKey(Buffer.alloc(32)),
  settleLater: async () => undefined,
});

/** The settings, with something done by others just before the first write. */
function beforeItsWrite(others: () => Promise<unknown>): Table {
  const { settings } = tables;
  let isDone = false;
  const send = async (command: unknown): Promise<unknown> => {
    if ((command instanceof TransactWriteCommand || command instanceof UpdateCommand) && !isDone) {
      isDone = true;
      await others();
    }
    return settings.documents.send(command as TransactWriteCommand);
  };
  const documents = new Proxy(settings.documents, {
    get: (target, property) => (property === 'send' ? send : Reflect.get(target, property)),
  });
  return { ...settings, documents };
}

test('a rule that is made while the currency is being changed keeps it', async () => {
  const change = inDollars(beforeItsWrite(() => inEuros(tables.settings)));
  await expect(change).rejects.toMatchObject({ status: 409, errors: [{ field: 'currency' }] });
  expect(await readSite(tables.settings, 'shop')).toMatchObject({ currency: 'EUR' });
});

test('so does an order that is the first', async () => {
  const change = inDollars(
    beforeItsWrite(() => noteOrders(tables.settings, { id: 'shop', currency: 'EUR' }, undefined)),
  );
  await expect(change).rejects.toMatchObject({ status: 409, errors: [{ field: 'currency' }] });
});

test('a rule in a currency that is being given up is refused', async () => {
  const put = inEuros(beforeItsWrite(() => inDollars(tables.settings)));
  await expect(put).rejects.toMatchObject({ status: 400, errors: [{ field: 'conversion.value.currency' }] });
  expect(await readRule(tables.settings, 'lead')).toBeUndefined();
});

test('so is a first order', async () => {
  const settings = beforeItsWrite(() => inDollars(tables.settings));
  const sources = orderSources(settings);
  const sale = { kind: 'sale', amount: '5', currency: 'EUR' } as const;
  const report = { site: 'shop', eventId: 'paid-1', revenue: sale, find: { phone: '+12025550123' } };
  const unfit = { kind: 'unfit', field: 'revenue.currency' };
  expect(await takeOrder(sources, 'crm', orderReport.parse(report), 3)).toMatchObject(unfit);
  expect(await currencyInUse(tables, 'shop')).toBeUndefined();
});

test('a rule is put where the site changed otherwise meanwhile', async () => {
  const named = siteSettings.parse({ ...site, name: 'New' });
  const put = inEuros(beforeItsWrite(() => putSite(tables.settings, 'shop', named, 2)));
  expect(await put).toMatchObject({ created: true });
});

test.each([undefined, { main: 'EUR' }])(
  'an order without money is kept by a site whose currency is stored as %j',
  async (currency) => {
    const { settings } = tables;
    await settings.documents.send(
      new UpdateCommand({
        TableName: settings.name,
        Key: siteItem('shop'),
        ...(currency === undefined
          ? { UpdateExpression: 'REMOVE currency' }
          : { UpdateExpression: 'SET currency = :value', ExpressionAttributeValues: { ':value': currency } }),
      }),
    );
    const sources = orderSources(settings);
    const report = { site: 'shop', eventId: 'tag-1', tags: ['vip'], find: { phone: '+12025550123' } };
    expect(await takeOrder(sources, 'crm', orderReport.parse(report), 3)).toMatchObject({ kind: 'taken' });
  },
);
