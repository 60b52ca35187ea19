import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Stands in, on machines without it, for as much of curl as the README uses: `-s`, `--fail-with-body`, `-X`, `-H`, `-d` and an address. */
const program = `#!/usr/bin/env node
const words = process.argv.slice(2);
const request = { method: undefined, headers: {}, body: undefined };
let address;
while (words.length > 0) {
  const word = words.shift();
  if (word === '-X') request.method = words.shift();
  else if (word === '-d') request.body = words.shift();
  else if (word === '-H') {
    const [name, value] = words.shift().split(': ');
    request.headers[name] = value;
  } else if (word === '--fail-with-body') process.exitCode = 22;
  else if (word !== '-s') address = word;
}
request.method ??= request.body === undefined ? 'GET' : 'POST';
fetch(address, request)
  .then((response) => {
    if (response.ok) process.exitCode = 0;
    return response.text();
  })
  .then((text) => process.stdout.write(text));
`;

/** A folder with that program, for the end of the search path, where a real curl goes before it. */
export async function curlIfMissing(folder: string): Promise<string> {
  const programs = path.join(folder, 'programs');
  await mkdir(programs);
  await writeFile(path.join(programs, 'curl'), program);
  await chmod(path.join(programs, 'curl'), 0o755);
  return programs;
}
