import * as fc from 'fast-check';
import type { StoredCall } from '../../../lambdas/calls/call-item.ts';
import { logKeyOf } from '../../../lambdas/calls/log-key.ts';
import type { LogEntry } from '../../../lambdas/journal/log-entry.ts';

export const noon = Date.parse('2026-05-03T12:00:00Z');

/** A call as it is kept. */
export const storedCall = (some: Partial<StoredCall> = {}): StoredCall => ({
  id: 'call-1',
  carrier: 'connect',
  status: 'completed',
  final: true,
  direction: 'inbound',
  trackedNumber: '+12025550100',
  caller: { kind: 'number', number: '+12025550123' },
  startedAt: noon,
  legs: 1,
  ignored: [],
  site: 'shop',
  rev: 1,
  match: {
    method: 'source',
    confidence: 1,
    reason: 'The number stands for print.',
    site: 'shop',
    source: 'print',
    medium: 'flyer',
    candidates: [],
    linkedVisits: [],
    visit: null,
  },
  ...some,
});

const seconds = fc.option(fc.nat(5000), { nil: undefined });
const minor = fc.integer({ min: 0, max: 10_000_000 });
const currency = fc.constantFrom('EUR', 'JPY');

const sums = fc.record(
  {
    conversions: fc.nat(3),
    values: fc.constant([]),
    revenue: fc.option(fc.record({ minor, currency }), { nil: undefined }),
    tags: fc.constant([]),
  },
  { requiredKeys: ['conversions', 'values', 'tags'] },
);

/** Where calls stand in a log that is walked. */
export async function* walkOf(calls: readonly StoredCall[]): AsyncGenerator<LogEntry, undefined> {
  yield* calls.map((call) => ({ key: logKeyOf(call), call }));
  return undefined;
}

/** A place in the log of a call that only a newer version can read. */
export const unreadable = (startedAt = noon): LogEntry => ({
  key: logKeyOf({ startedAt, id: 'newer' }),
  call: undefined,
});

/** Calls of three sites within three days, at whole and broken seconds. */
export const someCalls: fc.Arbitrary<StoredCall[]> = fc.uniqueArray(
  fc
    .record({
      id: fc.integer({ min: 0, max: 99 }).map((id) => `call-${id}`),
      site: fc.constantFrom('shop', 'other', 'unknown'),
      startedAt: fc.oneof(
        fc.nat(3 * 86_400).map((at) => noon + at * 1000),
        fc.nat(3 * 86_400_000).map((at) => noon + at),
      ),
      status: fc.constantFrom('ringing', 'answered', 'completed', 'missed', 'busy', 'failed'),
      source: fc.constantFrom('google', 'print'),
      medium: fc.constantFrom('cpc', 'flyer'),
      firstTimeCaller: fc.constantFrom(true, false, undefined),
      waitSeconds: seconds,
      talkSeconds: seconds,
      sums: fc.option(sums, { nil: undefined }),
      qualified: fc.option(
        fc.record({ verdict: fc.constantFrom('qualified', 'unqualified', 'unknown'), reason: fc.constant('so') }),
        { nil: undefined },
      ),
    })
    .map(({ source, medium, firstTimeCaller, sums, ...some }) => {
      const { match, ...call } = storedCall(some as Partial<StoredCall>);
      const revenue = call.site === 'unknown' ? undefined : sums?.revenue;
      const ofSite = sums && { ...sums, revenue };
      return { ...call, sums: ofSite, match: { ...match, source, medium, firstTimeCaller } } as StoredCall;
    }),
  { selector: ({ id }) => id, maxLength: 40 },
);
