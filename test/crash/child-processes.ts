import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Process ids of a process's children and theirs, as long as they run that program. Linux only. */
export function descendantsRunning(ancestor: number, program: string): number[] {
  const parents = new Map(processes().map((pid) => [pid, parentOf(pid)]));
  const descends = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent !== undefined && parent > 1 && (parent === ancestor || descends(parent));
  };
  return [...parents.keys()].filter((pid) => descends(pid) && programOf(pid) === program);
}

function processes(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function programOf(pid: number): string {
  return path.basename(read(pid, 'cmdline').split('\0')[0] ?? '');
}

function parentOf(pid: number): number {
  // The second field is the name in parentheses and may hold anything; the fourth is the parent.
  return Number(read(pid, 'stat').split(') ').at(-1)?.split(' ')[1] ?? 0);
}

/** Empty if the process has ended meanwhile. */
function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
