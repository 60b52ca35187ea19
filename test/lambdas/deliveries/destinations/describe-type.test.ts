import * as z from 'zod';
import { describeType, destinationTypeAnswer } from '../../../../lambdas/deliveries/destinations/describe-type.ts';
import type { Destination } from '../../../../lambdas/deliveries/destinations/destination.ts';
import { destinations } from '../../../../lambdas/deliveries/destinations/registry.ts';
import { webhook } from '../../../../lambdas/deliveries/destinations/webhook/webhook.ts';

const all = [...destinations.values()];

test.each(all.map((each) => [each.type, each] as const))('%s: all that its schemas know is told', (_, destination) => {
  const told = describeType(destination);
  expect(destinationTypeAnswer.parse(told)).toEqual(told);
  const required = (fields: typeof told.settings) =>
    fields.filter(({ name, required: is }) => is && !/[.[]/.test(name)).map(({ name }) => name);
  expect(missingOf(destination.settings)).toEqual(required(told.settings));
  expect(missingOf(destination.secrets)).toEqual(required(told.secrets));
  const undescribed = [...told.settings, ...told.secrets].filter(({ description }) => description === undefined);
  expect(undescribed.map(({ name }) => name).filter((name) => !/[.[]/.test(name))).toEqual([]);
  expect(told.can.consentNeeded).toBe(destination.can.consentNeeded);
  expect(told.can.dedupe ?? 'none').toEqual(destination.can.dedupe);
});

/** What a schema misses in an empty object. */
function missingOf(schema: z.ZodType): string[] {
  const { success, error } = schema.safeParse({});
  return success ? [] : error.issues.map(({ path }) => path.join('.'));
}

test('a field has its description, kind, default, choices and marks', () => {
  const { settings, secrets, test: way } = describeType(destinations.get('google-ads')!);
  expect(settings).toContainEqual({
    name: 'endpoint',
    kind: 'text',
    required: false,
    description: expect.stringContaining('Data Manager'),
    default: 'https://datamanager.googleapis.com',
    address: true,
  });
  expect(secrets.map(({ name, required }) => [name, required])).toContainEqual(['refreshToken', true]);
  expect(way).toBe('checked');
  const [, events] = describeType(webhook as Destination<unknown, unknown>).settings;
  expect(events).toMatchObject({
    name: 'events',
    kind: 'list',
    required: false,
    choices: expect.arrayContaining(['call.started']),
  });
});

test('groups, lists of groups, maps and alternatives are told field by field', () => {
  const account = z.strictObject({ id: z.string().describe('Its id.'), share: z.number().default(1) });
  const settings = z.strictObject({
    digest: z.strictObject({ at: z.string(), on: z.boolean().optional() }).optional(),
    accounts: z.array(account),
    goals: z.record(z.string(), account).optional(),
    where: z.union([
      z.strictObject({ kind: z.literal('eu') }),
      z.strictObject({ kind: z.literal('us'), state: z.string() }),
    ]),
    to: z.email(),
  });
  const told = describeType({ ...(webhook as Destination<unknown, unknown>), settings }).settings;
  expect(told.map(({ name, kind, required }) => `${name}: ${kind}${required ? '' : '?'}`)).toEqual([
    'digest: group?',
    'digest.at: text',
    'digest.on: yes or no?',
    'accounts: list',
    'accounts[].id: text',
    'accounts[].share: number?',
    'goals: map?',
    'goals.*.id: text',
    'goals.*.share: number?',
    'where: group',
    'where.kind: choice',
    'where.state: text',
    'to: e-mail address',
  ]);
});
