import { conflict } from '../../../lambdas/platform/http/problem.ts';
import { MalformedMessage } from '../../../lambdas/settle/ingest-message.ts';
import { verdict } from '../../../lambdas/settle/retry-policy.ts';
import { SettleConflict } from '../../../lambdas/settle/settle.ts';

const malformed = new MalformedMessage('not JSON');
const outage = Object.assign(new Error('item of +12025550123'), { name: 'ThrottlingException' });

test('what will not be better and what is over soon are tried again at once, an outage with growing pauses', () => {
  const pauses = (error: unknown) => [1, 2, 3, 4].map((receives) => verdict({ error, receives, maxReceives: 5 }));
  const again = (...seconds: number[]) => seconds.map((one) => ({ kind: 'again', seconds: one }));
  expect(pauses(malformed)).toEqual(again(1, 2, 3, 4));
  expect(pauses(new SettleConflict('busy'))).toEqual(again(1, 2, 3, 4));
  expect(pauses(outage)).toEqual(again(5, 20, 80, 300));
});

test('the last try ends with a reason that holds nothing of the message', () => {
  const last = (error: unknown) => verdict({ error, receives: 5, maxReceives: 5 });
  expect(last(malformed)).toEqual({ kind: 'dead', reason: 'not JSON' });
  expect(last(conflict('call a is of a newer version'))).toEqual({
    kind: 'dead',
    reason: 'call a is of a newer version',
  });
  expect(last(outage)).toEqual({ kind: 'dead', reason: 'failed with ThrottlingException; see the log' });
  expect(last('text')).toEqual({ kind: 'dead', reason: 'failed; see the log' });
});
