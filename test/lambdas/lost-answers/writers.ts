import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '../../..');
const writing = /new (?:Put|Update|Delete|BatchWrite|TransactWrite)Command\(/;

interface SourceFunction {
  readonly name: string;
  readonly file: string;
  readonly isExported: boolean;
  readonly body: string;
  /** The text of the whole file: it says what is imported. */
  readonly source: string;
}

/** All functions at the top level of what is deployed. Throws where something is written outside of one. */
function functions(): SourceFunction[] {
  return globSync('lambdas/**/*.ts', { cwd: root }).flatMap((file) => {
    const source = readFileSync(path.join(root, file), 'utf8');
    const heads = [...source.matchAll(/^(export )?(?:async )?function\*? (\w+)/gm)];
    if (writing.test(source.slice(0, heads[0]?.index ?? source.length))) {
      throw new Error(`${file} writes outside of a function with a name`);
    }
    return heads.map((head, index) => ({
      name: head[2]!,
      file,
      isExported: head[1] !== undefined,
      body: source.slice(head.index + head[0].length, heads[index + 1]?.index),
      source,
    }));
  });
}

/**
 * Exported functions that write to a table without a row of that name. One that only others use is covered when they all are.
 */
export function uncoveredWriters(rows: ReadonlySet<string>): string[] {
  const all = functions();
  const callersOf = ({ name, file, isExported }: SourceFunction) => {
    const calls = new RegExp(`(?<![.\\w])${name}\\(`);
    const imports = new RegExp(`import [^;]*\\b${name}\\b[^;]* from`);
    return all.filter(
      (other) =>
        calls.test(other.body) &&
        (other.file === file ? other.name !== name : isExported && imports.test(other.source)),
    );
  };
  const uncovered = new Set<string>();
  const isCovered = (writer: SourceFunction, seen: readonly SourceFunction[] = []): boolean => {
    if (rows.has(writer.name) || seen.includes(writer)) return true;
    const callers = callersOf(writer);
    const covered = callers.map((caller) => isCovered(caller, [...seen, writer]));
    const isFine = callers.length > 0 && covered.every(Boolean);
    if (!isFine && writer.isExported) uncovered.add(writer.name);
    return isFine;
  };
  for (const writer of all.filter(({ body }) => writing.test(body))) isCovered(writer);
  return [...uncovered].sort();
}
