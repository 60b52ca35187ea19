import fc from 'fast-check';

/** Whatever a receiver may answer. */
export const someResponse = fc.record({
  status: fc.integer({ min: 100, max: 599 }),
  headers: fc.oneof(
    fc.dictionary(fc.string(), fc.string()),
    fc.record({
      'retry-after': fc.oneof(fc.string(), fc.constantFrom('5', '-1', '1e400', 'Wed, 21 Oct 2026 07:28:00 GMT')),
    }),
  ),
  body: fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc.constantFrom('', '<html>', '{"error":null}', '{"error":{"details":[{}]}}', '{"requestId":""}', '[]', 'null'),
    // Longer than anybody reads, where destinations say what is wrong.
    fc.string({ minLength: 5000, maxLength: 6000 }).chain((long) =>
      fc.constantFrom(
        JSON.stringify({ error: long }),
        JSON.stringify({ error: { status: long, message: long, details: [{ reason: long }] } }),
        JSON.stringify({
          requestStatusPerDestination: [{ requestStatus: 'FAILED', errorInfo: { errorCounts: [{ reason: long }] } }],
        }),
      ),
    ),
  ),
});
