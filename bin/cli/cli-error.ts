/** Something that the operator must know, in one sentence. The command ends with `exitCode`. */
export class CliError extends Error {
  readonly exitCode: number;

  constructor(sentence: string, options: { exitCode?: number; cause?: unknown } = {}) {
    super(sentence, { cause: options.cause });
    this.exitCode = options.exitCode ?? 2;
  }
}
