import * as z from 'zod';
import { fieldWords } from '../../../lambdas/platform/field-words.ts';

const schema = z.object({
  name: z.string().min(2).max(4),
  seconds: z.number().int().min(60).lt(100),
  numbers: z.array(z.string()).min(1),
  kind: z.enum(['session', 'source', 'page']),
  params: z.record(z.string(), z.string()),
  id: z.string().regex(/^x/, 'must begin with x'),
});

const good = { name: 'abc', seconds: 60, numbers: ['1'], kind: 'page', params: {}, id: 'x' };

const said = (change: object) =>
  schema.safeParse({ ...good, ...change }, { error: fieldWords }).error?.issues.map(({ message }) => message);

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
  [{ id: 'y' }, 'must begin with x'],
])('%j: %s', (change, words) => {
  expect(said(change)).toEqual([words]);
});
