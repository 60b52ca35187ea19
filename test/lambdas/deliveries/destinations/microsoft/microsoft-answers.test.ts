import { readApplied } from '../../../../../lambdas/deliveries/destinations/microsoft/microsoft-answers.ts';

const read = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  readApplied({ status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) });

/** An answer of which the one conversion has an error. */
const partial = (ErrorCode: string, more: object = {}) => ({
  PartialErrors: [{ Code: 5001, ErrorCode, Index: 0, Message: 'said', Type: 'BatchError', ...more }],
});

test('what is not among the errors was taken', () => {
  expect(read(200, { PartialErrors: [] })).toEqual({ kind: 'delivered' });
  expect(read(200, { PartialErrors: null })).toEqual({ kind: 'delivered' });
  expect(read(200, {})).toEqual({ kind: 'delivered' });
  expect(read(200, '<html>')).toMatchObject({ kind: 'unknown' });
});

test.each([
  ['OfflineConversionGoalTooRecent', { kind: 'too-early', afterSeconds: 7200 }],
  ['FutureConversionTimeCannotBeSet', { kind: 'too-early', afterSeconds: 60 }],
  ['OfflineConversionFutureAdjustmentTimeCannotBeSet', { kind: 'too-early', afterSeconds: 60 }],
  ['DuplicateConversionKey', { kind: 'already-there' }],
  ['ConversionAlreadyRetracted', { kind: 'no-match', detail: 'Microsoft answered ConversionAlreadyRetracted' }],
  ['NoMatchingClickFound', { kind: 'no-match' }],
  ['OfflineConversionMSClickIdInvalid', { kind: 'no-match' }],
  ['ConversionTimeEarlierThanClickTime', { kind: 'no-match' }],
  ['ClickIdDateTimeOutsideGoalConversionWindow', { kind: 'no-match' }],
  ['OutsideGoalLookbackWindow', { kind: 'no-match' }],
  ['OfflineConversionNameInvalid', { kind: 'rejected', field: 'settings.goal' }],
  ['NotEligibleForEnhancedConversions', { kind: 'rejected', field: 'settings.enhanced' }],
  ['OfflineConversionTimeOutOfWindow', { kind: 'rejected' }],
  ['OfflineConversionRestateRetractNotSupported', { kind: 'rejected' }],
])('a 200 with %s is read', (name, outcome) => {
  expect(read(200, partial(name))).toMatchObject(outcome);
});

test.each([
  [0, 'InternalError', 'unknown'],
  [105, 'InvalidCredentials', 'auth'],
  [106, 'UserIsNotAuthorized', 'auth'],
  [109, 'AuthenticationTokenExpired', 'auth'],
  [117, 'CallRateExceeded', 'throttled'],
  [207, 'ConcurrentRequestOverLimit', 'throttled'],
  [100, 'NullRequest', 'rejected'],
])('error %i (%s) of the whole request means %s', (Code, ErrorCode, kind) => {
  const detail = `Microsoft answered ${ErrorCode}`;
  const error = { Code, ErrorCode, Message: '' };
  expect(read(400, { TrackingId: 't', Errors: [error] })).toMatchObject({ kind, detail });
  expect(read(400, { TrackingId: 't', OperationErrors: [error], BatchErrors: [] })).toMatchObject({ kind, detail });
  expect(read(400, { Errors: [{ Code }] })).toMatchObject({ kind, detail: `Microsoft answered error ${Code}` });
});

test('what went wrong as a whole is told again, whatever it says', () => {
  expect(read(503, { Errors: [{ Code: 4, ErrorCode: 'Odd' }] })).toMatchObject({ kind: 'transient' });
  expect(read(500, '')).toMatchObject({ kind: 'unknown' });
  expect(read(429, '', { 'retry-after': '30' })).toMatchObject({ kind: 'throttled', afterSeconds: 30 });
  expect(read(401, '')).toMatchObject({ kind: 'auth' });
  expect(read(302, '')).toMatchObject({ kind: 'transient' });
  expect(read(400, '')).toEqual({ kind: 'rejected', detail: 'Microsoft answered 400' });
});

test('what Microsoft says is told without what names anybody', () => {
  const Message = 'The value f894f652ea334e739002f7167ab8f8e3 of jane@example.com is odd';
  expect(read(200, partial('Odd', { Message }))).toEqual({
    kind: 'rejected',
    detail: 'Microsoft answered Odd: The value … of … is odd',
  });
});
