import { existsSync } from 'node:fs';
import path from 'node:path';
import { papers, readPaper, root } from './markdown.ts';

const all = papers();

test('the papers are there', () => {
  expect(all.map((paper) => paper.file)).toEqual(
    expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'docs/architecture.md']),
  );
});

describe.each(all.map((paper) => [paper.file, paper] as const))('%s', (file, paper) => {
  const links = [...paper.prose.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]!);

  test('every link within the project leads somewhere', () => {
    const dead = links.filter((link) => !/^https?:/.test(link)).filter((link) => !leadsSomewhere(file, link));
    expect(dead).toEqual([]);
  });

  test('every file and folder that it names is there', () => {
    const named = [...paper.prose.matchAll(/`((?:lambdas|lib|bin|web|local|packages|test|docs)\/[\w./-]+)`/g)];
    const from = [root, path.join(root, path.dirname(file))];
    const isThere = (place: string) => from.some((folder) => existsSync(path.join(folder, place)));
    expect(file === 'CHANGELOG.md' ? [] : named.map((match) => match[1]!).filter((place) => !isThere(place))).toEqual(
      [],
    );
  });

  test('it names no machine of anybody, and only numbers of fiction', () => {
    expect(paper.text).not.toMatch(/\/(root|home|work|tmp)\//);
    const numbers = [...paper.text.matchAll(/\+[1-9]\d{6,}/g)].map((match) => match[0]);
    const fiction = /^\+(1\d{3}55501\d\d|44207946\d{4}|493023125\d{3})$/;
    expect(numbers.filter((number) => !fiction.test(number))).toEqual([]);
  });
});

function leadsSomewhere(from: string, link: string): boolean {
  const [to = '', anchor] = link.split('#');
  const target = to === '' ? from : path.join(path.dirname(from), to);
  if (!existsSync(path.join(root, target))) return false;
  return anchor === undefined || readPaper(target).anchors.has(anchor);
}

test('a dead link and a dead anchor would be found', () => {
  expect(leadsSomewhere('README.md', 'docs/gone.md')).toBe(false);
  expect(leadsSomewhere('README.md', '#gone')).toBe(false);
  expect(leadsSomewhere('docs/architecture.md', '../README.md#privacy')).toBe(true);
});

test('every decision is numbered once, and named by its heading', () => {
  const decisions = all.filter(({ file }) => file.startsWith('docs/decisions/') && !file.endsWith('/README.md'));
  const numbers = decisions.map((paper) => Number(/\/(\d{4})-[a-z0-9-]+\.md$/.exec(paper.file)?.[1]));
  expect(numbers.toSorted((a, b) => a - b)).toEqual(decisions.map((_, index) => index + 1));
  for (const paper of decisions) {
    expect(paper.text).toMatch(new RegExp(`^# ${Number(paper.file.match(/\d{4}/)![0])}\\. \\S`));
    expect(paper.text).toContain('**Decision.**');
  }
});

test('sections of the runbook that alarms name exist', async () => {
  const { globSync, readFileSync } = await import('node:fs');
  const named = globSync('lib/**/*.ts', { cwd: root })
    .map((file) => readFileSync(path.join(root, file), 'utf8'))
    .flatMap((text) => [...text.matchAll(/runbook: '([^']+)'/g)].map((match) => match[1]!));
  const { anchors } = readPaper('docs/runbook.md');
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((anchor) => !anchors.has(anchor))).toEqual([]);
});
