import { filterQuery, journalHref, readFilters } from '../../../../web/dashboard/journal/journal-filters.ts';
import { parseRoute } from '../../../../web/dashboard/routing/route.ts';

const now = Date.parse('2026-05-03T23:30:00Z');
const read = (query: string) => readFilters(new URLSearchParams(query), now, 'Europe/Berlin');

test('the last seven days of the site, if nothing is said', () => {
  expect(read('')).toEqual({
    from: '2026-04-28',
    to: '2026-05-04',
    source: '',
    status: '',
    qualified: '',
    marked: '',
    text: '',
    tag: '',
    said: '',
  });
});

test('what is said is kept, nonsense is not', () => {
  expect(
    read(
      'from=2026-01-01&to=2026-01-31&source=google&status=missed&qualified=unknown&q=spring&tag=vip,new&said=credit%20card',
    ),
  ).toEqual({
    from: '2026-01-01',
    to: '2026-01-31',
    source: 'google',
    status: 'missed',
    qualified: 'unknown',
    marked: '',
    text: 'spring',
    tag: 'vip,new',
    said: 'credit card',
  });
  expect(read('from=never&to=2026-02-31&status=asleep&qualified=perhaps')).toEqual(read(''));
});

test('days in the wrong order are put right', () => {
  expect(read('from=2026-02-02&to=2026-02-01')).toMatchObject({ from: '2026-02-01', to: '2026-02-02' });
});

test('the address says all of it, and is read back', () => {
  const filters = read(
    'from=2026-01-01&to=2026-01-31&source=a%26b&status=missed&qualified=qualified&q=50%25&tag=vip&said=cancel*',
  );
  expect(readFilters(parseRoute(journalHref(filters)).query, now, 'UTC')).toEqual(filters);
});

test('what does not matter is not asked for', () => {
  expect([...filterQuery(read('q=%20&said=...&tag=,%20,')).keys()]).toEqual(['from', 'to']);
  expect(filterQuery(read('tag=vip,%20,new%20one,')).get('tag')).toBe('vip,new one');
});
