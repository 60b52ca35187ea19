import { createWriteStream, mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { diskProblem } from '../disk-problem.ts';
import type { Log } from '../machine.ts';

const fileLimit = 10_000_000;
/** A log that cannot be written is tried again after this, ms; what is printed meanwhile is lost. */
const pauseAfterFailure = 1000;

/** What the sandboxes of one function print. */
export interface FunctionLog {
  add(stream: Readable): void;
  close(): void;
}

/**
 * Writes lines to `<directory>/<name>.log`, anew at each start and again after 10 MB (the part before is kept as `.1`), and says
 * warnings and errors on the console in one line.
 */
export function createFunctionLog(directory: string, name: string, console: Log): FunctionLog {
  mkdirSync(directory, { recursive: true });
  const file = path.join(directory, `${name}.log`);
  let written = 0;
  let isSaid = false;
  let again = 0;
  const failed = (error: unknown) => {
    again = Date.now() + pauseAfterFailure;
    if (!isSaid) console.warn(`${name}: the log is not written. ${diskProblem(error) ?? String(error)}`);
    isSaid = true;
  };
  const open = (flags: 'a' | 'w') => createWriteStream(file, { flags }).on('error', failed);
  let stream = open('w');
  const startAnew = () => {
    stream.end();
    try {
      renameSync(file, `${file}.1`);
    } catch (error) {
      failed(error);
    }
    stream = open('w');
    written = 0;
  };
  const write = (line: string) => {
    written += line.length + 1;
    if (written > fileLimit) startAnew();
    if (stream.destroyed && Date.now() >= again) stream = open('a');
    if (!stream.destroyed) {
      stream.write(`${line}\n`, (error) => {
        if (!error) isSaid = false;
      });
    }
    const warning = warningIn(line);
    if (warning !== undefined) console.warn(`${name}: ${warning}`);
  };
  return {
    add: (source) => void createInterface({ input: source }).on('line', write),
    close: () => void stream.end(),
  };
}

/** The gist of a structured log line that somebody should look at; undefined for all others. */
export function warningIn(line: string): string | undefined {
  if (!line.startsWith('{')) return undefined;
  const entry = parse(line);
  const level = textOf(entry, 'level');
  if (level !== 'ERROR' && level !== 'WARN' && level !== 'CRITICAL') return undefined;
  const cause = ['error', 'failure', 'cause'].map((key) => textOf(entry, 'message', key, 'message')).find(Boolean);
  const message = textOf(entry, 'message') ?? textOf(entry, 'message', 'text') ?? line;
  const gist = cause === undefined || cause === message ? message : `${message}: ${cause}`;
  return `${level} ${gist.replaceAll(/\s+/g, ' ').slice(0, 300)}`;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function textOf(value: unknown, ...keys: string[]): string | undefined {
  const found = keys.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
  return typeof found === 'string' ? found : undefined;
}
