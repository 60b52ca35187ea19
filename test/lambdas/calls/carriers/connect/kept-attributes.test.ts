import { parseContactRecord } from '../../../../../lambdas/calls/carriers/connect/contact-record.ts';
import { parseConnectLookup } from '../../../../../lambdas/calls/carriers/connect/lookup-event.ts';
import { lookup, record } from './samples.ts';

function told(parsed: ReturnType<typeof parseContactRecord>) {
  if (!('observations' in parsed)) throw new Error('nothing is told');
  const [{ fields, ignored } = { fields: {}, ignored: undefined }] = parsed.observations;
  const { mark, recordingConsent, keys, keyedCode } = fields;
  return { mark, recordingConsent, keys, keyedCode, ignored };
}
const ofRecord = (Attributes: object | null) => told(parseContactRecord({ ...record, Attributes }, 1));
const ofLookup = (Attributes: object | null, Parameters: object | null = {}) =>
  told(
    parseConnectLookup(
      { ...lookup, Details: { ContactData: { ...lookup.Details.ContactData, Attributes }, Parameters } },
      1,
    ),
  );

test.each([
  ['nothing', {}, {}],
  ['others’ attributes', { greetingPlayed: 'true', mark: 'test' }, {}],
  ['a mark', { leaseline_mark: 'canary' }, { mark: 'canary' }],
  ['a mark in capitals', { Leaseline_Mark: ' STAFF ' }, { mark: 'staff' }],
  ['a consent', { leaseline_recording: 'given' }, { recordingConsent: 'given' }],
  ['a refusal', { leaseline_recording: 'refused' }, { recordingConsent: 'refused' }],
  ['keys of two menus', { leaseline_keys: '1 42#' }, { keys: ['1', '42#'] }],
  ['a code that was keyed in', { leaseline_phone_code: '4810395' }, { keyedCode: '4810395' }],
  ['empty texts', { leaseline_keys: '', leaseline_mark: ' ' }, {}],
])('%s: the same in a record and in a lookup', (_, attributes, expected) => {
  const nothing = {
    mark: undefined,
    recordingConsent: undefined,
    keys: undefined,
    keyedCode: undefined,
    ignored: undefined,
  };
  expect(ofRecord(attributes)).toEqual({ ...nothing, ...expected });
  expect(ofLookup(attributes)).toEqual({ ...nothing, ...expected });
});

test('no attributes at all', () => {
  expect(ofRecord(null)).toMatchObject({ ignored: undefined });
  expect(ofLookup(null, null)).toMatchObject({ ignored: undefined });
});

test('what a flow hands over goes before what it kept', () => {
  expect(ofLookup({ leaseline_keys: '1' }, { leaseline_keys: '1 2' }).keys).toEqual(['1', '2']);
});

test.each([
  [{ leaseline_mark: 'vip' }, 'Attributes.leaseline_mark', 'is none of test, canary, staff'],
  [{ leaseline_recording: 'maybe' }, 'Attributes.leaseline_recording', 'is neither given nor refused'],
  [{ leaseline_keys: 'Timeout' }, 'Attributes.leaseline_keys', 'are no keys of a phone'],
  [{ leaseline_phone_code: '48x' }, 'Attributes.leaseline_phone_code', 'are no digits'],
  [{ leaseline_keys: '1 '.repeat(60) }, 'Attributes.leaseline_keys', 'are no keys of a phone'],
])('%j is noted, and tells nothing', (attributes, what, reason) => {
  expect(ofRecord(attributes)).toEqual({
    mark: undefined,
    recordingConsent: undefined,
    keys: undefined,
    ignored: [{ what, reason }],
  });
});
