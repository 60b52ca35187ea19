import { SingleBar } from 'cli-progress';

/** Shows how far a long command is. */
export interface Progress {
  update(done: number): void;
  note(line: string): void;
  stop(): void;
}

/** A bar on a terminal; elsewhere a line for every step, as logs want it. */
export function showProgress(stream: NodeJS.WriteStream, total: number, alreadyDone: number): Progress {
  const note = (line: string): void => void stream.write(`${line}\n`);
  if (!stream.isTTY) return { update: (done) => note(`${done} of ${total} numbers`), note, stop: () => undefined };
  const format = '{bar} {value} of {total} numbers, {eta_formatted} left';
  const bar = new SingleBar({ stream, format, hideCursor: true });
  bar.start(total, alreadyDone);
  return {
    update: (done) => bar.update(done),
    note: (line) => note(`\n${line}`),
    stop: () => bar.stop(),
  };
}
