import fc from 'fast-check';
import { readWorkMessage } from '../../../lambdas/settle/work-message.ts';
import { events } from '../calls/carriers/connect/samples.ts';

const read = (message: unknown) => readWorkMessage(JSON.stringify(message));

test.each([
  [{ kind: 'connect-lookup', receivedAt: 1, payload: { Details: {} } }],
  [{ kind: 'connect-record', receivedAt: 1, raw: 'text' }],
  [{ kind: 'connect-record', receivedAt: 1, stored: 'contact-records/a.json' }],
  [{ kind: 'settle', call: 'call-1' }],
])('%j', (message) => {
  expect(read(message)).toEqual({ message });
});

test('an envelope of EventBridge is taken as it is, whatever else it holds', () => {
  const envelope = { ...events[0], 'replay-name': 'again' };
  expect(read(envelope)).toEqual({ message: { kind: 'connect-event', envelope } });
});

test.each([
  ['', 'not JSON'],
  ['{"kind":', 'not JSON'],
  ['null', 'no known kind'],
  ['[]', 'no known kind'],
  ['{}', 'no known kind'],
  ['{"kind":"connect-record","receivedAt":1}', 'no known kind'],
  ['{"kind":"connect-record","receivedAt":1e300,"raw":""}', 'no known kind'],
  ['{"kind":"settle","call":""}', 'no known kind'],
  ['{"detail-type":"Scheduled Event"}', 'no known kind'],
])('%s is malformed: %s', (body, reason) => {
  expect(readWorkMessage(body)).toEqual({ malformed: expect.stringContaining(reason) });
});

test('any text is read or malformed, and a reason never repeats it', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (body) => {
      const answer = readWorkMessage(body);
      expect('message' in answer || ['not JSON', 'the message is of no known kind'].includes(answer.malformed)).toBe(
        true,
      );
    }),
  );
});
