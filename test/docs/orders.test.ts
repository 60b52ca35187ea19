import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { orderReport } from '../../lambdas/orders/order-report.ts';
import { callWorld, masterSecret } from '../lambdas/handlers/call-world.ts';
import { request } from '../lambdas/handlers/management-client.ts';
import { readPaper, tableAfter } from './markdown.ts';

mockClient(SecretsManagerClient).on(GetSecretValueCommand).resolves({ SecretString: masterSecret });

const paper = readPaper('docs/orders.md');

test('each command reports what it says', async () => {
  const world = await callWorld();
  await world.call({ call: 'call-1' });
  const commands = paper.blocks.filter(({ language }) => language === 'sh');
  expect(commands.length).toBe(3);
  for (const { text } of commands) {
    const [, method, route, body] = /-X (\w+) "\$\{LEASELINE_URL:-[^}]+\}([^"\s]+)" [\s\S]* -d '([\s\S]*)'$/.exec(
      text.trim(),
    )!;
    const { status, body: answer } = await request(`${method} ${route}`, JSON.parse(body!));
    expect({ status, answer }).toMatchObject({ status: 202, answer: { call: 'call-1', state: 'credited' } });
  }
});

test('the table has every field', () => {
  const named = tableAfter(paper, 'field').flatMap(([names]) => names!.split(', '));
  expect(named.toSorted()).toEqual(
    Object.keys(orderReport.shape)
      .filter((name) => name !== 'site')
      .toSorted(),
  );
});
