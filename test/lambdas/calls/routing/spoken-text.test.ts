import fc from 'fast-check';
import { routingName, spokenText } from '../../../../lambdas/calls/routing/spoken-text.ts';

test('letters, digits and spaces of any script stay', () => {
  expect(spokenText('Call from Google Ads: Frühling 2026!')).toBe('Call from Google Ads Frühling 2026');
});

test('a name keeps what ids are made of', () => {
  expect(routingName('google_ads <b>shop.example</b>')).toBe('google_ads b shop.example b');
});

test('nothing else ever gets through, and no more than 80 characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(spokenText(text)).toMatch(/^[\p{L}\p{M}\p{N} ]{0,80}$/u);
    }),
  );
});
