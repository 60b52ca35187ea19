import { readExample, tryExample } from './worked-example.ts';

test('the field of the example is three source files, and the API tells it', async () => {
  const example = readExample('call-field');
  const { sources, complaints, printed } = await tryExample(example);
  expect(complaints).toBe('');
  expect(printed).toEqual(example.printed);
  expect(sources.length).toBeLessThanOrEqual(3);
});
