import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import os, { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { type Sandbox, type SandboxAnswer, startSandbox } from '../../src/lambda/sandbox.ts';

const started: Sandbox[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((sandbox) => sandbox.kill()));
});

describe('a sandbox', () => {
  it('loads a CommonJS bundle inside a project of ES modules', async () => {
    const sandbox = await start(`exports.handler = async (event) => ({ twice: event.value * 2 });`);
    expect(await ask(sandbox, { value: 21 })).toEqual({ ok: true, payload: '{"twice":42}' });
  });

  it('keeps its state from one request to the next', async () => {
    const sandbox = await start(`let calls = 0; exports.handler = async () => ++calls;`);
    await ask(sandbox);
    expect(await ask(sandbox)).toEqual({ ok: true, payload: '2' });
  });

  it('shows the environment that it was given and nothing of this process', async () => {
    process.env.SECRET_OF_THE_HOST = 'yes';
    const sandbox = await start(`exports.handler = async () => process.env;`, { environment: { TABLE: 'visits' } });
    expect(parsed(await ask(sandbox))).toEqual({ TABLE: 'visits' });
  });

  it('gives the context that Lambda gives', async () => {
    const sandbox = await start(
      `exports.handler = async (_, context) => ({ ...context, left: context.getRemainingTimeInMillis() });`,
    );
    expect(parsed(await ask(sandbox))).toMatchObject({
      awsRequestId: 'request-1',
      functionName: 'numbers',
      functionVersion: '$LATEST',
      invokedFunctionArn: 'arn:numbers',
      memoryLimitInMB: '64',
      left: expect.any(Number) as number,
    });
  });

  it('has less priority where it gives way, as far as Linux knows of threads, and all others theirs', async () => {
    const code = `
      const [{ existsSync, readlinkSync }, path, os] = ['fs', 'path', 'os'].map((name) => require('node:' + name));
      const [self] = ['/proc/thread-self'].filter((link) => existsSync(link));
      exports.handler = async () => os.getPriority(self && Number(path.basename(readlinkSync(self))));`;
    const usual = os.getPriority();
    const less = process.platform === 'linux' ? Math.min(19, usual + 10) : usual;
    expect(parsed(await ask(await start(code)))).toBe(usual);
    expect(parsed(await ask(await start(code, { givesWay: true })))).toBe(less);
    expect(os.getPriority()).toBe(usual);
  });

  it('answers null where the handler returns nothing', async () => {
    expect(await ask(await start(`exports.handler = () => {};`))).toEqual({ ok: true, payload: 'null' });
  });

  it.each([
    ['an error', `throw new TypeError('bad input')`, 'TypeError', 'bad input'],
    ['text', `throw 'bad input'`, 'string', 'bad input'],
    ['a named error', `const e = new Error('later'); e.name = 'Throttled'; throw e`, 'Throttled', 'later'],
  ])('reports %s that the handler throws, and goes on', async (_, code, errorType, errorMessage) => {
    const sandbox = await start(`exports.handler = async (event) => { if (event.bad) { ${code} } return 'fine'; };`);
    expect(await ask(sandbox, { bad: true })).toMatchObject({ ok: false, error: { errorType, errorMessage } });
    expect(await ask(sandbox)).toEqual({ ok: true, payload: '"fine"' });
  });

  it('reports a result that is no JSON', async () => {
    const sandbox = await start(`exports.handler = async () => ({ big: 1n });`);
    expect(await ask(sandbox)).toMatchObject({ error: { errorMessage: 'Unable to stringify response body' } });
  });

  it.each([
    [
      'a handler that is not there',
      `exports.other = 1;`,
      'Runtime.HandlerNotFound',
      'index.handler is undefined or not exported',
    ],
    ['code that throws while it loads', `throw new RangeError('at start');`, 'RangeError', 'at start'],
    [
      'a module that is nowhere',
      `require('no-such-module');`,
      'Runtime.ImportModuleError',
      expect.stringContaining("Error: Cannot find module 'no-such-module'"),
    ],
    ['a syntax error', `exports.handler = (`, 'SyntaxError', 'Unexpected end of input'],
  ])('reports %s', async (_, code, errorType, errorMessage) => {
    const sandbox = await start(code);
    expect(await ask(sandbox)).toMatchObject({ ok: false, error: { errorType, errorMessage } });
    expect(sandbox.isAlive).toBe(false);
  });

  it('reports a package that was not bundled, although the project around the bundle has it', async () => {
    const project = await folder();
    const codeDirectory = path.join(project, 'asset');
    await mkdir(path.join(project, 'node_modules/left'), { recursive: true });
    await writeFile(path.join(project, 'node_modules/left/index.js'), 'module.exports = 1;');
    await writeFile(path.join(project, 'node_modules/left/package.json'), '{}');
    await mkdir(codeDirectory);
    await writeFile(path.join(codeDirectory, 'index.js'), `require('left'); exports.handler = () => {};`);
    const sandbox = startSandbox({ ...settings, codeDirectory });
    expect(await ask(sandbox)).toMatchObject({
      error: { errorType: 'Runtime.ImportModuleError', errorMessage: "Error: Cannot find module 'left'" },
    });
  });

  it('reports a bundle that is not there', async () => {
    const sandbox = startSandbox({ ...settings, codeDirectory: await folder(), handler: 'index.handler' });
    expect(await ask(sandbox)).toMatchObject({ error: { errorType: 'Runtime.ImportModuleError' } });
  });

  it.each([
    ['waits for ever', `await new Promise(() => {});`],
    ['never gives way', `for (;;);`],
  ])('ends when the handler %s', async (_, code) => {
    const sandbox = await start(`exports.handler = async () => { ${code} };`, { timeoutSeconds: 0.3 });
    expect(await ask(sandbox)).toEqual({
      ok: false,
      error: {
        errorType: 'Sandbox.Timedout',
        errorMessage: 'RequestId: request-1 Error: Task timed out after 0.30 seconds',
      },
    });
    expect(sandbox.isAlive).toBe(false);
  });

  it.each([
    [
      'ends the process',
      `process.exit(3);`,
      'Runtime.ExitError',
      'RequestId: request-1 Error: Runtime exited with error: exit status 3',
    ],
    [
      'rejects behind its back',
      `Promise.reject(new Error('lost')); await new Promise(() => {});`,
      'Runtime.UnhandledPromiseRejection',
      'lost',
    ],
    [
      'throws behind its back',
      `setImmediate(() => { throw new RangeError('late'); }); await new Promise(() => {});`,
      'RangeError',
      'late',
    ],
    [
      'takes all memory',
      `const all = []; for (;;) all.push(new Array(1e6).fill({}));`,
      'Runtime.OutOfMemory',
      'RequestId: request-1 Error: Runtime exited with error: signal: killed',
    ],
  ])('dies alone when the handler %s', async (_, code, errorType, errorMessage) => {
    const sandbox = await start(`exports.handler = async () => { ${code} };`);
    expect(await ask(sandbox)).toMatchObject({ ok: false, error: { errorType, errorMessage } });
    expect(sandbox.isAlive).toBe(false);
  });

  it('answers the request at hand when it is killed', async () => {
    const sandbox = await start(`exports.handler = () => new Promise(() => {});`);
    const answer = ask(sandbox);
    await sandbox.kill();
    expect(await answer).toEqual({
      ok: false,
      error: {
        errorType: 'Runtime.ExitError',
        errorMessage: 'RequestId: request-1 Error: Runtime exited with error: signal: killed',
      },
    });
  });

  it('hands over what the code prints', async () => {
    const lines: string[] = [];
    const print = (stream: Readable) => void stream.on('data', (text: Buffer) => lines.push(text.toString()));
    const sandbox = await start(`exports.handler = async () => { console.log('hello'); console.error('trouble'); };`, {
      print,
    });
    await ask(sandbox);
    await sandbox.kill();
    expect(lines.join('')).toContain('hello\n');
    expect(lines.join('')).toContain('trouble\n');
  });

  it('writes what the code logs in the format of the function', async () => {
    const lines: string[] = [];
    const print = (stream: Readable) => void stream.on('data', (text: Buffer) => lines.push(text.toString()));
    const environment = { AWS_LAMBDA_LOG_FORMAT: 'JSON' };
    const sandbox = await start(`exports.handler = async () => console.warn({ text: 'slow' });`, {
      print,
      environment,
    });
    await ask(sandbox);
    await sandbox.kill();
    const entry: unknown = JSON.parse(lines.join(''));
    expect(entry).toMatchObject({ level: 'WARN', requestId: 'request-1', message: { text: 'slow' } });
  });
});

const settings = {
  handler: 'index.handler',
  functionName: 'numbers',
  functionArn: 'arn:numbers',
  memoryMegabytes: 64,
  givesWay: false,
  timeoutSeconds: 10,
  environment: {},
  print: (stream: Readable) => void stream.resume(),
};

async function start(code: string, extra: Partial<Parameters<typeof startSandbox>[0]> = {}): Promise<Sandbox> {
  const codeDirectory = await folder();
  await writeFile(path.join(codeDirectory, 'index.js'), code);
  const sandbox = startSandbox({ ...settings, codeDirectory, ...extra });
  started.push(sandbox);
  return sandbox;
}

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), 'sandbox-'));
  await writeFile(path.join(made, 'package.json'), '{"type":"module"}');
  return made;
}

function ask(sandbox: Sandbox, event: object = {}): Promise<SandboxAnswer> {
  return sandbox.handle({ requestId: 'request-1', event: JSON.stringify(event) });
}

function parsed(answer: SandboxAnswer): unknown {
  if (!answer.ok) throw new Error(answer.error.errorMessage);
  return JSON.parse(answer.payload);
}
