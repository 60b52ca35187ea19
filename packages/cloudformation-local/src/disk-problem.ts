/** Results of SQLite (https://sqlite.org/rescode.html), the lowest byte. */
const ofSqlite: Readonly<Record<number, string>> = {
  8: 'it can only be read',
  10: 'it fails to read or write',
  13: 'it is full',
};

const ofTheSystem: Readonly<Record<string, string>> = {
  EDQUOT: 'the quota is used up',
  EFBIG: 'a file would be too large',
  EIO: 'it fails to read or write',
  ENOSPC: 'it is full',
  EROFS: 'it can only be read',
};

/** What is wrong with the disk, as a sentence; undefined for errors of any other kind. */
export function diskProblem(error: unknown): string | undefined {
  const what = ofTheSystem[field(error, 'code')] ?? ofSqlite[Number(field(error, 'errcode')) & 0xff];
  return what && `The disk of the data folder cannot be written: ${what}.`;
}

function field(error: unknown, name: 'code' | 'errcode'): string {
  return typeof error === 'object' && error !== null ? String(Reflect.get(error, name) ?? '') : '';
}
