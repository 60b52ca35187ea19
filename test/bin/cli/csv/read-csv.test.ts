import fc from 'fast-check';
import { decodeCsv } from '../../../../bin/cli/csv/decode-csv.ts';
import { readCsv } from '../../../../bin/cli/csv/read-csv.ts';

const cellsOf = (content: Buffer | string) => readCsv(content).records.map(({ cells }) => cells);
const utf16 = (text: string, isBigEndian: boolean) => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return isBigEndian ? bytes.swap16() : bytes;
};

describe('the encoding', () => {
  test.each(['\n', '\r\n', '\r'])(
    'that is none of ours is refused, with the line that shows it, by line ends %j',
    (end) => {
      const content = Buffer.from(['id;name', '1;Bob', '2;J\xf6rg', '3;J\xe4rg', ''].join(end), 'latin1');
      expect(() => readCsv(content)).toThrow(
        /^line 3 is not UTF-8.*Save the file as "CSV UTF-8".*iconv -f WINDOWS-1252/,
      );
    },
  );

  test.each([
    ['UTF-8', (text: string) => Buffer.from(text), false],
    ['UTF-8 with its mark', (text: string) => Buffer.from(`\uFEFF${text}`), true],
    ['UTF-16 of Windows', (text: string) => utf16(text, false), true],
    ['UTF-16 the other way round', (text: string) => utf16(text, true), true],
  ])('%s is understood, letter by letter', (_, encoded, hasMark) => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!text.startsWith('\uFEFF'));
        expect(decodeCsv(encoded(text))).toEqual({ text, hasMark, isCut: false });
      }),
    );
    const read = readCsv(encoded('id\tname\n1\tJörg\n2\tJärg 猫\n'));
    expect(read.records.map(({ cells }) => cells)).toEqual([
      ['id', 'name'],
      ['1', 'Jörg'],
      ['2', 'Järg 猫'],
    ]);
    expect(read.form).toEqual({ delimiter: '\t', hasMark });
  });

  test('UTF-16 in which half a character stands is refused', () => {
    expect(() => readCsv(utf16('id,name\n1,a\ud800b\n', false))).toThrow(
      'begins as UTF-16, but not all of it is: line 2, character 4 is half a character',
    );
    expect(() => readCsv(utf16('id,name\r\n\r\n2,😀\udc00b\r\n', true))).toThrow('line 3, character 4 is half');
  });

  test.each([
    ['UTF-16LE', false],
    ['UTF-16BE', true],
  ])('%s without its mark is named', (name, isBigEndian) => {
    const text = 'id;имя;город\n1;Анна;Бонн\n2;Бен;Кёльн\n';
    for (const content of [text, 'id,name\n1,Ben\n']) {
      expect(() => readCsv(utf16(content, isBigEndian).subarray(2))).toThrow(
        new RegExp(`^the file is in ${name} without a byte order mark: .*iconv -f ${name} `),
      );
    }
  });

  test.each([
    ['UTF-8', Buffer.from('id,name\n1,Ben\n2,Jö').subarray(0, -1)],
    ['UTF-16', utf16('id,name\n1,Ben\n2,Jö', false).subarray(0, -1)],
    ['the encoding of Windows at its very end', Buffer.from('id,name\n1,Ben\n2,Ren\xe9', 'latin1')],
  ])('%s that ends in the middle of a letter spoils the last line', (_, content) => {
    expect(readCsv(content).records.map(({ broken }) => broken)).toEqual([
      undefined,
      undefined,
      'ends in the middle of a letter',
    ]);
  });
});

test('the form of a file is its own', () => {
  expect(readCsv('a;b,c;d\n').form).toEqual({ delimiter: ';', hasMark: false });
  expect(readCsv('a\n1\n').form).toEqual({ delimiter: ',', hasMark: false });
});

test.each(['sep=;', 'SEP=;', '"sep=;"', 'sep=;;;'])(
  'a first line %s is no record, and says what parts the cells',
  (said) => {
    const { records, form } = readCsv(`\uFEFF${said}\r\nid,x;name\r\n1,2;"a\r\nb"\r\n3;c\r\n`);
    expect(form).toEqual({ delimiter: ';', hasMark: true });
    expect(records).toEqual([
      { line: 2, cells: ['id,x', 'name'] },
      { line: 3, cells: ['1,2', 'a\r\nb'] },
      { line: 5, cells: ['3', 'c'] },
    ]);
    expect(readCsv('sep=|\nid|name\n').records).toEqual([{ line: 2, cells: ['id', 'name'] }]);
  },
);

test('in a file of one column a comma belongs to the cell', () => {
  expect(cellsOf('id\n4,711\n')).toEqual([['id'], ['4,711']]);
});

test.each(['\n', '\r\n', '\r'])('records are named by the line on which they begin, by line ends %j', (end) => {
  const lines = ['', 'id,note', '1,"a', 'b', '', 'c"', ',', '2,d', '  ', '"3', '",e'];
  expect(readCsv(lines.join(end)).records.map(({ line, cells }) => [line, cells[0]!.trim()])).toEqual([
    [2, 'id'],
    [3, '1'],
    [8, '2'],
    [10, '3'],
  ]);
});

test('line ends may be mixed', () => {
  expect(cellsOf('a,b\r\n1,2\n3,4\r5,6')).toEqual([
    ['a', 'b'],
    ['1', '2'],
    ['3', '4'],
    ['5', '6'],
  ]);
});
