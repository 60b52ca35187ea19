import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { parseConnectLookup } from '../../../../../lambdas/calls/carriers/connect/lookup-event.ts';
import { observation } from '../../../../../lambdas/calls/observation.ts';
import { mutations } from './mutations.ts';
import { caller, contact, lookup, number, secondContact } from './samples.ts';

const receivedAt = Date.parse('2026-11-20T14:00:00.250Z');
const fixtures = path.join(__dirname, '../../../../fixtures/connect-lookup');

function told(payload: unknown) {
  const parsed = parseConnectLookup(payload, receivedAt);
  if (!('observations' in parsed)) throw new Error(JSON.stringify(parsed));
  return parsed.observations[0]!;
}

function withContact(changes: object) {
  return { ...lookup, Details: { ...lookup.Details, ContactData: { ...lookup.Details.ContactData, ...changes } } };
}

test('an ordinary lookup tells caller, number and kind, and no time of its own', () => {
  expect(told(lookup)).toEqual({
    call: contact,
    leg: contact,
    carrier: 'connect',
    source: 'lookup',
    version: '2026-11-20T14:00:00.250Z',
    fields: {
      caller: { kind: 'number', number: caller },
      trackedNumber: number,
      direction: 'inbound',
      initiation: 'INBOUND',
    },
  });
});

describe('samples of others', () => {
  const read = (name: string): unknown => JSON.parse(readFileSync(path.join(fixtures, name), 'utf8'));

  test.each(globSync('*.json', { cwd: fixtures }))('%s is a call', (name) => {
    expect(observation.parse(told(read(name)))).toMatchObject({ source: 'lookup', carrier: 'connect' });
  });

  test('null endpoints and queue: a withheld caller on an unknown number', () => {
    const { fields } = told(read('powertools-python-min.json'));
    expect(fields).toEqual({ callerAbsent: true, initiation: 'API' });
  });

  test('an old one: "Voice", no queue, a number in no international form, a later leg', () => {
    expect(told(read('aws-lambda-rust-without-queue.json'))).toMatchObject({
      call: 'Acxsada-asdasdaxA',
      leg: 'ASDAcxcasDFSSDFs',
      fields: { trackedNumber: '01234567', caller: { kind: 'number', number: '+14802021091' } },
    });
  });
});

describe('odd but good lookups', () => {
  test.each([
    ['without endpoints', { CustomerEndpoint: undefined, SystemEndpoint: undefined }],
    ['with empty endpoints', { CustomerEndpoint: { Address: '', Type: '' }, SystemEndpoint: { Address: null } }],
    ['with null fields', { Attributes: null, MediaStreams: null, Queue: null, Description: null, References: null }],
    [
      'with fields that nobody knows',
      { CustomerId: 'c', LanguageCode: 'en-US', References: { a: { Type: 'url', Value: 'x' } } },
    ],
    ['with an empty initial contact', { InitialContactId: '' }],
    [
      'with a fraction of audio',
      { MediaStreams: { Customer: { Audio: { StartTimestamp: '1571360125131', StreamARN: '' } } } },
    ],
  ])('%s', (_name, changes) => {
    expect(told(withContact(changes))).toMatchObject({ call: contact, leg: contact });
  });

  test('without parameters, name and casing', () => {
    expect(told({ details: { contactData: { contactId: contact, channel: 'Voice' } } })).toMatchObject({
      call: contact,
      fields: { callerAbsent: true },
    });
  });

  test('a later leg belongs to the call of the first contact', () => {
    expect(told(withContact({ ContactId: secondContact, InitiationMethod: 'TRANSFER' }))).toMatchObject({
      call: contact,
      leg: secondContact,
      fields: { initiation: 'TRANSFER' },
    });
  });

  test('what does not fit is noted and leaves the rest alone', () => {
    const { fields, ignored } = told(
      withContact({ CustomerEndpoint: 'nobody', Queue: { Name: 7 }, InitialContactId: '#' }),
    );
    expect(fields).toMatchObject({ callerAbsent: true, trackedNumber: number });
    expect(ignored).toEqual(
      expect.arrayContaining([
        { what: 'Details.ContactData.CustomerEndpoint', reason: 'not an object' },
        { what: 'InitialContactId', reason: 'not a contact id' },
      ]),
    );
  });
});

test.each(['CHAT', 'TASK', 'Chat', 'EMAIL'])('%s is not a phone call', (Channel) => {
  expect(parseConnectLookup(withContact({ Channel }), receivedAt)).toEqual({ ignored: 'not a voice contact' });
});

test.each([
  ['nothing', undefined],
  ['an empty object', {}],
  ['a list', [lookup]],
  ['a contact without id', withContact({ ContactId: null })],
  ['a contact with an id that is none', withContact({ ContactId: 'a#b' })],
])('%s is malformed', (_name, payload) => {
  expect(parseConnectLookup(payload, receivedAt)).toEqual({ malformed: expect.any(String) });
});

test('no JSON value makes it throw, and what it says is an observation', () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), mutations(lookup)), (payload) => {
      const parsed = parseConnectLookup(payload, receivedAt);
      if ('observations' in parsed) for (const one of parsed.observations) observation.parse(one);
    }),
    { numRuns: 1000 },
  );
});
