import { InvokeCommand, LambdaClient, LambdaServiceException } from '@aws-sdk/client-lambda';

let client: LambdaClient | undefined;

/** Who waits for a function waits as long as somebody may wait for the answer; what it does may not be done twice. */
function lambda(): LambdaClient {
  client ??= new LambdaClient({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 1000, requestTimeout: 25_000, throwOnRequestTimeout: true },
  });
  return client;
}

/** Lets another function work, and answers what it answers. Throws when it fails. */
export async function invokeFunction(name: string, payload: object): Promise<unknown> {
  const { FunctionError, Payload } = await lambda().send(
    new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(payload) }),
  );
  const text = Payload?.transformToString() ?? 'null';
  if (FunctionError !== undefined) throw new Error(`the function ${name} failed: ${FunctionError}`);
  return JSON.parse(text);
}

/** What came of letting a function work. */
export type FunctionAnswer =
  | { readonly kind: 'answer'; readonly value: unknown }
  /** It did not begin. `passing`: later it may. */
  | { readonly kind: 'not-begun'; readonly error: string; readonly passing: boolean }
  /** It failed on the way, or nobody answered: what it did is not known. */
  | { readonly kind: 'no-answer' };

/** Lets another function work for so long. Never throws, and never tries twice. */
export async function tryFunction(name: string, payload: object, timeoutMs: number): Promise<FunctionAnswer> {
  try {
    const { FunctionError, Payload } = await lambda().send(
      new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(payload) }),
      { abortSignal: AbortSignal.timeout(timeoutMs) },
    );
    if (FunctionError !== undefined) return { kind: 'no-answer' };
    return { kind: 'answer', value: JSON.parse(Payload?.transformToString() ?? 'null') };
  } catch (error) {
    return functionRefusal(error);
  }
}

/** What a failed invocation means. */
export function functionRefusal(error: unknown): FunctionAnswer {
  if (error instanceof LambdaServiceException) {
    const status = error.$metadata.httpStatusCode ?? 0;
    // A server's fault leaves open what it did before.
    if (status >= 500) return { kind: 'no-answer' };
    return { kind: 'not-begun', error: error.name, passing: status === 429 };
  }
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].includes(code)
    ? { kind: 'not-begun', error: code, passing: true }
    : { kind: 'no-answer' };
}
