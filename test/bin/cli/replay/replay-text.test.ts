import { addPart, noSums } from '../../../../bin/cli/replay/replay-sums.ts';
import { replayText } from '../../../../bin/cli/replay/replay-text.ts';
import type { RematchedCall } from '../../../../lambdas/journal/rematches/rematch-answer.ts';

const side = { method: 'lease', confidence: 0.9, source: 'google', medium: 'cpc', worth: [] };

function rematched(index: number): RematchedCall {
  return {
    call: `call-${index}`,
    site: 'shop',
    startedAt: '2026-11-20T14:00:00.000Z',
    kind: index % 2 === 0 ? 'other-visitor' : 'kept',
    why: 'Its visits are kept no more.',
    before: side,
    after: side,
    conversions: { made: 0, changed: 0, retracted: 0 },
  };
}

test('of more calls than are named it is said how many there are, those that are kept among them', () => {
  const sums = noSums();
  const items = Array.from({ length: 70 }, (_, index) => rematched(index));
  addPart(sums, { calls: 100, unchanged: 30, notOver: 0, queued: 0, items });
  const asked = { from: '2026-11-01', to: '2026-12-01', isApplied: false };
  expect(replayText(sums, items.slice(0, 50), asked)).toContain('... and 20 more: --all names them');
  expect(replayText(sums, items, asked)).not.toContain('more: --all');
});
