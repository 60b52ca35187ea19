import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'queues-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const node = path.resolve(__dirname, '../../../../node_modules/.bin/node');

function lastLine(program: string, ...words: readonly string[]): unknown {
  const said = execFileSync(node, [path.join(__dirname, program), ...words, folder], { encoding: 'utf8' });
  return JSON.parse(said.trim().split('\n').at(-1)!);
}

const outcome = (how: 'plain' | 'repaired') => lastLine('try-queues.ts', how);

test('queues take all characters, keep what is given back, and are reached from this machine only', () => {
  expect(outcome('repaired')).toEqual({ takesEmoji: true, keepsWhatIsGivenBack: true, isOnAllInterfaces: false });
});

// Where this fails after an update of fauxqs, a repair in queues-and-buckets.ts has done its time.
test('fauxqs by itself still needs each of the repairs', () => {
  expect(outcome('plain')).toEqual({ takesEmoji: false, keepsWhatIsGivenBack: false, isOnAllInterfaces: true });
});

test('what was sent, received and done is known after kill -9', () => {
  expect(() => lastLine('try-killed-queues.ts', 'leave')).toThrow(expect.objectContaining({ signal: 'SIGKILL' }));
  expect(lastLine('try-killed-queues.ts', 'find')).toEqual(['received 2', 'sent 1']);
});
