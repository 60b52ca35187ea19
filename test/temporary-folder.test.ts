import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const root = path.join(__dirname, '..');
const folder = mkdtempSync(path.join(tmpdir(), 'of-tests-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('what tests make in the temporary folder goes with them', async () => {
  const file = 'packages/cloudformation-local/test/lambda/sandbox.test.ts';
  const words = ['node_modules/jest/bin/jest.js', '--cacheDirectory', path.join(folder, 'cache'), file];
  const env = { ...process.env, TMPDIR: folder, NODE_DISABLE_COMPILE_CACHE: '1' };
  const { stderr } = await promisify(execFile)(process.execPath, words, { cwd: root, env });
  expect(stderr).toContain(`PASS ${file}`);
  expect(readdirSync(folder)).toEqual(['cache']);
});
