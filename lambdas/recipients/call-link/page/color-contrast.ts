/** A colour as `#rrggbb`. */
export type Color = string;

/** The contrast of two colours by WCAG 2.2, 1 to 21. */
export function contrast(one: Color, other: Color): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((left, right) => left - right);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Black or white, whichever can be read better on the colour: one of them always has a contrast of 4.58 at least. */
export function readableOn(ground: Color): Color {
  return contrast(ground, black) >= contrast(ground, white) ? black : white;
}

const black = '#000000';
const white = '#ffffff';

/** Relative luminance, 0 to 1. */
function luminance(color: Color): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => Number.parseInt(color.slice(start, start + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
