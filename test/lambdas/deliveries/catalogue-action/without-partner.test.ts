import {
  headersWithoutPartner,
  textsIn,
  textWithoutPartner,
  withoutPartner,
} from '../../../../lambdas/deliveries/catalogue-action/without-partner.ts';

const nothing: ReadonlySet<string> = new Set();

test('values and names of the platform go, wherever they stand', () => {
  const body = {
    partner: 'SEGMENT',
    partner_name: 'ss-segment',
    list: ['segment', 'a'],
    inner: { integration: 'segment', name: 'x', segment_source_name: 'x' },
    number: 1,
    none: null,
  };
  expect(withoutPartner(body, nothing)).toEqual({ list: ['a'], inner: { name: 'x' }, number: 1, none: null });
});

test('what the user said stays, even where it is the same word', () => {
  const told = new Set(textsIn({ fields: { campaign: 'Segment', more: ['segment'] }, segment_id: 'x' }));
  expect(withoutPartner({ campaign: 'Segment', library: 'segment', segment_id: 'y', by: 'SEGMENT' }, told)).toEqual({
    campaign: 'Segment',
    library: 'segment',
    segment_id: 'y',
  });
});

test('words that only contain it stay in bodies, and go from headers', () => {
  expect(withoutPartner({ kind: 'segmentation', text: 'a segment of it' }, nothing)).toEqual({
    kind: 'segmentation',
    text: 'a segment of it',
  });
  const headers = {
    authorization: 'Bearer segment',
    'x-agent': 'algolia-segment: 0.1',
    'x-segment-a': '1',
    accept: '*',
  };
  expect(headersWithoutPartner(headers, nothing)).toEqual({ authorization: 'Bearer segment', accept: '*' });
});

test.each([
  ['{"library":"segment","a":1}', '{"a":1}'],
  ['[{"library":"segment"}]', '[{}]'],
  ['{"a": 1, no json}', '{"a": 1, no json}'],
  ['segment of a text', 'segment of a text'],
])('%s becomes %s', (text, expected) => {
  expect(textWithoutPartner(text, nothing)).toBe(expected);
});
