import { giveNumbers } from '../../../lambdas/recipients/give-numbers.ts';
import { itemSize } from '../../../lambdas/visits/item-size.ts';
import { visitItemKey } from '../../../lambdas/visits/visit-key.ts';
import { unreliableDynamoDB } from '../../embedded-dynamodb.ts';
import { mailPool, mailTables, people, start } from './mail-pool.ts';

/** What DynamoDB counts: in a transaction twice, for each KB that is begun. */
const units = (item: object) => 2 * Math.ceil(itemSize(item) / 1024);

test('500 recipients take 16 transactions with numbers, 6 without, and none when nothing changes', async () => {
  const pool = mailPool([250, 250]);
  const { container } = await mailTables(pool);
  const { documents, writes } = unreliableDynamoDB(() => 'answered');
  const dependencies = container(documents);
  await giveNumbers(dependencies, pool, people(500), start);
  expect(writes()).toBe(16);
  await giveNumbers(dependencies, pool, people(500, 500), start);
  expect(writes()).toBe(22);
  await giveNumbers(dependencies, pool, people(500, 250), start + 1);
  expect(writes()).toBe(22);
});

test('a recipient with address and parameters is three items under 1 KB', async () => {
  const pool = mailPool([250], { id: 'a-shop-with-a-name-mail' });
  const { give, kept } = await mailTables(pool);
  const [one] = people(1);
  await give([
    {
      ...one!,
      recipient: '01GDDKASAP8TKDDA2GRZDSVP4H',
      campaign: 'Spring sale 2026, second mail to all',
      creative: 'Green button, long text',
      email: 'somebody.with-a.long-name@mail.example.com',
      params: { segment: 'regular customers', store: 'Springfield', voucher: 'SPRING-2026-4711' },
    },
  ]);
  const { held, recipients, visits } = await kept();
  const [slot, recipient, visit] = [held[0]!, recipients[0]!, visits[0]!];
  expect(
    [
      slot,
      { pk: `RECIPIENT#${recipient.token}`, sk: 'RECIPIENT', ttl: 1, ...recipient },
      { ...visitItemKey(visit), ttl: 1, ...visit },
    ].map(units),
  ).toEqual([2, 2, 2]);
});
