import type { FunctionError } from '../machine.ts';

/** What a sandbox's thread is started with. */
export interface SandboxSettings {
  /** Absolute folder of the bundle. */
  readonly codeDirectory: string;
  /** As the template says it: `<file>.<export>`. */
  readonly handler: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMegabytes: number;
  /** Others go first where processors are short. */
  readonly givesWay: boolean;
}

/** Asks the thread to handle one event. */
export interface SandboxRequest {
  readonly requestId: string;
  /** JSON text. */
  readonly event: string;
  /** Milliseconds since the epoch at which the function times out. */
  readonly deadline: number;
}

/** What the thread says: how the system names it, that it is initialized, or how an invocation or its own start ended. */
export type SandboxMessage =
  | { readonly kind: 'thread'; readonly thread: number | undefined }
  | { readonly kind: 'ready' }
  | { readonly kind: 'result'; readonly payload: string }
  | { readonly kind: 'error'; readonly error: FunctionError }
  /** The runtime ends after this: a failed start, or an error that nobody caught. */
  | { readonly kind: 'fatal'; readonly error: FunctionError };
