import { readExample, tryExample } from './worked-example.ts';

test('the carrier of the example is three source files, and is verified and read', async () => {
  const example = readExample('carrier');
  const { sources, complaints, printed } = await tryExample(example);
  expect(complaints).toBe('');
  expect(printed).toEqual(example.printed);
  expect(sources.length).toBeLessThanOrEqual(3);
});
