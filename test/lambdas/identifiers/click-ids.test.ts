import { firstClickId, metaClick, seenClickId } from '../../../lambdas/identifiers/click-ids.ts';

const came = Date.parse('2026-11-20T14:00:00Z');
const visit = {
  shownAt: came + 3_600_000,
  touchAt: came,
  clickIds: { fbclid: 'IwAR2-AbC', wbraid: 'w1', gbraid: 'g1' },
};

test('a click id is as old as the click, not as the visit that came back', () => {
  expect(seenClickId(visit, 'fbclid')).toEqual({ id: 'IwAR2-AbC', firstSeenAt: came });
  expect(seenClickId({ ...visit, touchAt: undefined }, 'fbclid')?.firstSeenAt).toBe(visit.shownAt);
  expect(seenClickId(visit, 'ttclid')).toBeUndefined();
  expect(seenClickId({ shownAt: came }, 'ttclid')).toBeUndefined();
});

test('Meta gets the click with the time at which it was first seen, its letters as they are', () => {
  expect(metaClick(visit)).toBe('fb.1.1795183200000.IwAR2-AbC');
});

test("the cookie of Meta's own script is taken, unless the visitor came by another click since", () => {
  const fbc = 'fb.2.1795180000000.IwAR2-AbC';
  expect(metaClick({ ...visit, ids: { fbc } })).toBe(fbc);
  expect(metaClick({ ...visit, clickIds: {}, ids: { fbc } })).toBe(fbc);
  expect(metaClick({ ...visit, clickIds: { fbclid: 'IwAR3' }, ids: { fbc } })).toBe('fb.1.1795183200000.IwAR3');
  expect(metaClick({ shownAt: came })).toBeUndefined();
});

test('receivers that take one click id get the first of theirs', () => {
  expect(firstClickId(visit, ['gclid', 'gbraid', 'wbraid'])).toEqual({ gbraid: 'g1' });
  expect(firstClickId(visit, ['msclkid'])).toBeUndefined();
});
