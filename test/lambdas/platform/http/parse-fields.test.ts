import * as z from 'zod/mini';
import { parseFields } from '../../../../lambdas/platform/http/parse-fields.ts';

const word = z.enum(['person', 'machine']);
const short = z.string().check(z.maxLength(3));
const span = z.strictObject({ from: z.string() });
const schema = z.partial(
  z.strictObject({
    oneOrMore: z.union([word, z.array(word).check(z.minLength(1))]),
    texts: z.union([short, z.array(short)]),
    worth: z.union([
      z.literal('revenue'),
      z.strictObject({ amount: z.string() }),
      z.strictObject({ share: z.number() }),
    ]),
    spans: z.union([span, z.array(span)]),
    network: z.union([z.ipv4(), z.cidrv4()]),
    own: z.union([z.ipv4(), z.cidrv4()], 'must be a network'),
  }),
);

test.each<[object, Record<string, string>]>([
  [{ oneOrMore: 'dog' }, { oneOrMore: 'must be "person" or "machine"' }],
  [{ oneOrMore: null }, { oneOrMore: 'must be "person" or "machine"' }],
  [{ oneOrMore: ['person', 'dog'] }, { 'oneOrMore[1]': 'must be "person" or "machine"' }],
  [{ oneOrMore: [] }, { oneOrMore: 'must not be empty' }],
  [{ texts: 'long' }, { texts: 'must have at most 3 characters' }],
  [{ texts: 7 }, { texts: 'must be a string or an array' }],
  [{ worth: 'revenu' }, { worth: 'must be "revenue"' }],
  [{ worth: { amount: 5 } }, { 'worth.amount': 'must be a string' }],
  [{ worth: { amount: '5', share: 1 } }, { worth: 'does not fit' }],
  [{ spans: { x: 1 } }, { 'spans.from': 'is required', 'spans.x': 'is not a known field' }],
  [{ network: 'home' }, { network: 'must be an IPv4 address or a block of IPv4 addresses, like 203.0.113.0/24' }],
  [{ own: 'home' }, { own: 'must be a network' }],
])('%j: %j', (value, wanted) => {
  const read = parseFields(schema, value);
  const told = 'errors' in read ? read.errors.map(({ field, detail }) => [field, detail]) : [];
  expect(Object.fromEntries(told)).toEqual(wanted);
});
