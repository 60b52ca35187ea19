import type { CallEvidence } from '../../../../lambdas/calls/time-to-call/call-evidence.ts';
import { evidenceItem, goneItem, poolOfEvidence } from '../../../../lambdas/calls/time-to-call/evidence-item.ts';
import { putEvidence, readEvidence } from '../../../../lambdas/calls/time-to-call/evidence-store.ts';
import type { Table } from '../../../../lambdas/platform/aws/table.ts';
import { emptyTables } from '../stores.ts';
import { callsOf } from './evidence.ts';

let calls: Table;

beforeEach(async () => {
  ({ calls } = await emptyTables());
});

const [one, another] = callsOf({ median: 300, sigma: 1 }, 2, 1);
const put = (evidence: CallEvidence, revision: number, pool = 'web') =>
  putEvidence(calls, evidenceItem(pool, evidence, revision));

test('what calls tell is read by pool, the latest first', async () => {
  await put(another!, 1);
  await put(one!, 1);
  await put({ ...one!, call: 'elsewhere' }, 1, 'other');
  expect(await readEvidence(calls, 'web')).toEqual([one, another]);
  expect(await readEvidence(calls, 'nobody')).toEqual([]);
});

test('of the same call the latest revision stays, whenever each is put', async () => {
  const changed = { ...one!, confirmed: { by: 'click' as const, holder: 0 } };
  await put(changed, 3);
  await put(one!, 2);
  await put(changed, 3);
  expect(await readEvidence(calls, 'web')).toEqual([changed]);
  await putEvidence(calls, goneItem({ pool: 'web', ...one! }, 4));
  await put(changed, 3);
  expect(await readEvidence(calls, 'web')).toEqual([]);
});

test('what a newer version wrote is left out, and what it says besides', async () => {
  await putEvidence(calls, { ...evidenceItem('web', one!, 1), mood: 'good' });
  await putEvidence(calls, { ...evidenceItem('web', another!, 1), caller: 'android' });
  expect(await readEvidence(calls, 'web')).toEqual([one]);
});

test('the keys of evidence say of which pool it is, and those of nothing else', () => {
  const { pk, sk } = evidenceItem('POOL#1', one!, 1);
  expect(poolOfEvidence(String(pk), String(sk))).toBe('POOL#1');
  expect(poolOfEvidence(String(pk), 'KNOWLEDGE')).toBeUndefined();
  expect(poolOfEvidence('CALL#1', 'EVIDENCE#1')).toBeUndefined();
});
