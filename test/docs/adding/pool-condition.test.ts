import { readExample, tryExample } from './worked-example.ts';

test('the condition of the example is two source files, and is parsed, matched, compared and described', async () => {
  const example = readExample('pool-condition');
  const { sources, complaints, printed } = await tryExample(example);
  expect(complaints).toBe('');
  expect(printed).toEqual(example.printed);
  expect(sources.length).toBeLessThanOrEqual(2);
});
