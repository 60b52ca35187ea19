import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { readPaper, root } from './markdown.ts';

const commands = readPaper('docs/changing-pools.md')
  .blocks.filter((block) => block.language === 'sh')
  .map(({ text }) => text);

test('the paper shows both commands', () => {
  expect(commands.map((command) => command.split(' ').slice(4, 6).join(' '))).toEqual([
    'numbers move',
    'numbers wind-down',
  ]);
});

test.each(commands)('%s has only options that there are', (command) => {
  const [, , , , ...words] = command.split(' ');
  const file = path.join(root, 'bin/cli.ts');
  const help = execFileSync(process.execPath, [file, ...words.slice(0, 2), '--help'], { encoding: 'utf8' });
  const options = words.filter((word) => word.startsWith('--'));
  expect(options.length).toBeGreaterThan(0);
  expect(options.filter((option) => !help.includes(`${option} <`))).toEqual([]);
});
