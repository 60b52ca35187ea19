import * as z from 'zod/mini';
import { validationMessage } from '../../../../lambdas/platform/http/validation-messages.ts';

const schema = z.object({
  name: z.string().check(z.minLength(2), z.maxLength(4)),
  seconds: z.int().check(z.gte(60), z.lt(100)),
  numbers: z.array(z.string()).check(z.minLength(1)),
  kind: z.enum(['session', 'source', 'page']),
  params: z.record(z.string().check(z.maxLength(3)), z.string()),
  id: z.string().check(z.regex(/^x/, 'must begin with x')),
  plain: z.string().check(z.regex(/^x/)),
  prefixed: z.string().check(z.startsWith('whsec_')),
  email: z.email(),
  url: z.url(),
  at: z.iso.datetime(),
  day: z.iso.date(),
  network: z.union([z.cidrv4(), z.cidrv6()]),
  cents: z.number().check(z.multipleOf(5)),
  way: z.discriminatedUnion('by', [z.object({ by: z.literal('mail') }), z.object({ by: z.literal('phone') })]),
  even: z.number().check(z.refine((value) => value % 2 === 0)),
});

const good = {
  name: 'abc',
  seconds: 60,
  numbers: ['1'],
  kind: 'page',
  params: {},
  id: 'x',
  plain: 'x',
  prefixed: 'whsec_1',
  email: 'a@shop.example',
  url: 'https://shop.example/',
  at: '2026-01-31T12:00:00Z',
  day: '2026-01-31',
  network: '203.0.113.0/24',
  cents: 5,
  way: { by: 'mail' },
  even: 2,
};

const said = (change: object) =>
  schema.safeParse({ ...good, ...change }, { error: validationMessage }).error?.issues.map(({ message }) => message);

test.each<[object, string]>([
  [{ name: undefined }, 'is required'],
  [{ name: 7 }, 'must be a string'],
  [{ name: null }, 'must be a string'],
  [{ name: 'a' }, 'must have at least 2 characters'],
  [{ name: 'abcde' }, 'must have at most 4 characters'],
  [{ seconds: 59 }, 'must be at least 60'],
  [{ seconds: 100 }, 'must be less than 100'],
  [{ seconds: 60.5 }, 'must be a whole number'],
  [{ seconds: '60' }, 'must be a number'],
  [{ numbers: [] }, 'must not be empty'],
  [{ numbers: 'x' }, 'must be an array'],
  [{ kind: 'x' }, 'must be "session", "source" or "page"'],
  [{ params: 'x' }, 'must be an object'],
  [{ params: { long: 'x' } }, 'has a name that does not fit'],
  [{ id: 'y' }, 'must begin with x'],
  [{ plain: 'y' }, 'must have another form'],
  [{ prefixed: 'y' }, 'must begin with whsec_'],
  [{ email: 'y' }, 'must be an e-mail address'],
  [{ url: 'y' }, 'must be a URL'],
  [{ at: 'noon' }, 'must be an ISO 8601 time, like 2026-01-31T12:00:00Z'],
  [{ day: 'today' }, 'must be an ISO 8601 date, like 2026-01-31'],
  [{ network: 'home' }, 'does not fit'],
  [{ cents: 3 }, 'must be a multiple of 5'],
  [{ way: { by: 'pigeon' } }, 'does not fit'],
  [{ even: 3 }, 'does not fit'],
])('%j: %s', (change, words) => {
  expect(said(change)).toEqual([words]);
});
