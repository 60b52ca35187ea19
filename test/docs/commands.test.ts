import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App } from 'aws-cdk-lib/core';
import { readConfig } from '../../lib/config.ts';
import { type Block, firstSteps, papers, readPaper, root } from './markdown.ts';

const all = papers();
const packageFile = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

/** Commands of blocks that start something lasting or need an account, and commands named in the text. */
const commands = all.flatMap((paper) => [
  ...paper.blocks.filter((block) => block.language === 'sh').flatMap(linesOf),
  ...[...paper.prose.matchAll(/`((?:npm|npx) [^`]+)`/g)].map((match) => match[1]!),
]);

function linesOf(block: Block): string[] {
  return block.text.split('\n').flatMap((line) => line.trim().split(' && '));
}

test('every npm script that is named exists', () => {
  const named = commands
    .map((command) => /^npm (?:run (?:--silent )?)?([\w:.-]+)/.exec(command)?.[1])
    .filter((name) => name !== undefined && name !== 'ci');
  expect(named).toEqual(expect.arrayContaining(['start', 'test', 'check:crash', 'cli']));
  expect(named.filter((name) => name !== '...' && packageFile.scripts[name!] === undefined)).toEqual([]);
});

test('every cdk command that makes the template says what synthesis asks for, once the stages are there', () => {
  const cdk = commands.filter((command) => /^npx cdk (bootstrap|deploy|diff|synth|import|destroy)/.test(command));
  expect(cdk.length).toBeGreaterThan(3);
  const stages = mkdtempSync(path.join(tmpdir(), 'stages-'));
  for (const stage of ['prod', 'staging']) {
    const example = JSON.parse(readFileSync(path.join(root, 'stages/example.json'), 'utf8'));
    writeFileSync(path.join(stages, `${stage}.json`), JSON.stringify({ ...example, stackName: `Leaseline-${stage}` }));
  }
  copyFileSync(path.join(root, 'stages/example.json'), path.join(stages, 'example.json'));
  for (const command of cdk) {
    const said = [...command.matchAll(/-c (\w+)=(\S+)/g)].map((match) => [match[1]!, match[2]!]);
    const read = () => readConfig(new App({ context: Object.fromEntries(said) }).node, { stages, environment: {} });
    expect(`${command}: ${problemOf(read)}`).toBe(`${command}: none`);
  }
  rmSync(stages, { recursive: true });
});

function problemOf(read: () => unknown): string {
  try {
    read();
    return 'none';
  } catch (error) {
    return String(error);
  }
}

test('every block says what it is', () => {
  const languages = new Set(all.flatMap((paper) => paper.blocks.map((block) => block.language)));
  expect(
    [...languages].filter(
      (language) =>
        !['bash', 'sh', 'json', 'html', 'jsx', 'php', 'mermaid', 'text', 'csv', 'ts', 'js', 'diff', 'xml'].includes(
          language,
        ),
    ),
  ).toEqual([]);
});

test('only the first steps have commands and answers that are run; examples are tested by themselves', () => {
  const elsewhere = all.flatMap((paper) =>
    paper.blocks
      .filter((block) => ['bash', 'json'].includes(block.language) && !firstSteps.includes(block.section))
      .filter(() => !/^docs\/(carriers|email)\//.test(paper.file))
      .filter(
        (block) =>
          block.language !== 'json' ||
          !/^docs\/(adding\/|destinations\/|order-sources\/|(assistants|audiences|conversations|events|pools|routing|rules)\.md)/.test(
            paper.file,
          ),
      )
      .map((block) => `${paper.file}: ${block.text}`),
  );
  expect(elsewhere).toEqual([]);
});

test('continuous integration runs exactly what the README says', () => {
  const script = readFileSync(path.join(root, '.ci/run'), 'utf8').trim().split('\n');
  const test = readPaper('README.md').blocks.find(
    (block) => block.language === 'sh' && block.text.includes('npm test'),
  );
  expect(script.at(-1)).toBe(test!.text);
});
