import { ingestMessage, MalformedMessage } from '../../../lambdas/settle/ingest-message.ts';
import { contactEvent, lookup, record } from '../calls/carriers/connect/samples.ts';
import { readPayloads } from '../calls/read-payloads.ts';
import { emptyTables } from '../calls/stores.ts';
import { everything } from './call-house.ts';

const sentAt = Date.parse('2026-11-20T14:00:01Z');
const archived = new Map<string, string>();
let tables: Awaited<ReturnType<typeof emptyTables>>;

beforeEach(async () => {
  tables = await emptyTables();
  archived.clear();
});

function keep(message: unknown) {
  return ingestMessage(typeof message === 'string' ? message : JSON.stringify(message), sentAt, {
    calls: tables.calls,
    load: async (key) => archived.get(key) ?? Promise.reject(new Error('there is no such payload')),
    archive: async (key, body) => void archived.set(key, Buffer.from(body).toString()),
  });
}

const recorded = (text: string) => ({ kind: 'carrier', carrier: 'connect', hook: 'records', receivedAt: 5, raw: text });
const call = record.ContactId;

test('a record is kept once, with its text, however often it comes', async () => {
  const message = recorded(JSON.stringify(record));
  for (let time = 0; time < 5; time++) expect(await keep(message)).toEqual({ calls: [call] });
  expect(await everything(tables)).toMatchObject([
    { pk: `CALL#${call}`, sk: expect.stringMatching(/^OBSERVATION#[0-9a-f]{32}$/), receivedAt: 5 },
    { pk: `PAYLOADS#${call}`, receivedAt: 5 },
  ]);
  expect(await readPayloads(tables.calls, call)).toEqual([{ raw: message.raw, receivedAt: 5 }]);
});

test('lookups and events are kept beside what was sent; an event was received when it was queued', async () => {
  await keep({ kind: 'carrier', carrier: 'connect', hook: 'lookup', receivedAt: 7, raw: JSON.stringify(lookup) });
  const event = contactEvent('INITIATED', '2026-11-20T14:00:00Z');
  await keep(event);
  expect(await readPayloads(tables.calls, call)).toEqual([
    { raw: JSON.stringify(lookup), receivedAt: 7 },
    { raw: JSON.stringify(event), receivedAt: sentAt },
  ]);
});

test('a message that only names a call keeps nothing', async () => {
  expect(await keep({ kind: 'settle', call: 'x' })).toEqual({ calls: ['x'] });
  expect(await everything(tables)).toEqual([]);
});

test('a record of 300 KB lies in the archive, and its observation names it', async () => {
  const long = JSON.stringify({ ...record, Attributes: { essay: 'x'.repeat(300_000) } });
  archived.set('contact-records/long.json', long);
  await keep({
    kind: 'carrier',
    carrier: 'connect',
    hook: 'records',
    receivedAt: 5,
    stored: 'contact-records/long.json',
  });
  expect(await readPayloads(tables.calls, call)).toEqual([{ stored: 'contact-records/long.json', receivedAt: 5 }]);
});

test('a long payload that was not archived yet is', async () => {
  const long = JSON.stringify({ ...record, Attributes: { essay: 'x'.repeat(150_000) } });
  await keep(recorded(long));
  const stored = expect.stringMatching(/^payloads\/1970-01-01\/[0-9a-f]{64}\.json$/);
  expect(await readPayloads(tables.calls, call)).toEqual([{ stored, receivedAt: 5 }]);
  expect([...archived.values()]).toEqual([long]);
});

test('what is no call is of no concern, and says why', async () => {
  expect(await keep(recorded(JSON.stringify({ ...record, Channel: 'CHAT' })))).toEqual({
    calls: [],
    ignored: 'not a voice contact',
  });
  expect(await everything(tables)).toEqual([]);
});

test.each([
  ['{', 'not JSON'],
  [recorded('{"ContactId":'), 'the record is not JSON'],
  [recorded('[]'), 'the record is not a JSON object'],
  [recorded('{}'), 'the record has no ContactId'],
  [
    { kind: 'carrier', carrier: 'connect', hook: 'lookup', receivedAt: 5, raw: JSON.stringify(null) },
    'no Details.ContactData',
  ],
  [{ 'detail-type': 'Amazon Connect Contact Event' }, 'the event has no detail'],
])('%j is malformed: %s', async (message, reason) => {
  const kept = keep(message);
  await expect(kept).rejects.toThrow(MalformedMessage);
  await expect(kept).rejects.toThrow(reason);
  expect(await everything(tables)).toEqual([]);
});

test('an archive that does not answer is not the fault of the message', async () => {
  const kept = keep({ kind: 'carrier', carrier: 'connect', hook: 'records', receivedAt: 5, stored: 'gone.json' });
  await expect(kept).rejects.toThrow('there is no such payload');
  await expect(kept).rejects.not.toThrow(MalformedMessage);
});
