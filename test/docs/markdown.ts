import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.join(__dirname, '../..');

/** The sections of the README whose commands are run. */
export const firstSteps: readonly string[] = [
  'First steps',
  'A call',
  'A call from any PBX',
  'When something is wrong',
];

export interface Block {
  readonly language: string;
  readonly text: string;
  /** The heading that it stands under. */
  readonly section: string;
}

export interface Paper {
  readonly file: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  /** Everything but code blocks. */
  readonly prose: string;
  /** What a link may name after `#`. */
  readonly anchors: ReadonlySet<string>;
}

/** Every paper of the project, by its path. */
export function papers(): Paper[] {
  const ours = (folder: string) =>
    readdirSync(path.join(root, folder), { recursive: folder !== '', encoding: 'utf8' })
      .filter((file) => file.endsWith('.md'))
      .map((file) => path.join(folder, file));
  return [...ours(''), ...ours('docs'), ...ours('packages')].map(readPaper);
}

export function readPaper(file: string): Paper {
  const text = readFileSync(path.join(root, file), 'utf8');
  const blocks: Block[] = [];
  const prose: string[] = [];
  const headings: string[] = [];
  let open: { language: string; lines: string[] } | undefined;
  for (const line of text.split('\n')) {
    const fence = /^ *```(\w*)$/.exec(line);
    if (fence && open) {
      blocks.push({ language: open.language, text: open.lines.join('\n'), section: headings.at(-1) ?? '' });
      open = undefined;
    } else if (fence) {
      open = { language: fence[1]!, lines: [] };
    } else if (open) {
      open.lines.push(line);
    } else {
      prose.push(line);
      const heading = /^#+ (.+)$/.exec(line)?.[1];
      if (heading !== undefined) headings.push(heading);
    }
  }
  if (open) throw new Error(`${file}: a code block is not closed`);
  return { file, text, blocks, prose: prose.join('\n'), anchors: new Set(headings.map(anchorOf)) };
}

/** As the usual hosts make anchors from headings. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

/** Cells of the first table whose header is this, without the backquotes. */
export function tableAfter(paper: Paper, header: string): string[][] {
  const lines = paper.prose.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${header} |`));
  if (start === -1) throw new Error(`${paper.file}: there is no table with the column "${header}"`);
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('|'));
  return lines.slice(start + 2, end).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}
