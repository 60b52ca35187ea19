import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SQSRecord } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { evidenceItem } from '../../../lambdas/calls/time-to-call/evidence-item.ts';
import { putEvidence } from '../../../lambdas/calls/time-to-call/evidence-store.ts';
import { learnWhenDue } from '../../../lambdas/calls/time-to-call/learn-when-due.ts';
import { handler } from '../../../lambdas/handlers/record-call.ts';
import type { CallDetail } from '../../../lambdas/journal/call-detail-answer.ts';
import { rematchAnswer } from '../../../lambdas/journal/rematches/rematch-answer.ts';
import { show } from '../calls/stores.ts';
import { callsOf } from '../calls/time-to-call/evidence.ts';
import { number, played, start } from '../settle/call-house.ts';
import { type CallWorld, callWorld, masterSecret } from './call-world.ts';
import { request } from './management-client.ts';

mockClient(SecretsManagerClient).on(GetSecretValueCommand).resolves({ SecretString: masterSecret });

const minute = 60_000;
let world: CallWorld;

/** A call by which both functions have read what its pool taught so far, nothing; then the pool learns that its visitors call after two hours. */
beforeEach(async () => {
  world = await callWorld();
  process.env.MAX_RECEIVES = '5';
  for (let index = 0; index < 8; index++) {
    await show(world.sources, number, `visitor-${index}`, start - (5 + 40 * index) * minute);
  }
  await handed(played({ call: 'a' }).record);
  await rematched();
  const evidence = callsOf({ median: 7200, sigma: 0.5 }, 500, 1);
  await Promise.all(evidence.map((one) => putEvidence(world.sources.calls, evidenceItem('web', one, 1))));
  await learnWhenDue(world.sources.calls, 'web', evidence.length, start);
});

/** Of one batch those that are given again. */
async function handed(...bodies: string[]) {
  const Records = bodies.map((body, index) => ({
    messageId: String(index),
    receiptHandle: `handle-${index}`,
    body,
    eventSource: 'aws:sqs',
    attributes: { SentTimestamp: String(start), ApproximateReceiveCount: '1' },
  })) as SQSRecord[];
  return (await handler({ Records })).batchItemFailures;
}

async function rematched() {
  const { from, to } = { from: new Date(start - minute).toISOString(), to: new Date(start + minute).toISOString() };
  const { body } = await request('POST /v1/rematches', { from, to });
  return rematchAnswer.parse(body);
}

const matchOf = async (call: string) => ((await request(`GET /v1/calls/${call}`)).body as unknown as CallDetail).match;
const again = JSON.stringify({ kind: 'settle', call: 'a', again: true });

test('a call that is matched again is matched by what its pool has taught until then, as was said', async () => {
  const { items } = await rematched();
  expect(items).toMatchObject([{ call: 'a', kind: 'other-visitor', before: { visitor: 'visitor-0' } }]);
  expect(await handed(again)).toEqual([]);
  const { visit, confidence, reason } = await matchOf('a');
  expect({ visitor: visit?.visitor, confidence }).toEqual({
    visitor: items[0]?.after.visitor,
    confidence: items[0]?.after.confidence,
  });
  expect(reason).toContain('by the last');
  expect(await rematched()).toMatchObject({ unchanged: 1, items: [] });
});
