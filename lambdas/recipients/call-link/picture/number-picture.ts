import { encode } from 'fast-png';
import type { ShownNumber } from '../../../settings/pools/pool-summary.ts';
import { glyphs, unitsPerEm } from './glyphs.ts';
import { contoursOf } from './outline.ts';
import type { PictureLook } from './picture-request.ts';
import { type Coverage, fillContours } from './rasterize.ts';

/** Pixels for each CSS pixel. */
const density = 2;

/** Of the height of a picture: the size of its letters, and where they stand. */
const letters = 0.75;
const baseline = 0.76;

/** A number as people read it, as a PNG. One whose signs are not all known is written as it is dialled. */
export function numberPicture({ display, e164 }: ShownNumber, { height, color, background }: PictureLook): Uint8Array {
  const text = Array.from(plain(display)).every((sign) => glyphs.has(sign)) ? plain(display) : e164;
  return png(drawText(text, height * density), rgb(color), background === 'transparent' ? undefined : rgb(background));
}

/** Spaces and hyphens of all kinds look alike. */
function plain(text: string): string {
  return text.replaceAll(/\s/gu, ' ').replaceAll(/\p{Pd}/gu, '-');
}

function drawText(text: string, height: number): Coverage {
  const scale = (height * letters) / unitsPerEm;
  const signs = Array.from(text).flatMap((sign) => glyphs.get(sign) ?? []);
  const width = Math.max(1, Math.ceil(signs.reduce((sum, { advance }) => sum + advance * scale, 0)));
  const coverage = { width, height, values: new Float32Array(width * height) };
  let left = 0;
  for (const { advance, outline } of signs) {
    const start = left;
    const place = (x: number, y: number) => [start + x * scale, height * baseline - y * scale] as const;
    fillContours(coverage, contoursOf(outline, place));
    left += advance * scale;
  }
  return coverage;
}

type Rgb = readonly [number, number, number];

/** So many steps from ground to ink, the last is all ink: more of them nobody sees at the edge of a letter, and two pixels fill a byte. */
const shades = 16;
const depth = 4;

function png({ width, height, values }: Coverage, ink: Rgb, ground: Rgb | undefined): Uint8Array {
  const rowBytes = Math.ceil((width * depth) / 8);
  const data = new Uint8Array(rowBytes * height);
  for (const [pixel, value] of values.entries()) {
    const shade = Math.round(Math.min(1, value) * (shades - 1));
    const x = pixel % width;
    const at = Math.floor(pixel / width) * rowBytes + Math.floor(x / 2);
    data[at] = (data[at] ?? 0) | (x % 2 === 0 ? shade << depth : shade);
  }
  const palette = Array.from({ length: shades }, (_, shade) => shadeOf(shade / (shades - 1), ink, ground));
  return encode({ width, height, data, depth, channels: 1, palette }, { zlib: { level: 9 } });
}

/** The colour of a pixel of which so much is ink: mixed with the ground, or see-through. */
function shadeOf(share: number, ink: Rgb, ground: Rgb | undefined): number[] {
  if (ground === undefined) return [...ink, Math.round(share * 255)];
  return ink.map((level, channel) => {
    const behind = ground[channel] ?? level;
    return Math.round(behind + (level - behind) * share);
  });
}

function rgb(color: string): Rgb {
  const part = (start: number) => Number.parseInt(color.slice(start, start + 2), 16);
  return [part(1), part(3), part(5)];
}
