import fc from 'fast-check';
import { fitted } from '../../../../bin/cli/csv/fitted.ts';
import { readCsv } from '../../../../bin/cli/csv/read-csv.ts';

const recordsOf = (text: string) => {
  const { records, isWhole } = readCsv(text);
  const [head, ...rest] = records;
  return { records: fitted(rest, head!.cells), isWhole };
};
const goodOf = (text: string) => recordsOf(text).records.filter(({ broken }) => broken === undefined);

test.each([
  ['"Anna', 'is not CSV: a quote is never closed; neither it nor what follows it was read'],
  [
    '"Anna"x',
    'is not CSV: after the closing quote of a cell stands more of it; neither it nor what follows it was read',
  ],
])('%s is told once, and nothing is read from there on', (bad, broken) => {
  const { records, isWhole } = recordsOf(`id,name\n1,"Ben\n2,Bo"\n${bad},2\n3,Cleo\n`);
  expect(records).toEqual([
    { line: 2, cells: ['1', 'Ben\n2,Bo'] },
    { line: 4, cells: [`${bad},2`], broken },
  ]);
  expect(isWhole).toBe(false);
});

test('a list that ends within a cell of several lines keeps the records above it', () => {
  const list = 'id,email,note\nMM1,a@x.example,"first\nStreet 5\n12345 Town"\nMM2,b@x.example,"Street\nTo';
  expect(recordsOf(list).records).toEqual([
    { line: 2, cells: ['MM1', 'a@x.example', 'first\nStreet 5\n12345 Town'] },
    { line: 5, cells: ['MM2,b@x.example,"Street'], broken: expect.stringContaining('never closed') },
  ]);
});

test.each([
  ['at the end of a line', 'id,email,note\n0,z@x.example,n\n1,a@x.example,first\nStreet\nTown"\n2,b@x.example,n\n'],
  ['between others', 'id,note,email\n0,n,z@x.example\n1,first\nStreet\nTown",a@x.example\n2,n,b@x.example\n'],
])('a cell of several lines that lacks its opening quote, %s, is refused with all of its pieces', (_, list) => {
  const { records } = recordsOf(list);
  const broken = 'is not CSV: the quote of line 5 closes a cell that no quote opens';
  expect(records.filter((record) => record.broken).map((record) => [record.line, record.broken])).toEqual(
    [3, 4, 5].map((line) => [line, broken]),
  );
  expect(goodOf(list).map(({ cells }) => cells[0])).toEqual(['0', '2']);
});

test('quotes within cells that none opens are theirs', () => {
  expect(goodOf('id,name\n1,5" pipe\n2,Anna "Anni" Bo\n3,12"\n').map(({ cells }) => cells[1])).toEqual([
    '5" pipe',
    'Anna "Anni" Bo',
    '12"',
  ]);
});

describe('with one quote too many, or one too few, wherever it is', () => {
  const word = fc.stringMatching(/^[a-z]{1,6}$/);
  const note = fc.array(word, { minLength: 1, maxLength: 4 });
  const list = fc
    .array(fc.record({ name: word, note, isQuoted: fc.boolean() }), { minLength: 1, maxLength: 8 })
    .map((rows) =>
      rows.map(({ name, note: lines, isQuoted }, at) => {
        const text = lines.join(isQuoted ? '\n' : ' ');
        return `ID${at},${name},${isQuoted ? `"${text}"` : text}`;
      }),
    )
    .map((lines) => ['id,name,note', ...lines, ''].join('\n'));
  const isRecipient = (id: string) => /^ID\d+$/.test(id.replaceAll('"', ''));

  test('no piece of a cell becomes a record', () => {
    fc.assert(
      fc.property(list, fc.nat(), (text, place) => {
        // In the line of headers it makes another file.
        const from = text.indexOf('\n') + 1;
        const at = from + (place % (text.length - from));
        const quotes = [...text.matchAll(/"/g)].map(({ index }) => index);
        const torn = [`${text.slice(0, at)}"${text.slice(at)}`];
        const lost = quotes[place % quotes.length];
        if (lost !== undefined) torn.push(text.slice(0, lost) + text.slice(lost + 1));
        for (const one of torn)
          expect(
            goodOf(one)
              .map(({ cells }) => cells[0])
              .filter((id) => !isRecipient(id!)),
          ).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
