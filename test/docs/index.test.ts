import path from 'node:path';
import { papers, readPaper } from './markdown.ts';

/** What a paper links to, by path, with files and folders alike. */
function linked(file: string): Set<string> {
  const links = [...readPaper(file).prose.matchAll(/\]\(([^)\s#]+)/g)].map((match) => match[1]!);
  return new Set(links.map((link) => path.join(path.dirname(file), link).replace(/\/$/, '')));
}

const pages = papers()
  .map(({ file }) => file)
  .filter((file) => file.startsWith('docs/') && path.basename(file) !== 'README.md');
const indexes = new Set(papers().flatMap(({ file }) => (path.basename(file) === 'README.md' ? [file] : [])));

test.each(pages)('%s is found by an index', (page) => {
  const folder = path.dirname(page);
  const own = `${folder}/README.md`;
  // Where a folder has no index, its list of files is one.
  const places = indexes.has(own) ? [page] : [page, folder];
  const found = linked(indexes.has(own) ? own : 'docs/README.md');
  expect(places.filter((place) => found.has(place))).not.toEqual([]);
});

test('the README leads to the index of the documentation', () => {
  expect(linked('README.md')).toContain('docs/README.md');
});

test('the list of decisions says their titles', () => {
  const { text } = readPaper('docs/decisions/README.md');
  for (const page of pages.filter((file) => file.startsWith('docs/decisions/'))) {
    const [, title] = /^# (.+)/.exec(readPaper(page).text) ?? [];
    expect(text).toContain(`[${title}](${path.basename(page)})`);
  }
});
