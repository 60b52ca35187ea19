import { goalWrite } from '../../../../lambdas/conversions/first-per-caller/caller-goals-store.ts';
import { firstGoals } from '../../../../lambdas/conversions/first-per-caller/first-goals.ts';
import type { Table } from '../../../../lambdas/platform/aws/table.ts';
import { transact } from '../../../../lambdas/platform/aws/transact.ts';
import { emptyTables } from '../../calls/stores.ts';

const [person, rule, day] = ['PERSON#anna', 'sale', 86_400_000];
const call = { id: 'call-2', startedAt: 100 * day };
let calls: Table;

beforeEach(async () => {
  ({ calls } = await emptyTables());
});

const note = (id: string, startedAt: number, of = person) =>
  transact(calls.documents, [goalWrite(calls.name, { person: of, rule }, { call: id, startedAt })]);

const firsts = (noted: Partial<Parameters<typeof firstGoals>[1]> = {}, days = 30) => {
  const stored = { person, startedAt: call.startedAt, goals: [rule] };
  return firstGoals([{ rule, days }], { call, person, stored, ...noted }, calls);
};

test('a call is the first of its caller where no other met the goal in so many days before', async () => {
  await note('call-2', call.startedAt);
  expect(await firsts()).toEqual(new Map([[rule, true]]));
  await note('call-3', call.startedAt + 1);
  await note('call-9', call.startedAt - day, 'PERSON#ben');
  await note('call-0', call.startedAt - 31 * day);
  expect(await firsts()).toEqual(new Map([[rule, true]]));
  expect(await firsts({}, 31)).toEqual(new Map([[rule, false]]));
  await note('call-1', call.startedAt - 1);
  expect(await firsts()).toEqual(new Map([[rule, false]]));
});

test('nobody can say of a call that is not noted yet at that caller, under that start', async () => {
  const stored = { person, startedAt: call.startedAt, goals: [rule] };
  for (const noted of [
    undefined,
    { ...stored, goals: [] },
    { ...stored, goals: undefined },
    { ...stored, person: 'PERSON#ben' },
    { ...stored, startedAt: call.startedAt - 1 },
  ]) {
    expect(await firsts({ stored: noted })).toEqual(new Map());
  }
});

test('each call of a caller who cannot be told apart is the first', async () => {
  await note('call-1', call.startedAt - 1);
  expect(await firsts({ person: undefined, stored: undefined })).toEqual(new Map([[rule, true]]));
});
