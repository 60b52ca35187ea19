import { SingleBar } from 'cli-progress';

/** Shows how far a long command is. */
export interface Progress {
  update(done: number): void;
  note(line: string): void;
  stop(): void;
}

/** A bar on a terminal; elsewhere a line for every step of 2 % or more, as logs want it. */
export function showProgress(
  stream: NodeJS.WriteStream,
  total: number,
  alreadyDone: number,
  /** What is counted, in the plural. */
  what: string,
): Progress {
  const note = (line: string): void => void stream.write(`${line}\n`);
  if (!stream.isTTY) return logged(note, total, alreadyDone, what);
  const format = `{bar} {value} of {total} ${what}, {eta_formatted} left`;
  const bar = new SingleBar({ stream, format, hideCursor: true });
  bar.start(total, alreadyDone);
  return {
    update: (done) => bar.update(done),
    note: (line) => note(`\n${line}`),
    stop: () => bar.stop(),
  };
}

function logged(note: Progress['note'], total: number, alreadyDone: number, what: string): Progress {
  let noted = alreadyDone;
  return {
    update(done) {
      if (done < total && done - noted < total / 50) return;
      noted = done;
      note(`${done} of ${total} ${what}`);
    },
    note,
    stop: () => undefined,
  };
}
