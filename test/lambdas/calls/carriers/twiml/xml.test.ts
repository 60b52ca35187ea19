import fc from 'fast-check';
import { xmlDocument } from '../../../../../lambdas/calls/carriers/twiml/xml.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8"?>';

test('elements, attributes and texts; what is undefined is left out, what is empty is closed at once', () => {
  const content = [{ name: 'Say', attributes: { language: 'de-DE', voice: undefined, loop: 2 }, content: 'Grüß Gott' }];
  expect(xmlDocument({ name: 'Response', content })).toBe(
    `${declaration}<Response><Say language="de-DE" loop="2">Grüß Gott</Say></Response>`,
  );
  expect(xmlDocument({ name: 'Response', content: [] })).toBe(`${declaration}<Response/>`);
});

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescaped = (text: string) =>
  text.replace(/&(?:#(\d+)|(\w+));/g, (_, code: string, name: string) =>
    code === undefined ? (entities[name] ?? '?') : String.fromCodePoint(Number(code)),
  );

test('whatever a text holds, it ends no element and no attribute, and is read as it was written', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.constantFrom('<', '>', '&', '"', "'", ']]>', '&amp;', '\n', '\0', '\uD800', 'x'))
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, (written) => {
      const document = xmlDocument({ name: 'A', attributes: { b: written }, content: `.${written}` });
      const [, attribute = '', inside = ''] = /^<\?xml [^>]*><A b="([^"<>]*)">\.([^"<>]*)<\/A>$/.exec(document) ?? [];
      const readable = written.toWellFormed().replace(/[^\t\n\r\u{20}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
      expect([attribute, inside].map(unescaped)).toEqual([readable, readable]);
      expect(document.isWellFormed()).toBe(true);
    }),
  );
});
