import { deviceOf } from '../../../lambdas/attribution/device.ts';

const mac =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_6) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/14.1 Safari/605.1.15';
const iPad =
  'Mozilla/5.0 (iPad; CPU OS 14_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/91.0.4472.80 Mobile/15E148 Safari/604.1';
const windows =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36';
const oldWindows = 'Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0; Tablet PC 2.0)';
const pixel =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Mobile Safari/537.36';
const galaxyTab =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36';
const iPhone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';

test.each([
  ['a Mac', mac, false, 'desktop'],
  ['an iPad that says it is a Mac', mac, true, 'tablet'],
  ['an iPad', iPad, true, 'tablet'],
  ['an iPad of which the page says nothing', iPad, undefined, 'tablet'],
  ['Windows', windows, false, 'desktop'],
  ['Windows with a touch screen', windows, true, 'desktop'],
  ['Windows that calls itself a Tablet PC', oldWindows, undefined, 'desktop'],
  ['an Android telephone', pixel, true, 'mobile'],
  ['an Android tablet', galaxyTab, true, 'tablet'],
  ['an iPhone', iPhone, true, 'mobile'],
  ['a browser that does not say', '', true, undefined],
])('%s', (_, userAgent, hasTouchScreen, expected) => {
  expect(deviceOf(userAgent, hasTouchScreen)).toBe(expected);
});
