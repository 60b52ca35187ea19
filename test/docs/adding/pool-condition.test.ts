import { readExample, tryExample } from './worked-example.ts';

test('the condition of the example is two source files, and is parsed, matched, compared and described', async () => {
  const example = readExample('pool-condition');
  const { sources, complaints, printed } = await tryExample(example);
  expect(complaints).toBe('');
  expect(printed).toEqual(example.printed);
  expect(sources.length).toBeLessThanOrEqual(2);
});

test.each([0, 1])('half %i of it alone is a type error that names the field', async (half) => {
  const { changes } = readExample('pool-condition');
  const { complaints } = await tryExample({ changes: changes.slice(half, half + 1), script: '', printed: undefined });
  expect(complaints).toMatch(/fields\/meaning\.ts.*\n?.*'content'/);
});
