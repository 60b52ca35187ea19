import { type Device, isPhone } from '../../../../web/tracker/call-buttons/device.ts';

const webKit = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
const blink = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)';

const desktop: Omit<Device, 'userAgent'> = {
  mobileHint: undefined,
  touchPoints: 0,
  isCoarse: false,
  hasFine: true,
  shortSide: 900,
};
const held = { touchPoints: 5, isCoarse: true, hasFine: false };
const phoneSized = { ...desktop, ...held, shortSide: 390 };
const tabletSized = { ...desktop, ...held, shortSide: 800 };
const chrome = `${blink} Chrome/142.0.0.0`;
const macSafari = `${mac} ${webKit} Version/18.5 Safari/605.1.15`;
const androidPhone = `Mozilla/5.0 (Linux; Android 10; K) ${chrome} Mobile Safari/537.36`;
const androidTablet = `Mozilla/5.0 (Linux; Android 10; K) ${chrome} Safari/537.36`;
const linux = `Mozilla/5.0 (X11; Linux x86_64) ${chrome} Safari/537.36`;
const windows = `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome} Safari/537.36`;
const iPhone = `Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) ${webKit} Mobile/15E148`;

test.each<[string, string, Omit<Device, 'userAgent'>]>([
  ['an iPhone', `${iPhone} Safari/604.1`, phoneSized],
  ['an iPhone that asks for desktop pages', macSafari, phoneSized],
  ['an Android phone', androidPhone, { ...phoneSized, mobileHint: true }],
  ['one that asks for desktop pages', linux, { ...phoneSized, mobileHint: false }],
  ['one that is unfolded', androidPhone, { ...tabletSized, mobileHint: true }],
  ['one with a mouse', androidPhone, { ...phoneSized, hasFine: true }],
  ['Firefox on one', 'Mozilla/5.0 (Android 15; Mobile; rv:144.0) Gecko/144.0 Firefox/144.0', phoneSized],
  [
    'a page inside of an app',
    `Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) ${blink} Version/4.0 Chrome/142.0.0.0 Mobile Safari/537.36`,
    phoneSized,
  ],
  ['an iPhone in an app', `${iPhone} Instagram 400.0`, phoneSized],
  [
    'a phone with keys',
    'Mozilla/5.0 (Mobile; Nokia_8110_4G; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5',
    { ...desktop, hasFine: false, shortSide: 240 },
  ],
  ['a phone that only its hints tell of', 'Mozilla/5.0', { ...phoneSized, mobileHint: true }],
])('%s is a phone', (_, userAgent, facts) => {
  expect(isPhone({ userAgent, ...facts })).toBe(true);
});

test.each<[string, string, Omit<Device, 'userAgent'>]>([
  ['an iPad that says Macintosh', macSafari, { ...tabletSized, shortSide: 744 }],
  ['one with a trackpad', macSafari, { ...tabletSized, isCoarse: false, hasFine: true }],
  [
    'an old iPad',
    `Mozilla/5.0 (iPad; CPU OS 12_5 like Mac OS X) ${webKit} Version/12.1 Mobile/15E148 Safari/604.1`,
    tabletSized,
  ],
  ['an iPod', `Mozilla/5.0 (iPod touch; CPU iPhone OS 15_8 like Mac OS X) ${webKit} Mobile/15E148`, phoneSized],
  ['an Android tablet', androidTablet, { ...tabletSized, mobileHint: false }],
  [
    'a small one',
    `Mozilla/5.0 (Linux; Android 13; SM-T220) ${chrome} Safari/537.36`,
    { ...phoneSized, shortSide: 534, mobileHint: false },
  ],
  ['one that asks for desktop pages', linux, { ...tabletSized, mobileHint: false }],
  ['Firefox on one', 'Mozilla/5.0 (Android 15; Tablet; rv:144.0) Gecko/144.0 Firefox/144.0', tabletSized],
  [
    'a Fire tablet',
    `Mozilla/5.0 (Linux; Android 11; KFTRWI) ${blink} Silk/130.3 like Chrome/130.0.0.0 Mobile Safari/537.36`,
    tabletSized,
  ],
  ['a tablet that only its hints tell of', 'Mozilla/5.0', { ...tabletSized, mobileHint: true }],
  [
    'a television',
    `Mozilla/5.0 (Linux; Android 12; BRAVIA 4K) ${chrome} Safari/537.36`,
    { ...desktop, hasFine: false },
  ],
  ['a Mac', macSafari, desktop],
  ['a Windows computer', windows, { ...desktop, mobileHint: false }],
  ['one with a touch screen in a narrow window', windows, { ...desktop, touchPoints: 10 }],
  ['one that is a tablet', windows, { ...tabletSized, touchPoints: 10 }],
  ['a computer with a small screen', linux, { ...desktop, shortSide: 480 }],
  ['a browser that says nothing', '', desktop],
])('%s is none', (_, userAgent, facts) => {
  expect(isPhone({ userAgent, ...facts })).toBe(false);
});
