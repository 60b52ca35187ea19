import { readRecipientList } from '../../../lambdas/recipients/recipient-list.ts';

const now = Date.parse('2026-11-30T12:00:00Z');
const until = '2026-12-24T00:00:00+01:00';
const list = (more: object = {}) => ({ campaign: 'spring', until, recipients: [{ id: '4711' }], ...more });
const lines = (...recipients: object[]) => list({ recipients });

function errorsOf(body: unknown): Record<string, string> {
  try {
    readRecipientList(body, now);
  } catch (problem) {
    const { status, errors } = problem as { status: number; errors: { field: string; detail: string }[] };
    if (status !== 400) throw problem;
    return Object.fromEntries(errors.map(({ field, detail }) => [field, detail]));
  }
  throw new Error('it was taken');
}

test('what a line does not say is said by the list', () => {
  const yes = { ads: true, analytics: true };
  const no = { ads: false, analytics: false };
  expect(
    readRecipientList(
      list({
        creative: 'green',
        consent: yes,
        recipients: [
          { id: '1', email: 'Ann@Example.com', params: { a: 'b' } },
          { id: '2', creative: 'red', consent: no },
        ],
      }),
      now,
    ),
  ).toEqual([
    {
      recipient: '1',
      campaign: 'spring',
      creative: 'green',
      email: 'ann@example.com',
      params: { a: 'b' },
      consent: yes,
      until: Date.parse(until),
    },
    {
      recipient: '2',
      campaign: 'spring',
      creative: 'red',
      email: undefined,
      params: undefined,
      consent: no,
      until: Date.parse(until),
    },
  ]);
});

test.each([
  ['nothing', {}, ['campaign', 'until', 'recipients']],
  ['nobody', lines(), ['recipients']],
  ['more than 500', lines(...Array.from({ length: 501 }, (_, id) => ({ id: String(id) }))), ['recipients']],
  ['a time without a zone', list({ until: '2026-12-24T00:00:00' }), ['until']],
  ['a date', list({ until: '2026-12-24' }), ['until']],
  ['a time that is over', list({ until: '2026-11-30T11:59:59Z' }), ['until']],
  ['now', list({ until: '2026-11-30T12:00:00Z' }), ['until']],
  ['over a year', list({ until: '2027-11-30T12:00:01Z' }), ['until']],
  ['no time', list({ until: '2026-02-30T12:00:00Z' }), ['until']],
  ['a blank campaign', list({ campaign: ' ' }), ['campaign']],
  ['a field that is none', list({ segment: 'x' }), ['segment']],
  ['an address that is none', lines({ id: '1' }, { id: '2', email: 'ann.example.com' }), ['recipients[1].email']],
  ['a recipient twice', lines({ id: '1' }, { id: '2' }, { id: '1' }), ['recipients[2].id']],
  ['no id', lines({}, { id: '' }, { id: 5 }), ['recipients[0].id', 'recipients[1].id', 'recipients[2].id']],
  ['a long id', lines({ id: 'x'.repeat(201) }), ['recipients[0].id']],
  [
    'control characters',
    lines({ id: 'a\u0000b' }, { id: 'a\nb' }, { id: 'a\u202eb' }),
    ['recipients[0].id', 'recipients[1].id', 'recipients[2].id'],
  ],
  ['blanks around', lines({ id: ' 1' }, { id: '1 ' }), ['recipients[0].id', 'recipients[1].id']],
  [
    'too many parameters',
    lines({ id: '1', params: Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`p${n}`, 'x'])) }),
    ['recipients[0].params'],
  ],
  ['a long parameter', lines({ id: '1', params: { a: 'x'.repeat(101) } }), ['recipients[0].params.a']],
  ['a parameter of two lines', lines({ id: '1', params: { a: 'x\ny' } }), ['recipients[0].params.a']],
  ['a parameter that is no text', lines({ id: '1', params: { a: 1 } }), ['recipients[0].params.a']],
  ['half a consent', lines({ id: '1', consent: { ads: true } }), ['recipients[0].consent.analytics']],
])('%s is refused by its place', (_, body, fields) => {
  expect(Object.keys(errorsOf(body))).toEqual(fields);
});

test('every line that is wrong is named, also hundreds of them', () => {
  const errors = errorsOf(lines(...Array.from({ length: 400 }, (_, id) => ({ id: String(id), email: 'none' }))));
  expect(Object.keys(errors)).toHaveLength(400);
  expect(errors['recipients[399].email']).toBe('must be an e-mail address');
});

test('what is said of a recipient twice names the first', () => {
  expect(errorsOf(lines({ id: '1' }, { id: '1' }))).toEqual({
    'recipients[1].id': 'is in the list twice: recipients[0] is the same recipient',
  });
});

test('what looks the same is the same, however its letters are put together', () => {
  const [composed, apart] = ['Zoë', 'Zoe\u0308'];
  const body = list({ campaign: apart, creative: apart, recipients: [{ id: apart, params: { [apart]: 'x' } }] });
  expect(readRecipientList(body, now)).toMatchObject([
    { recipient: composed, campaign: composed, creative: composed, params: { [composed]: 'x' } },
  ]);
  for (const email of ['a@shop.example', 'none']) {
    expect(errorsOf(lines({ id: composed, email }, { id: apart }))).toMatchObject({
      'recipients[1].id': 'is in the list twice: recipients[0] is the same recipient',
    });
  }
});

test('all that is wrong is told at once', () => {
  const recipients = [{ id: '1', email: 'none' }, { id: '2' }, { id: '1' }, null, {}, { id: '2', params: 5 }];
  const errors = errorsOf(list({ until: '2026-11-29T12:00:00Z', creative: ' ', recipients }));
  expect(errors).toMatchObject({
    until: 'must be in the future',
    'recipients[0].email': 'must be an e-mail address',
    'recipients[2].id': 'is in the list twice: recipients[0] is the same recipient',
    'recipients[5].id': 'is in the list twice: recipients[1] is the same recipient',
  });
  expect(Object.keys(errors).toSorted()).toEqual([
    'creative',
    'recipients[0].email',
    'recipients[2].id',
    'recipients[3]',
    'recipients[4].id',
    'recipients[5].id',
    'recipients[5].params',
    'until',
  ]);
});

test('what is missing is required, and what is too much is said of what', () => {
  expect(errorsOf({ campaign: 'spring', recipients: [{ id: '1' }] })).toEqual({ until: 'is required' });
  expect(errorsOf(list({ until: 'soon' }))).toEqual({ until: 'must be a time like 2026-01-31T12:00:00Z' });
  expect(errorsOf(list({ until: 5 }))).toEqual({ until: 'must be a time like 2026-01-31T12:00:00Z' });
  const params = Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`p${at}`, 'x']));
  expect(errorsOf(lines({ id: '1', params }))).toEqual({ 'recipients[0].params': 'must have at most 20 parameters' });
});

test('a year is not over a year, and letters of any script are letters', () => {
  expect(readRecipientList(list({ until: '2027-11-30T12:00:00Z' }), now)).toHaveLength(1);
  expect(readRecipientList(lines({ id: 'Jörg Müller/42:x' }, { id: '猫' }), now)).toHaveLength(2);
});
