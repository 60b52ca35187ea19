import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { currencyInUse } from '../../../lambdas/conversions/currency-in-use-store.ts';
import { putRule } from '../../../lambdas/conversions/rules/put-rule.ts';
import { readRule } from '../../../lambdas/conversions/rules/rule-settings-store.ts';
import type { Table } from '../../../lambdas/platform/aws/table.ts';
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

/** The settings, with something done by others just before the first transaction. */
function beforeItsWrite(others: () => Promise<unknown>): Table {
  const { settings } = tables;
  let isDone = false;
  const send = async (command: unknown): Promise<unknown> => {
    if (command instanceof TransactWriteCommand && !isDone) {
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
  const change = inDollars(beforeItsWrite(() => noteOrders(tables.settings, 'shop', undefined)));
  await expect(change).rejects.toMatchObject({ status: 409, errors: [{ field: 'currency' }] });
});

test('a rule in a currency that is being given up is refused', async () => {
  const put = inEuros(beforeItsWrite(() => inDollars(tables.settings)));
  await expect(put).rejects.toMatchObject({ status: 400, errors: [{ field: 'conversion.value.currency' }] });
  expect(await readRule(tables.settings, 'lead')).toBeUndefined();
});

test('a rule is put where the site changed otherwise meanwhile', async () => {
  const named = siteSettings.parse({ ...site, name: 'New' });
  const put = inEuros(beforeItsWrite(() => putSite(tables.settings, 'shop', named, 2)));
  expect(await put).toMatchObject({ created: true });
});
