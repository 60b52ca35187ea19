import { readFileSync } from 'node:fs';

/** Of `/proc/<pid>/stat`: clock ticks are hundredths of a second on every Linux. */
const ticksPerSecond = 100;

export interface Usage {
  /** Seconds of processor time, all threads. */
  readonly seconds: number;
  /** The same, of the main thread alone. */
  readonly mainThread: number;
  /** Megabytes in memory. */
  readonly megabytes: number;
}

/** What a process has used so far. Linux only. */
export function usageOf(pid: number): Usage {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return {
    seconds: processorSeconds(`/proc/${pid}/stat`),
    mainThread: processorSeconds(`/proc/${pid}/task/${pid}/stat`),
    megabytes: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024,
  };
}

function processorSeconds(file: string): number {
  // The second field is the name in parentheses and may hold anything; user and system time are the 14th and 15th.
  const fields = readFileSync(file, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}
