import type { FunctionError } from '../machine.ts';

/** A thrown value as Lambda's runtime reports it. */
export function functionError(thrown: unknown, errorType?: string): FunctionError {
  if (thrown instanceof Error) {
    return {
      errorType: errorType ?? thrown.name,
      errorMessage: thrown.message,
      trace: (thrown.stack ?? '').split('\n'),
    };
  }
  return { errorType: errorType ?? typeof thrown, errorMessage: String(thrown), trace: [] };
}

export function timedOut(requestId: string, seconds: number): FunctionError {
  return {
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`,
  };
}

/** The runtime went away without an answer. */
export function exited(requestId: string, reason: string): FunctionError {
  return {
    errorType: 'Runtime.ExitError',
    errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: ${reason}`,
  };
}

export function outOfMemory(requestId: string): FunctionError {
  return { ...exited(requestId, 'signal: killed'), errorType: 'Runtime.OutOfMemory' };
}
