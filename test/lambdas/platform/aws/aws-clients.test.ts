import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { documentClient } from '../../../../lambdas/platform/aws/aws-clients.ts';

/** A DynamoDB that refuses this many calls before it answers. */
async function throttling(refusals: number) {
  let calls = 0;
  const server = createServer((_, response) => {
    calls += 1;
    const refuse = calls <= refusals;
    response.writeHead(refuse ? 400 : 200, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(
      refuse ? '{"__type":"com.amazonaws.dynamodb.v20120810#ThrottlingException","message":"slow down"}' : '{}',
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { endpoint: `http://127.0.0.1:${port}`, calls: () => calls, server };
}

test('a throttled call is tried three times in all, by the one client of the container', async () => {
  const { endpoint, calls, server } = await throttling(2);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
  const get = () => documentClient().send(new GetCommand({ TableName: 't', Key: { pk: 'a', sk: 'b' } }));
  await expect(get()).resolves.toMatchObject({ $metadata: { attempts: 3 } });
  expect(calls()).toBe(3);
  expect(documentClient()).toBe(documentClient());
  documentClient().destroy();
  server.closeAllConnections();
  server.close();
});
