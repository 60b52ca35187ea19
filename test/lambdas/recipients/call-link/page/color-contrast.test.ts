import fc from 'fast-check';
import { contrast, readableOn } from '../../../../../lambdas/recipients/call-link/page/color-contrast.ts';

test('as WCAG has it', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(contrast('#1d4ed8', '#1d4ed8')).toBe(1);
});

test('text on any colour can be read', () => {
  const color = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);
  fc.assert(fc.property(color, (ground) => expect(contrast(ground, readableOn(ground))).toBeGreaterThan(4.5)));
});
