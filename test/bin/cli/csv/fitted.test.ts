import { fitted } from '../../../../bin/cli/csv/fitted.ts';
import { readCsv } from '../../../../bin/cli/csv/read-csv.ts';

test('a line of more cells than headers is marked, but not for empty ones; missing ones are empty', () => {
  const [head, ...lines] = readCsv(
    'id,email,name,creative\n1,a@b.c,Müller, Anna,red\n2,a@b.c,Ben,red,,\n3,a@b.c\n',
  ).records;
  const [wide, ...others] = fitted(lines, head!.cells);
  expect(wide).toEqual({ ...lines[0], broken: expect.stringMatching(/^has 5 fields, the line of headers 4: /) });
  expect(others).toEqual(lines.slice(1));
});
