import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { strikes } from '../faults/faults.ts';
import type { Invocation, LocalFunction, Machine } from '../machine.ts';
import { functionEnvironment } from './function-environment.ts';
import { createFunctionLog } from './function-log.ts';
import type { FunctionProperties } from './function-properties.ts';
import { startSandbox } from './sandbox.ts';
import { createSandboxPool } from './sandbox-pool.ts';

/** Requests that one function handles at once, unless the template reserves another number for it. */
const defaultConcurrency = 4;
const idleMilliseconds = 20_000;
/** The largest event and the largest answer of a synchronous invocation. */
const payloadLimit = 6 * 1024 * 1024;

export interface FunctionVersion {
  readonly codeDirectory: string;
  readonly properties: FunctionProperties;
}

/** A function whose code and settings can be exchanged while it runs. */
export interface ManagedFunction extends LocalFunction {
  replace(version: FunctionVersion): void;
}

export function createManagedFunction(name: string, first: FunctionVersion, machine: Machine): ManagedFunction {
  const arn = `arn:aws:lambda:${machine.region}:${machine.accountId}:function:${name}`;
  const log = createFunctionLog(path.join(machine.dataDirectory, 'logs'), name, machine.log);
  let version = first;
  /** How long the last request took: the moment at which a fault hits lies within twice of that. */
  let lastDuration = 20;
  let givesWay = false;
  const pool = createSandboxPool({
    concurrency: first.properties.ReservedConcurrentExecutions ?? defaultConcurrency,
    processors: availableParallelism(),
    idleMilliseconds,
    start: () =>
      startSandbox({
        codeDirectory: version.codeDirectory,
        handler: version.properties.Handler,
        functionName: name,
        functionArn: arn,
        memoryMegabytes: version.properties.MemorySize,
        givesWay,
        timeoutSeconds: version.properties.Timeout,
        environment: functionEnvironment(name, version.codeDirectory, version.properties, machine.clientEnvironment),
        print: (stream) => log.add(stream),
      }),
    onRequest: (sandbox) => {
      if (!strikes(machine.faults, 'lambda.kill')) return;
      setTimeout(() => void sandbox.kill(), Math.random() * 2 * lastDuration);
    },
  });
  machine.onStop(async () => {
    await pool.stop();
    log.close();
  });

  const invoke = async (event: unknown): Promise<Invocation> => {
    const text = JSON.stringify(event ?? null);
    if (Buffer.byteLength(text) > payloadLimit) return tooLarge('RequestTooLargeException', 'Request', text);
    if (first.properties.ReservedConcurrentExecutions === 0) {
      return { ok: false, error: { errorType: 'TooManyRequestsException', errorMessage: 'Rate Exceeded.' } };
    }
    const started = performance.now();
    const answer = await pool.run({ requestId: randomUUID(), event: text });
    lastDuration = performance.now() - started;
    if (!answer.ok) {
      machine.log.warn(`${name}: ${answer.error.errorType}: ${answer.error.errorMessage}`);
      return answer;
    }
    if (Buffer.byteLength(answer.payload) > payloadLimit) {
      return tooLarge('Function.ResponseSizeTooLarge', 'Response', answer.payload);
    }
    const payload: unknown = JSON.parse(answer.payload);
    return { ok: true, payload };
  };

  return {
    name,
    arn,
    get timeoutSeconds() {
      return version.properties.Timeout;
    },
    get isOverloaded() {
      return pool.isOverloaded;
    },
    invoke,
    renew: () => pool.renew(),
    giveWay: () => {
      givesWay = true;
    },
    replace: (next) => {
      version = next;
      pool.renew();
    },
  };
}

function tooLarge(errorType: string, what: string, text: string): Invocation {
  const errorMessage = `${what} payload size (${Buffer.byteLength(text)} bytes) exceeded maximum allowed payload size (${payloadLimit} bytes).`;
  return { ok: false, error: { errorType, errorMessage } };
}
