import { readHours } from '../../../../bin/cli/pool-size/read-hours.ts';

const nine = Date.UTC(2026, 10, 16, 9);

test.each([
  ['a header', 'time,visits\n2026-11-16 09:00,40\n'],
  ['no header', '2026-11-16T09:00:00,40\n'],
  ['other columns', 'site;visits;time\nshop;40;2026-11-16 09:00\n'],
  ['a name with a semicolon', 'time,"site; page",visits\n2026-11-16 09:00,shop,40\n'],
  ['a byte order mark and empty lines', '\ufeff\r\n\r\ntime;visits\r\n2026-11-16 09:00;40\r\n'],
  ['the form of Google Analytics', '2026111609\t40\n'],
  ['a time zone, which does not matter', 'Time,Visits\n2026-11-16T09:00:00+01:00,40\n'],
  ['several lines of one hour', '2026-11-16 09:00,15\n2026-11-16 09:30,20\n2026-11-16 09:45,5\n'],
])('%s', (_, text) => {
  expect(readHours(text)).toEqual([{ at: nine, visits: 40 }]);
});

test.each([
  ['', 'the file has no lines'],
  ['time,visits\n', 'the file has no hours'],
  ['time,count\n2026-11-16 09:00,4\n', 'the first line must call one column "time" and one "visits"'],
  ['time,visits\n2026-11-16,4\n', 'line 2: "2026-11-16" is not a time with an hour, like 2026-11-16 09:00'],
  ['time,visits\n2026-02-30 09:00,4\n', 'line 2: "2026-02-30 09:00" is not a time with an hour, like 2026-11-16 09:00'],
  ['time,visits\n2026-11-16 25:00,4\n', 'line 2: "2026-11-16 25:00" is not a time with an hour, like 2026-11-16 09:00'],
  ['2026-11-16 09:00,4\n2026-11-16 10:00,-4\n', 'line 2: "-4" is not a number of visits'],
  ['2026-11-16 09:00,many\n', 'line 1: "many" is not a number of visits'],
  ['2026-11-16 09:00\n', 'line 1: "" is not a number of visits'],
  ['time;visits\n2026-11-16 09:00;40,5\n', 'line 2: "40,5" is not a number of visits'],
  ['2026-11-16 09:00\t1,234\n', 'line 1: "1,234" is not a number of visits'],
  ['"a,b";time;visits\nx;2026-11-16 09:00;1,234\n', 'line 2: "1,234" is not a number of visits'],
])('%j is refused', (text, sentence) => {
  expect(() => readHours(text)).toThrow(sentence);
});
