/** The inside of a sandbox: runs in a worker thread of its own, loads one bundle, and handles one event at a time. */
import { parentPort, workerData } from 'node:worker_threads';
import { functionError } from './function-error.ts';
import { giveWay } from './give-way.ts';
import { makeJson } from './json-console.ts';
import { type Handler, loadHandler } from './load-handler.ts';
import type { SandboxMessage, SandboxRequest, SandboxSettings } from './sandbox-messages.ts';
import { ownThread } from './time-limit.ts';

const settings: SandboxSettings = workerData;
const port = parentPort;
const say = (message: SandboxMessage) => port?.postMessage(message);
let requestId: string | undefined;

say({ kind: 'thread', thread: ownThread() });
if (settings.givesWay) giveWay();

if (process.env.AWS_LAMBDA_LOG_FORMAT === 'JSON') {
  makeJson(console, {
    level: process.env.AWS_LAMBDA_LOG_LEVEL,
    requestId: () => requestId,
    write: (line) => void process.stdout.write(line),
  });
}

// Lambda's runtime reports what nobody caught, then ends itself with these codes.
process.on('uncaughtException', (error) => {
  say({ kind: 'fatal', error: functionError(error) });
  process.exit(129);
});
process.on('unhandledRejection', (reason) => {
  say({ kind: 'fatal', error: functionError(reason, 'Runtime.UnhandledPromiseRejection') });
  process.exit(128);
});

try {
  const handler = await loadHandler(settings.codeDirectory, settings.handler);
  port?.on('message', (request: SandboxRequest) => {
    void handle(handler, request).then(say);
  });
  say({ kind: 'ready' });
} catch (error) {
  say({ kind: 'fatal', error: functionError(error) });
  process.exit(1);
}

async function handle(handler: Handler, request: SandboxRequest): Promise<SandboxMessage> {
  requestId = request.requestId;
  try {
    const result = await handler(JSON.parse(request.event), contextOf(request));
    return { kind: 'result', payload: serialize(result) };
  } catch (error) {
    return { kind: 'error', error: functionError(error) };
  }
}

function serialize(result: unknown): string {
  try {
    return JSON.stringify(result === undefined ? null : result) ?? 'null';
  } catch (cause) {
    throw new Error('Unable to stringify response body', { cause });
  }
}

/** Lambda's context object. */
function contextOf({ requestId, deadline }: SandboxRequest): object {
  return {
    awsRequestId: requestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName: settings.functionName,
    functionVersion: '$LATEST',
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    invokedFunctionArn: settings.functionArn,
    logGroupName: `/aws/lambda/${settings.functionName}`,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    memoryLimitInMB: String(settings.memoryMegabytes),
  };
}
