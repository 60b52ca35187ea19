import { readExample, tryExample } from './worked-example.ts';

test('the destination of the example is two source files, and is set up, built and read', async () => {
  const example = readExample('destination');
  const { sources, complaints, printed } = await tryExample(example);
  expect(complaints).toBe('');
  expect(printed).toEqual(example.printed);
  expect(sources.length).toBeLessThanOrEqual(2);
});
