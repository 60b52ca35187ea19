import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type LocalRun, startLocalRun } from '../start-local-run.ts';
import { type ConnectCaller, connectCaller } from './connect-caller.ts';
import { contact } from './connect-payloads.ts';

let run: LocalRun;
let connect: ConnectCaller;

beforeAll(async () => {
  run = await startLocalRun({ env: { LEASELINE_FAULTS: 'dynamodb.refuse=1' } });
  connect = await connectCaller(run);
});

afterAll(async () => {
  connect?.close();
  await run?.discard();
});

test('while DynamoDB refuses every request, callers are still routed, in time', async () => {
  const calls = Array.from({ length: 5 }, (_, index) => contact('+12025550100', `+1305555013${index}`));
  for (const call of calls) {
    // In time: the run ends a function that takes longer than its limit, and this fails then.
    const answer = await connect.lookup(call);
    expect(answer).toMatchObject({ found: 'false', action: 'queue', callId: call.id });
    expect(Object.values(answer).filter((value) => typeof value !== 'string')).toEqual([]);
  }
  const sample = path.join(__dirname, '../fixtures/connect-lookup/powertools-python-min.json');
  const answer = await connect.invokeLookup(JSON.parse(readFileSync(sample, 'utf8')));
  expect(answer).toMatchObject({ action: 'queue' });
});
