import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
const ours = Object.entries(scripts).filter(([name]) => /^(check|bench):/.test(name));

function run(script: string, ...options: string[]) {
  const [, file = ''] = script.split(' ');
  return spawnSync(process.execPath, [file, ...options], { cwd: root, encoding: 'utf8' });
}

test.each(ours)('%s answers an option that it does not know with one line, and tells what there is', (name, script) => {
  const wrong = run(script, '--nonsense');
  expect(wrong.stderr).toBe("Unknown option '--nonsense'; --help lists what there is.\n");
  expect(wrong).toMatchObject({ status: 2, stdout: '' });
  const help = run(script, '--help');
  expect(help.stdout).toMatch(new RegExp(`^npm run ${name}\\b`));
  expect(help).toMatchObject({ status: 0, stderr: '' });
});

test.each([
  ['check:fuzz', '--seed', '1.5', 0],
  ['check:fuzz', '--calls', '7', 50],
  ['check:crash', '--rounds', 'many', 1],
  ['bench:local', '--rates', '25,fast', 1],
  ['bench:contention', '--clocks-apart=-1', undefined, 0],
])('%s %s %s is refused with what it may be', (name, option, value, least) => {
  const { status, stderr, stdout } = run(scripts[name]!, option, ...(value === undefined ? [] : [value]));
  expect(stderr).toMatch(
    new RegExp(`^--[a-z-]+ is \\S+; it must be a whole number from ${least}; --help lists .*\\n$`),
  );
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
});
