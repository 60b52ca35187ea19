import { convertIndexedToRgb, decode } from 'fast-png';
import { numberPicture } from '../../../../../lambdas/recipients/call-link/picture/number-picture.ts';
import { pictureQuery } from '../../../../../lambdas/recipients/call-link/picture/picture-request.ts';
import { e164 } from '../../../../../lambdas/settings/e164.ts';

const number = (display: string) => ({ e164: e164.parse('+493023125012'), display, href: 'tel:+493023125012' });
/** The picture in full colours. */
function draw(display: string, query: object = {}) {
  const png = decode(numberPicture(number(display), pictureQuery.parse(query)));
  return { ...png, data: convertIndexedToRgb(png), channels: png.palette![0]!.length };
}

/** Where there is ink. */
const dark =
  ({ width, height, data, channels }: ReturnType<typeof draw>) =>
  (x: number, y: number) =>
    x < width && y < height && (data[(y * width + x) * channels] ?? 255) < 128;

test('a picture has twice the height that it is shown at, and is as wide as its number', () => {
  const [usual, tall] = [draw('030 23125012'), draw('030 23125012', { height: '48' })];
  expect([usual.height, tall.height]).toEqual([48, 96]);
  expect(tall.width / usual.width).toBeCloseTo(2, 1);
  expect(draw('+49 30 23125012').width).toBeGreaterThan(usual.width);
});

test('digits are ink on ground, all within the picture', () => {
  const picture = draw('0/1.2-3(4)5+678 9', { height: 64 });
  const isDark = dark(picture);
  const rows = Array.from({ length: picture.height }, (_, y) =>
    Array.from({ length: picture.width }, (_, x) => isDark(x, y)).some(Boolean),
  );
  expect([rows.at(0), rows.at(-1)]).toEqual([false, false]);
  expect(rows.filter(Boolean).length).toBeGreaterThan(picture.height / 2);
});

test('no two digits look alike, and each looks the same wherever it stands', () => {
  const looks = Array.from('0123456789', (digit) => Buffer.from(draw(digit).data).toString('base64'));
  expect(new Set(looks).size).toBe(10);
  expect(Buffer.from(draw('11').data)).toEqual(Buffer.from(draw('11').data));
});

test('colours are those that were asked for; without a ground what is not ink is transparent', () => {
  const white = draw('1', { color: 'ff0000' });
  expect([white.channels, ...white.data.slice(0, 3)]).toEqual([3, 255, 255, 255]);
  const clear = draw('1', { color: 'FF0000', background: 'transparent' });
  expect([clear.channels, ...clear.data.slice(0, 4)]).toEqual([4, 255, 0, 0, 0]);
  const alphas = clear.data.filter((_, index) => index % 4 === 3);
  expect([Math.max(...alphas), Math.min(...alphas)]).toEqual([255, 0]);
});

test('spaces and hyphens of all kinds are drawn; a number with anything else in it as it is dialled', () => {
  const plain = Buffer.from(draw('030 23-12').data);
  expect(Buffer.from(draw('030\u00a023\u201112').data)).toEqual(plain);
  expect(Buffer.from(draw('0800 FLOWERS').data)).toEqual(Buffer.from(draw('+493023125012').data));
});

test('it is small', () => {
  expect(numberPicture(number('+49 30 23125012'), pictureQuery.parse({})).length).toBeLessThan(2500);
});

test.each([
  { height: '15' },
  { height: '65' },
  { height: '20.5' },
  { height: 'x' },
  { color: 'red' },
  { background: '12345' },
])('%j is refused', (query) => {
  expect(pictureQuery.safeParse(query).success).toBe(false);
});
