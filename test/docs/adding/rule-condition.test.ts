import { readExample, tryExample } from './worked-example.ts';

test('the condition of the example is at most two source files, and decides of calls', async () => {
  const example = readExample('rule-condition');
  const { sources, complaints, printed } = await tryExample(example);
  expect(complaints).toBe('');
  expect(printed).toEqual(example.printed);
  expect(sources.length).toBeLessThanOrEqual(2);
});
