import { readdirSync, readFileSync } from 'node:fs';

/** Process ids of the direct children of a process whose command line contains `word`. Linux only. */
export function childrenNamed(parent: number, word: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent && read(pid, 'cmdline').includes(word));
}

/** Whether a process lives and is still the one we mean. */
export function isAlive(pid: number, word: string): boolean {
  return read(pid, 'cmdline').includes(word);
}

function parentOf(pid: number): number {
  // The second field is the name in parentheses and may hold anything; the fourth is the parent.
  return Number(read(pid, 'stat').split(') ').at(-1)?.split(' ')[1]);
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
