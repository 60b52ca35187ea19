import fc from 'fast-check';
import { readWorkMessage } from '../../../lambdas/settle/work-message.ts';
import { events } from '../calls/carriers/connect/samples.ts';

const sentAt = 7;
const read = (message: unknown) => readWorkMessage(JSON.stringify(message), sentAt);

test.each([
  [{ kind: 'carrier', carrier: 'connect', account: '', hook: 'records', settings: {}, receivedAt: 1, raw: 'text' }],
  [
    {
      kind: 'carrier',
      carrier: 'connect',
      account: '',
      hook: 'records',
      settings: {},
      receivedAt: 1,
      stored: 'a.json',
    },
  ],
  [
    {
      kind: 'carrier',
      carrier: 'x',
      account: 'pbx',
      hook: 'calls',
      settings: { country: 'DE' },
      receivedAt: 1,
      raw: '',
    },
  ],
  [{ kind: 'settle', call: 'call-1' }],
  [{ kind: 'settle', call: 'call-1', again: true }],
])('%j', (message) => {
  expect(read(message)).toEqual({ message });
});

const connect = { kind: 'carrier', carrier: 'connect', account: '', settings: {} };

test('so is one that says that a rule of Contact Lens matched', () => {
  const envelope = { 'detail-type': 'Contact Lens Post Call Rules Matched', detail: { ruleName: 'Refund' } };
  expect(read(envelope)).toEqual({
    message: { ...connect, hook: 'rules', receivedAt: sentAt, raw: JSON.stringify(envelope) },
  });
});

test('an envelope of EventBridge is taken as it is, whatever else it holds', () => {
  const envelope = { ...events[0], 'replay-name': 'again' };
  const raw = JSON.stringify(envelope);
  expect(read(envelope)).toEqual({ message: { ...connect, hook: 'events', receivedAt: sentAt, raw } });
});

test.each([
  [
    { kind: 'connect-lookup', receivedAt: 1, payload: { Details: {} } },
    { hook: 'lookup', receivedAt: 1, raw: '{"Details":{}}' },
  ],
  [
    { kind: 'connect-record', receivedAt: 1, raw: 'text' },
    { hook: 'records', receivedAt: 1, raw: 'text' },
  ],
  [
    { kind: 'connect-record', receivedAt: 1, stored: 'a.json' },
    { hook: 'records', receivedAt: 1, stored: 'a.json' },
  ],
])('what an earlier version put on the queue is read: %j', (earlier, now) => {
  expect(read(earlier)).toEqual({ message: { ...connect, ...now } });
});

test.each([
  ['', 'not JSON'],
  ['{"kind":', 'not JSON'],
  ['null', 'no known kind'],
  ['[]', 'no known kind'],
  ['{}', 'no known kind'],
  ['{"kind":"carrier","carrier":"connect","hook":"records","receivedAt":1}', 'no known kind'],
  ['{"kind":"connect-record","receivedAt":1}', 'no known kind'],
  ['{"kind":"connect-record","receivedAt":1e300,"raw":""}', 'no known kind'],
  ['{"kind":"settle","call":""}', 'no known kind'],
  ['{"detail-type":"Scheduled Event"}', 'no known kind'],
])('%s is malformed: %s', (body, reason) => {
  expect(readWorkMessage(body, sentAt)).toEqual({ malformed: expect.stringContaining(reason) });
});

test('any text is read or malformed, and a reason never repeats it', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (body) => {
      const answer = readWorkMessage(body, sentAt);
      expect('message' in answer || ['not JSON', 'the message is of no known kind'].includes(answer.malformed)).toBe(
        true,
      );
    }),
  );
});
