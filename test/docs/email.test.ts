import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readCsv } from '../../bin/cli/csv/read-csv.ts';
import { emailTools, mergeFields } from '../../bin/cli/email/merge-fields.ts';
import { type LocalRun, startLocalRun } from '../start-local-run.ts';
import { curlIfMissing } from './curl-if-missing.ts';
import { readPaper, root } from './markdown.ts';
import { renderMail } from './render-mail.ts';

let run: LocalRun | undefined;
let folder: string | undefined;
let searchPath: string;

beforeAll(async () => {
  run = await startLocalRun();
  folder = await mkdtemp(path.join(tmpdir(), 'email-'));
  searchPath = [process.env.PATH, path.dirname(process.execPath), await curlIfMissing(folder)].join(':');
});

afterAll(async () => {
  await run?.discard();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** Runs a block as a reader would who stands in the folder of the project and keeps the files elsewhere. */
function bash(text: string): Promise<string> {
  const script = text
    .replaceAll('http://localhost:8787', run!.url)
    .replaceAll('npm run --silent cli --', `'${process.execPath}' '${path.join(root, 'bin/cli.ts')}'`);
  const env = { PATH: searchPath, LEASELINE_URL: run!.url, LEASELINE_KEY: 'local' };
  return new Promise((resolve, reject) => {
    execFile('bash', ['-euo', 'pipefail', '-c', `{ ${script}\n} 2>&1`], { cwd: folder, env }, (error, out) =>
      error ? reject(new Error(`${script}\n${out}`, { cause: error })) : resolve(out.trim()),
    );
  });
}

test('what docs/email/README.md runs prints what it says', async () => {
  const { blocks } = readPaper('docs/email/README.md');
  const commands = blocks.filter(({ language }) => language === 'bash');
  const said = blocks.filter(({ language }) => language === 'text').map(({ text }) => text);
  const printed: string[] = [];
  for (const { text } of commands) printed.push(await bash(text));
  expect(said).toHaveLength(2);
  expect(printed).toEqual(said);
});

test.each(['numbers', 'report'])('what docs/email/%s.md runs is answered as meant', async (page) => {
  const commands = readPaper(`docs/email/${page}.md`).blocks.filter(({ language }) => language === 'bash');
  const printed: string[] = [];
  for (const { text } of commands) printed.push(await bash(text));
  expect(printed.join('\n')).toContain(
    page === 'numbers' ? '"isDefault":false' : '"destinations":["klaviyo","mailchimp"]',
  );
  expect(printed.join('\n')).not.toMatch(/"status":4|"title"/);
});

describe.each(emailTools)('%s', (tool) => {
  const page = readPaper(`docs/email/${tool}.md`);
  const [snippet] = page.blocks.filter(({ language }) => language === 'html').map(({ text }) => text);
  const example = () => readFile(path.join(root, `docs/email/examples/${tool}.html`), 'utf8');

  /** The rows of the file that the command of the page writes of the example's list. */
  async function rows(): Promise<Record<string, string>[]> {
    const [command] = page.blocks.filter(({ language }) => language === 'sh').map(({ text }) => text);
    const list = path.join(root, 'docs/email/examples/recipients.csv');
    await bash(`cp '${list}' . && ${command!.replace('npm run cli --', 'npm run --silent cli --')}`);
    const [head, ...lines] = readCsv(await readFile(path.join(folder!, 'recipients.numbers.csv'))).records;
    return lines.map(({ cells }) => Object.fromEntries(head!.cells.map((name, at) => [name, cells[at]!])));
  }

  test('the example has the part that the page shows', async () => {
    expect(await example()).toContain(snippet);
  });

  test('with the columns of the command the mail says number, link, picture and query of each recipient', async () => {
    const [numberName, displayName, hrefName, linkName, pictureName, queryName] = mergeFields(tool) as string[];
    const all = await rows();
    expect(all.map(({ id }) => id)).toEqual(['4711', '4712', '4713']);
    for (const row of all) {
      const mail = renderMail(tool, await example(), row);
      expect(row[hrefName!]).toBe(`tel:${row[numberName!]}`);
      expect(mail).toContain(`<a href="${row[hrefName!]}">${row[displayName!]}</a>`);
      expect(mail).toContain(`<a href="${row[linkName!]}">Call us</a>`);
      expect(mail).toContain(`<img src="${row[pictureName!]}?height=24" height="24" alt="${row[displayName!]}"`);
      expect(mail).toContain(`https://shop.example/spring?${row[queryName!]}"`);
      expect(mail).not.toContain('+12025550199');
    }
  });

  test('who has no number sees that of the shop', async () => {
    const mail = renderMail(tool, await example(), { id: '4799', email: 'none@shop.example' });
    expect(mail).toContain('<a href="tel:+12025550199">(202) 555-0199</a>');
    expect(mail).toContain('<a href="https://shop.example/spring">');
    expect(mail).not.toContain('<img');
  });
});
