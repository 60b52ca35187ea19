import { format } from 'node:util';

const levels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] as const;
type Level = (typeof levels)[number];

const levelOf = { trace: 'TRACE', debug: 'DEBUG', log: 'INFO', info: 'INFO', warn: 'WARN', error: 'ERROR' } as const;

export interface JsonConsole {
  /** The lowest level that is written; `INFO` where the function does not say. */
  readonly level?: string | undefined;
  readonly requestId: () => string | undefined;
  readonly write: (line: string) => void;
}

/**
 * Makes a console write as Lambda's does for a function with the log format JSON: one object per line, in which a single argument
 * stays what it is and several are put together into text. Source: the runtime's `LogPatch.js`
 * (github.com/aws/aws-lambda-nodejs-runtime-interface-client).
 */
export function makeJson(console: Console, { level = 'INFO', requestId, write }: JsonConsole): void {
  const lowest = levels.findIndex((each) => each === level);
  for (const method of ['trace', 'debug', 'log', 'info', 'warn', 'error'] as const) {
    const level = levelOf[method];
    const isWritten = levels.indexOf(level) >= lowest;
    console[method] = (...values: unknown[]) => {
      if (isWritten) write(`${jsonLine(level, requestId(), values)}\n`);
    };
  }
}

function jsonLine(level: Level, requestId: string | undefined, values: readonly unknown[]): string {
  const entry = { timestamp: new Date().toISOString(), level, requestId };
  if (values.length !== 1) {
    const error = values.find((value) => value instanceof Error);
    return JSON.stringify({ ...entry, message: format(...values), ...(error && told(error)) });
  }
  const [message] = values;
  try {
    return JSON.stringify({ ...entry, message }, errorsInFull);
  } catch {
    return JSON.stringify({ ...entry, message: format(message) });
  }
}

function errorsInFull(_: string, value: unknown): unknown {
  return value instanceof Error ? Object.assign(told(value), value) : value;
}

function told({ constructor, message, stack }: Error): object {
  return { errorType: constructor.name, errorMessage: message, stackTrace: stack?.split('\n') };
}
