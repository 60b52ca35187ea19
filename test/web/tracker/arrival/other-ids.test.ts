import { noteOf, readOtherIds } from '../../../../web/tracker/arrival/other-ids.ts';

const all = { ads: true, analytics: true };

test.each([
  ['the client of Google Analytics', '_ga=GA1.1.1234567890.1795000000', { ga: '1234567890.1795000000' }],
  ['of a subdomain', '_ga=GA1.2-2.1234567890.1795000000', { ga: '1234567890.1795000000' }],
  [
    'its session, as it was written until 2025',
    '_ga_ABC=GS1.1.1795170000.1.0.1795170000.0.0.0',
    { gaSession: '1795170000' },
  ],
  [
    'its session, as it is written since',
    '_ga_ABC=GS2.1.s1795180000$o2$g1$t1795180300$j60$l0$h0',
    { gaSession: '1795180000' },
  ],
  [
    'with several properties, the session that began last',
    '_ga_A=GS1.1.1795170000.1.0.1.0; _ga_B=GS2.1.s1795180000$o2; _ga_C=GS1.1.1795160000.1.0.1.0',
    { gaSession: '1795180000' },
  ],
  ['Yandex Metrica', '_ym_uid=1795000000123456789; _ym_d=1795', { ymUid: '1795000000123456789' }],
  ['Meta', 'a=1; _fbp=fb.1.17950.98; _fbc=fb.2.17950.IwAR2_x-Y', { fbp: 'fb.1.17950.98', fbc: 'fb.2.17950.IwAR2_x-Y' }],
  ['TikTok', '_ttp=01K9-ttp_value.tt.1', { ttp: '01K9-ttp_value.tt.1' }],
  ['nobody: names that only look alike', 'my_ga=GA1.1.1.2; x_fbp=fb.1.2.3; _gat=1; _ga=none; _ga_A=', {}],
  ['nobody', '', {}],
])('%s', (_, cookies, expected) => {
  expect(JSON.parse(JSON.stringify(readOtherIds(cookies, all)))).toEqual(expected);
});

test('without consent none is read, without consent to ads none of an ad platform', () => {
  const cookies = '_ga=GA1.1.1.2; _fbp=fb.1.2.3; _fbc=fb.1.2.x; _ttp=t';
  expect(readOtherIds(cookies, { ads: false, analytics: false })).toEqual({});
  expect(readOtherIds(cookies, { ads: true, analytics: false })).toEqual({});
  expect(noteOf(readOtherIds(cookies, { ads: false, analytics: true }))).toBe('{"ga":"1.2"}');
  expect(noteOf(readOtherIds('', all))).toBe('');
});
