import { createTurns } from '../../../src/services/states/turns.ts';

function turnsOfTwo() {
  const begun: string[] = [];
  const unwanted = new Set<string>();
  const turns = createTurns(2, (id) => {
    if (!unwanted.has(id)) begun.push(id);
    return !unwanted.has(id);
  });
  return { turns, begun, unwanted };
}

test('so many begin at once, the others in their order as soon as somebody rests', () => {
  const { turns, begun } = turnsOfTwo();
  for (const id of ['a', 'b', 'c', 'd']) turns.queue(id);
  expect(begun).toEqual(['a', 'b']);
  turns.rests('b');
  turns.rests('b');
  expect(begun).toEqual(['a', 'b', 'c']);
});

test('who works on after a rest waits for nobody, but others wait for it', () => {
  const { turns, begun } = turnsOfTwo();
  for (const id of ['a', 'b', 'c']) turns.queue(id);
  turns.rests('a');
  turns.works('a');
  turns.queue('d');
  turns.rests('b');
  expect(begun).toEqual(['a', 'b', 'c']);
  turns.rests('c');
  expect(begun).toEqual(['a', 'b', 'c', 'd']);
});

test('who is not wanted any more takes no turn', () => {
  const { turns, begun, unwanted } = turnsOfTwo();
  for (const id of ['a', 'b', 'c', 'd']) turns.queue(id);
  unwanted.add('c');
  turns.rests('a');
  expect(begun).toEqual(['a', 'b', 'd']);
});
