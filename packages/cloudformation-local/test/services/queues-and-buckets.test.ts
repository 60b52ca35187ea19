import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'queues-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function outcome(how: 'plain' | 'repaired'): unknown {
  const node = path.resolve(__dirname, '../../../../node_modules/.bin/node');
  const program = path.join(__dirname, 'try-queues.ts');
  return JSON.parse(execFileSync(node, [program, how, folder], { encoding: 'utf8' }).trim().split('\n').at(-1)!);
}

test('queues take all characters, keep what is given back, and are reached from this machine only', () => {
  expect(outcome('repaired')).toEqual({ takesEmoji: true, keepsWhatIsGivenBack: true, isOnAllInterfaces: false });
});

// Where this fails after an update of fauxqs, a repair in queues-and-buckets.ts has done its time.
test('fauxqs by itself still needs each of the repairs', () => {
  expect(outcome('plain')).toEqual({ takesEmoji: false, keepsWhatIsGivenBack: false, isOnAllInterfaces: true });
});
