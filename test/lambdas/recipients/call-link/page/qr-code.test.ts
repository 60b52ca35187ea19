import decodeQR from 'qr/decode.js';
import { qrCode } from '../../../../../lambdas/recipients/call-link/page/qr-code.ts';

/** What a reader of another maker reads in the picture that the SVG is. */
function read(svg: string): string {
  const size = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1]);
  const scale = 6;
  const [width, height] = [size * scale, size * scale];
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (const [, x = '', y = '', length = ''] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1/g)) {
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row++) {
      const from = (row * width + Number(x) * scale) * 4;
      for (let at = from; at < from + Number(length) * scale * 4; at += 4) data.fill(0, at, at + 3);
    }
  }
  return decodeQR({ width, height, data });
}

test.each([
  'https://d111111abcdef8.cloudfront.net/c/mail.Qx3v0fJ2bq7hYkPz5nWc1A',
  `https://calls.shop.example/c/${'a'.repeat(63)}.Qx3v0fJ2bq7hYkPz5nWc1A`,
])('a camera reads %s', (url) => {
  expect(read(qrCode(url, 'code'))).toBe(url);
});

test('it is named, and white around', () => {
  const svg = qrCode('https://shop.example/c/mail.Qx3v0fJ2bq7hYkPz5nWc1A', 'QR code');
  expect(svg).toContain('role="img" aria-label="QR code"');
  const [xs, ys] = [1, 2].map((part) => [...svg.matchAll(/M(\d+) (\d+)h\d+v1/g)].map((match) => Number(match[part])));
  expect([Math.min(...xs!), Math.min(...ys!)]).toEqual([4, 4]);
});
