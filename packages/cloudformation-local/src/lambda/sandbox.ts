import type { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { errorCode } from '../error-code.ts';
import type { FunctionError } from '../machine.ts';
import { exited, functionError, outOfMemory, timedOut } from './function-error.ts';
import type { SandboxMessage, SandboxRequest, SandboxSettings } from './sandbox-messages.ts';
import { heldUp, timeLimit } from './time-limit.ts';

/** Lambda gives the code this long to load. */
const initSeconds = 10;

/** JSON text of the result, or the error. */
export type SandboxAnswer =
  | { readonly ok: true; readonly payload: string }
  | { readonly ok: false; readonly error: FunctionError };

/** One execution environment: it handles one request at a time, and an error of the runtime ends it. */
export interface Sandbox {
  readonly isAlive: boolean;
  /** Resolves once it has loaded the code, or ended before it had. Never rejects. */
  readonly started: Promise<void>;
  /** Never rejects. */
  handle(request: { readonly requestId: string; readonly event: string }): Promise<SandboxAnswer>;
  /** Ends it at once, whatever it does. */
  kill(): Promise<void>;
}

export interface SandboxOptions extends SandboxSettings {
  /** All the environment that the code sees. */
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  /** Gets what the code prints. */
  readonly print: (stream: Readable) => void;
}

/** Starts a thread that loads the code; requests wait until it has. */
export function startSandbox(options: SandboxOptions): Sandbox {
  const { timeoutSeconds, ...thread } = options;
  const worker = startThread(thread);

  let isAlive = true;
  let isReady = false;
  let requestId = '';
  let systemThread: number | undefined;
  let send: (() => void) | undefined;
  let answer: ((answer: SandboxAnswer) => void) | undefined;
  /** Why the thread ended, if it managed to say so: reported by the request at hand, or by the next one. */
  let death: ((requestId: string) => FunctionError) | undefined;

  const finish = (result: SandboxAnswer) => {
    timer.end();
    const waiting = answer;
    answer = undefined;
    send = undefined;
    waiting?.(result);
  };
  const kill = async () => {
    death ??= (id) => exited(id, 'signal: killed');
    isAlive = false;
    await worker.terminate();
  };
  const limit = (seconds: number) =>
    timeLimit(
      seconds * 1000,
      () => heldUp(systemThread),
      () => {
        death ??= (id) => timedOut(id, seconds);
        finish({ ok: false, error: death(requestId) });
        void kill();
      },
    );

  let timer = limit(initSeconds);
  const { promise: started, resolve: hasStarted } = Promise.withResolvers<void>();
  worker.on('message', (message: SandboxMessage) => {
    if (message.kind === 'thread') {
      systemThread = message.thread;
    } else if (message.kind === 'ready') {
      isReady = true;
      timer.end();
      hasStarted();
      send?.();
    } else if (message.kind === 'fatal') {
      death = () => message.error;
    } else if (message.kind === 'error') {
      finish({ ok: false, error: message.error });
    } else {
      finish({ ok: true, payload: message.payload });
    }
  });
  worker.on('error', (error) => {
    const isMemory = errorCode(error) === 'ERR_WORKER_OUT_OF_MEMORY';
    death ??= (id) => (isMemory ? outOfMemory(id) : functionError(error));
  });
  worker.on('exit', (code) => {
    isAlive = false;
    hasStarted();
    death ??= (id) => exited(id, `exit status ${code}`);
    finish({ ok: false, error: death(requestId) });
  });

  return {
    get isAlive() {
      return isAlive;
    },
    started,
    handle: (request) =>
      new Promise((resolve) => {
        requestId = request.requestId;
        if (!isAlive) {
          resolve({ ok: false, error: death?.(requestId) ?? exited(requestId, 'signal: killed') });
          return;
        }
        answer = resolve;
        send = () => {
          timer = limit(timeoutSeconds);
          const deadline = Date.now() + timeoutSeconds * 1000;
          worker.postMessage({ ...request, deadline } satisfies SandboxRequest);
        };
        if (isReady) send();
      }),
    kill,
  };
}

function startThread({ environment, print, ...settings }: Omit<SandboxOptions, 'timeoutSeconds'>): Worker {
  const worker = new Worker(new URL('./sandbox-thread.ts', import.meta.url), {
    workerData: settings satisfies SandboxSettings,
    env: { ...environment },
    execArgv: [],
    stdout: true,
    stderr: true,
    // V8 would let each thread keep 48 MB of young objects before it looks for dead ones.
    resourceLimits: { maxOldGenerationSizeMb: settings.memoryMegabytes, maxYoungGenerationSizeMb: 8 },
  });
  print(worker.stdout);
  print(worker.stderr);
  return worker;
}
