import { DatabaseSync } from 'node:sqlite';
import { diskProblem } from '../src/disk-problem.ts';

test('a database without room says that the disk is full', () => {
  const database = new DatabaseSync(':memory:');
  database.exec('CREATE TABLE kept (text TEXT); PRAGMA max_page_count = 4');
  const insert = database.prepare('INSERT INTO kept VALUES (?)');
  const fill = () => {
    for (let row = 0; row < 1000; row++) insert.run('x'.repeat(1000));
    return undefined;
  };
  expect(diskProblem(thrownBy(fill))).toBe('The disk of the data folder cannot be written: it is full.');
});

function thrownBy(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

test.each(['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EFBIG'])('%s is a problem of the disk', (code) => {
  expect(diskProblem(Object.assign(new Error('write'), { code }))).toMatch(/^The disk of the data folder/);
});

test.each([undefined, null, 'ENOSPC', new Error('ENOSPC'), { code: 'ENOENT' }, { errcode: 19 }])(
  '%p is none',
  (error) => {
    expect(diskProblem(error)).toBeUndefined();
  },
);
