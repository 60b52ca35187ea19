import { readUploaded, readUploading } from '../../../../../lambdas/deliveries/destinations/yandex/metrica-answers.ts';

const answer = (status: number, body: unknown = {}, headers = {}) => ({
  status,
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

/** As https://yandex.com/dev/metrika/en/management/openapi/call/uploadCalls has it. */
const uploading = {
  id: 12,
  create_time: '2025-01-01T00:00:00Z',
  source_quantity: 1,
  line_quantity: 1,
  comment: 'example',
  type: 'CALLS',
  client_id_type: 'CLIENT_ID',
  status: 'UPLOADED',
  linked_quantity: 0,
};

describe('an upload', () => {
  test('of calls is asked about two hours later', () => {
    expect(readUploaded(answer(200, { uploading }))).toEqual({ kind: 'accepted', receipt: '12', afterSeconds: 7200 });
  });

  test('of a row that is not valid is answered by success', () => {
    expect(readUploaded(answer(200, { uploading: { ...uploading, line_quantity: 0 } }))).toMatchObject({
      kind: 'rejected',
    });
  });

  test('of orders is valid or not, and both are answered by success', () => {
    const of = (status: string) => answer(200, { uploading: { uploading_id: 'u-1', api_validation_status: status } });
    expect(readUploaded(of('PASSED'))).toEqual({ kind: 'delivered' });
    expect(readUploaded(of('FAILED'))).toMatchObject({ kind: 'rejected' });
  });

  test.each(['', '<html>', '{}', '{"uploading":{}}'])('answered by success and %j may or may not count', (body) => {
    expect(readUploaded(answer(200, body))).toMatchObject({ kind: 'unknown' });
  });

  test('that is refused tells why, and not what was sent', () => {
    const errors = [{ error_type: 'invalid_parameter', message: 'bad row: +12025550123' }];
    expect(readUploaded(answer(400, { errors, code: 400 }))).toEqual({
      kind: 'rejected',
      detail: 'Metrica answered 400: invalid_parameter',
    });
    expect(readUploaded(answer(400, '<html>'))).toEqual({ kind: 'rejected', detail: 'Metrica answered 400' });
  });
});

test.each([
  ['PROCESSED', 1, 'delivered'],
  ['PROCESSED', undefined, 'delivered'],
  ['PROCESSED', 0, 'no-match'],
  ['LINKAGE_FAILURE', 0, 'no-match'],
  ['UPLOADED', 0, 'too-early'],
  ['MATCHED', 1, 'too-early'],
  ['SOMETHING_NEW', 1, 'too-early'],
  [undefined, 1, 'too-early'],
])('an upload that is %j with %j linked is %s', (status, linked_quantity, kind) => {
  expect(readUploading(answer(200, { uploading: { ...uploading, status, linked_quantity } }))).toMatchObject({ kind });
});

test.each([
  [401, 'auth', 'auth'],
  [403, 'auth', 'auth'],
  [404, 'rejected', 'unknown'],
  [429, 'throttled', 'throttled'],
  [500, 'unknown', 'unknown'],
  [503, 'transient', 'transient'],
])('%i is understood of an upload, and when asked later', (status, uploaded, asked) => {
  expect(readUploaded(answer(status))).toMatchObject({ kind: uploaded });
  expect(readUploading(answer(status))).toMatchObject({ kind: asked });
});
