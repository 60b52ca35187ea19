import { errorCode } from './error-code.ts';

/** Why the local run does not start, in sentences for whoever started it; printed without a stack trace. */
export class StartProblem extends Error {
  readonly sentences: readonly string[];

  constructor(sentences: readonly string[], options?: ErrorOptions) {
    super(sentences.join('\n'), options);
    this.name = 'StartProblem';
    this.sentences = sentences;
  }
}

/** The same error, or a sentence for the mistakes that the system's own errors report badly. */
export function asStartProblem(error: unknown, ports: Readonly<Record<string, number>>): unknown {
  if (!isPortInUse(error)) return error;
  const variable = Object.keys(ports).find((name) => ports[name] === error.port);
  return variable === undefined ? error : portInUse(error.port, variable);
}

/** @param variable the environment variable that chooses another port */
export function portInUse(port: number, variable: string): StartProblem {
  return new StartProblem([
    `Port ${port} is already in use; choose another with ${variable}, like ${variable}=${port + 10}.`,
  ]);
}

function isPortInUse(error: unknown): error is Error & { port: number } {
  return (
    error instanceof Error && errorCode(error) === 'EADDRINUSE' && 'port' in error && typeof error.port === 'number'
  );
}
