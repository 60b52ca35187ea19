import {
  readIngested,
  readRequestStatus,
} from '../../../../../lambdas/deliveries/destinations/google/google-answers.ts';

const ingested = (status: number, body: unknown = {}, headers: Record<string, string> = {}) =>
  readIngested({ status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) });

const asked = (status: number, perDestination: unknown) =>
  readRequestStatus(
    { status, headers: {}, body: JSON.stringify({ requestStatusPerDestination: [perDestination] }) },
    'r1',
  );

test('a 200 means accepted, to be asked about after half an hour', () => {
  expect(ingested(200, { requestId: 'r1' })).toEqual({ kind: 'accepted', receipt: 'r1', afterSeconds: 1800 });
  expect(ingested(200, 'ok')).toEqual({ kind: 'delivered' });
});

test('a bad request names the field', () => {
  const error = {
    code: 400,
    status: 'INVALID_ARGUMENT',
    message: 'There was a problem with the request.',
    details: [
      { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'INVALID_ARGUMENT' },
      {
        '@type': 'type.googleapis.com/google.rpc.BadRequest',
        fieldViolations: [
          { field: 'events.events[0].event_source', description: 'is required', reason: 'REQUIRED_FIELD_MISSING' },
        ],
      },
    ],
  };
  expect(ingested(400, { error })).toEqual({
    kind: 'rejected',
    field: 'events.events[0].event_source',
    detail: 'Google answered INVALID_ARGUMENT: REQUIRED_FIELD_MISSING',
  });
  expect(ingested(400, 'not JSON')).toEqual({ kind: 'rejected', detail: 'Google answered 400' });
});

test.each([
  [401, 'auth'],
  [403, 'rejected'],
  [404, 'rejected'],
  [429, 'throttled'],
  [408, 'transient'],
  [302, 'transient'],
  [500, 'unknown'],
  [503, 'transient'],
  [504, 'unknown'],
])('%i means %s', (status, kind) => {
  expect(ingested(status, { error: { status: 'SOME' } })).toMatchObject({ kind });
});

test('a pause that Google asks for is kept', () => {
  expect(ingested(429, {}, { 'retry-after': '30' })).toMatchObject({ afterSeconds: 30 });
});

test('what came of it later', () => {
  const failed = (reason: string) =>
    asked(200, {
      requestStatus: 'FAILED',
      errorInfo: { errorCounts: [{ recordCount: '1', reason: `PROCESSING_ERROR_REASON_${reason}` }] },
    });
  expect(asked(200, { requestStatus: 'SUCCESS' })).toEqual({ kind: 'delivered' });
  expect(asked(200, { requestStatus: 'PROCESSING' })).toMatchObject({ kind: 'accepted', receipt: 'r1' });
  expect(failed('INVALID_GCLID')).toEqual({ kind: 'no-match', detail: 'Google: INVALID_GCLID' });
  expect(failed('DUPLICATE_TRANSACTION_ID')).toEqual({ kind: 'already-there' });
  expect(failed('DENIED_CONSENT')).toEqual({ kind: 'rejected', detail: 'Google: DENIED_CONSENT' });
  expect(asked(503, {})).toMatchObject({ kind: 'transient' });
  expect(asked(200, {})).toMatchObject({ kind: 'transient' });
});
