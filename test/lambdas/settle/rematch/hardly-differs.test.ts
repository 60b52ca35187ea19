import { hardlyDiffers } from '../../../../lambdas/settle/rematch/hardly-differs.ts';
import { annasMatch } from '../../conversions/facts.ts';

const before = annasMatch();

test('who called, and how that is known, always matters; how sure it is only if that is much', () => {
  expect(hardlyDiffers(before, before)).toBe(true);
  expect(hardlyDiffers(before, { ...before, confidence: before.confidence + 0.01, reason: 'Other words.' })).toBe(true);
  expect(hardlyDiffers(before, { ...before, confidence: before.confidence - 0.03 })).toBe(false);
  expect(hardlyDiffers(before, { ...before, method: 'click' })).toBe(false);
  expect(hardlyDiffers(before, { ...before, visit: null })).toBe(false);
});
