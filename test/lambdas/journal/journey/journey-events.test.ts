import { type JourneyVisit, journeyEvents } from '../../../../lambdas/journal/journey/journey-events.ts';
import { storedCall } from '../calls.ts';

const second = Date.parse('2026-11-20T14:00:00Z');
const visitOf = (visitor: string, shownAt: number): JourneyVisit => ({
  visit: `visit-of-${visitor}`,
  visitor,
  shownAt,
  source: 'google',
  medium: 'cpc',
});

/** A call after Anna's visit, as carriers tell it: its start is cut to the second. */
function callAfter(shownAt: number) {
  const { match, ...call } = storedCall({ startedAt: second });
  const { visit: id, ...visit } = visitOf('anna', shownAt);
  const consent = { ads: true, analytics: true };
  const matched = { ...visit, id, touchAt: shownAt, consent };
  return { stored: { ...call, match: { ...match, method: 'lease' as const, visit: matched } }, lines: [] };
}

test.each([
  ['before the call', -60_000],
  ['in its very second', 400],
])('the visit that led to a call comes first: %s', (_, before) => {
  const call = callAfter(second + before);
  const events = journeyEvents([visitOf('ben', second + 1000), visitOf('anna', second + before)], [call]);
  expect(events.map(({ kind, visitor }) => [kind, visitor])).toEqual([
    ['visit', 'anna'],
    ['call', 'anna'],
    ['visit', 'ben'],
  ]);
  expect(events[0]!.call).toBe(call.stored.id);
});

test('who followed the link of a mail came to the site before they called, also within one second and as another visitor', () => {
  const mail: JourneyVisit = {
    ...visitOf('recipient', second - 60_000),
    mail: { id: '4711', campaign: 'spring', pool: 'mail' },
  };
  const { stored, lines } = callAfter(second - 60_000);
  const visit = { ...stored.match.visit, id: mail.visit, visitor: mail.visitor };
  const call = { stored: { ...stored, match: { ...stored.match, method: 'recipient' as const, visit } }, lines };
  const events = journeyEvents([visitOf('anna', second + 900), mail], [call]);
  expect(events.map(({ kind, visitor }) => [kind, visitor])).toEqual([
    ['mail', 'recipient'],
    ['visit', 'anna'],
    ['call', 'recipient'],
  ]);
});

test('a visit by whose code a call is known on another device is not put before the call for being in its second', () => {
  const laptop = { ...visitOf('anna-on-a-laptop', second + 500), visit: 'laptop' };
  const { stored, lines } = callAfter(second - 60_000);
  const { visit: id, visitor, shownAt } = laptop;
  const linked = {
    id,
    visitor,
    shownAt,
    touchAt: shownAt,
    source: 'direct',
    medium: 'none',
    code: '123456',
    by: 'agent' as const,
    reason: 'Said to an agent.',
  };
  const call = { stored: { ...stored, match: { ...stored.match, linkedVisits: [linked] } }, lines };
  expect(journeyEvents([laptop], [call]).map(({ kind }) => kind)).toEqual(['call', 'visit', 'code']);
});
