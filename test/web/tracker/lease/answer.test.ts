import * as fc from 'fast-check';
import { lost, readHeartbeatAnswer, readNumberAnswer } from '../../../../web/tracker/lease/answer.ts';
import { parseRemembered } from '../../../../web/tracker/lease/remembered.ts';

const now = Date.parse('2025-06-01T12:00:00Z');
const reply = (body: unknown, clockAhead = 0) => ({ status: 200, body, clockAhead, retryAfter: null });
const number = { e164: '+12025550101', display: '(202) 555-0101', href: 'tel:+12025550101' };
const byDefault = { e164: '+12025550190', display: '(202) 555-0190', href: 'tel:+12025550190' };

const leased = {
  visitor: 'v1.visitor',
  number,
  default: byDefault,
  lease: { state: 'leased', token: 'v1.lease', expiresAt: '2025-06-01T12:01:00Z', renewAfterSeconds: 0 },
  source: { source: 'google', medium: 'cpc' },
  swap: { numbers: ['+12025550199'] },
};
const answered = {
  state: 'leased' as const,
  askedAt: now,
  visitor: 'v1.visitor',
  lease: 'v1.lease',
  number,
  leasedUntil: now + 60_000,
  renewAt: now,
  swapNumbers: ['+12025550199'],
  swapSelectors: [],
  domains: [],
};
const remembered = { ...answered, landing: 'gclid=abc', allowed: { ads: true, analytics: true }, ids: '{"ga":"1.2"}' };

test('a lease is remembered, and read again as it was written', () => {
  expect(readNumberAnswer(reply(leased), now)).toEqual(answered);
  expect(parseRemembered(JSON.stringify(remembered))).toEqual(remembered);
});

test('times are those of the browser’s clock, wherever that stands', () => {
  const ahead = readNumberAnswer(reply(leased, 3_600_000), now + 3_600_000);
  expect(ahead).toMatchObject({ leasedUntil: now + 3_660_000, renewAt: now + 3_600_000 });
});

test('a page without a pool keeps its own number', () => {
  const read = readNumberAnswer(reply({ lease: { state: 'none' }, swap: { numbers: ['+12025550199'] } }), now);
  expect(read).toMatchObject({ state: 'none', number: undefined, lease: undefined });
});

test('a heartbeat renews the lease, under its new token', () => {
  const body = { held: true, expiresAt: '2025-06-01T12:20:00Z', renewAfterSeconds: 1110, lease: 'v1.renewed' };
  const renewed = { lease: 'v1.renewed', leasedUntil: now + 1_200_000, renewAt: now + 1_110_000 };
  expect(readHeartbeatAnswer(reply(body), remembered, now)).toEqual({ ...remembered, ...renewed });
});

test('a heartbeat that leaves out what did not change leaves it as it was', () => {
  expect(readHeartbeatAnswer(reply({ held: true }), remembered, now)).toEqual(remembered);
});

test('a lost lease shows the default number, or the page’s own if there is none', () => {
  const withDefault = readHeartbeatAnswer(reply({ held: false, default: byDefault }), remembered, now);
  expect(withDefault).toEqual({ ...lost(remembered), number: byDefault });
  expect(readHeartbeatAnswer(reply({ held: false, default: null }), remembered, now)).toEqual(lost(remembered));
  expect(lost(remembered)).toMatchObject({ state: 'lost', number: undefined, lease: undefined, visitor: 'v1.visitor' });
});

test('whatever comes in, nothing is thrown', () => {
  const fields = fc.dictionary(
    fc.constantFrom('lease', 'state', 'number', 'e164', 'swap', 'numbers', 'held', 'default', 'askedAt', 'expiresAt'),
    fc.anything(),
  );
  const anything = fc.oneof(
    fc.anything(),
    fields,
    fields.map((inner) => ({ lease: inner, number: inner, swap: inner })),
  );
  fc.assert(
    fc.property(anything, (body) => {
      const read = readNumberAnswer(reply(body), now);
      expect([undefined, 'leased', 'default', 'static', 'none', 'lost']).toContain(read?.state);
      readHeartbeatAnswer(reply(body), remembered, now);
      parseRemembered(fc.stringify(body));
    }),
  );
});

test.each([null, '', '{', '[]', '1', '{"state":"leased"}', '{"state":"other","askedAt":1}'])(
  'storage that holds %j holds nothing',
  (text) => {
    expect(parseRemembered(text)).toBeUndefined();
  },
);
