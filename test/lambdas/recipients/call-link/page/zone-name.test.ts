import { zoneName } from '../../../../../lambdas/recipients/call-link/page/zone-name.ts';

const winter = Date.parse('2026-12-02T10:00:00Z');
const summer = Date.parse('2026-07-02T10:00:00Z');

test.each([
  ['America/New_York', 'en-US', 'Eastern Time'],
  ['Europe/Berlin', 'de', 'Mitteleuropäische Zeit'],
  ['Europe/Berlin', 'pl', 'czas środkowoeuropejski'],
  ['Europe/Berlin', 'ru', 'Центральная Европа'],
  ['UTC', 'en', 'Coordinated Universal Time'],
  ['Etc/GMT+5', 'en', 'GMT-05:00'],
])('%s in %s is %s, whatever the season', (zone, tag, name) => {
  expect([zoneName(zone, tag, winter), zoneName(zone, tag, summer)]).toEqual([name, name]);
});

test('no zone of the world is called by its technical name', () => {
  const zones = Intl.supportedValuesOf('timeZone').filter((zone) => zone.includes('/'));
  expect(zones.filter((zone) => zoneName(zone, 'en', winter).includes('/'))).toEqual([]);
});

test('a zone that only a newer version knows keeps its name', () => {
  expect(zoneName('Europe/Atlantis', 'en', winter)).toBe('Europe/Atlantis');
});
