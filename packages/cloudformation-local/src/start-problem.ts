/** Why a stack does not start, in sentences for whoever started it; to be printed without a stack trace. */
export class StartProblem extends Error {
  readonly sentences: readonly string[];

  constructor(sentences: readonly string[], options?: ErrorOptions) {
    super(sentences.join('\n'), options);
    this.name = 'StartProblem';
    this.sentences = sentences;
  }
}
