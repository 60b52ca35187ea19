import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { resolveName } from '../../../lambdas/deliveries/send-address.ts';
import { sendRequest } from '../../../lambdas/deliveries/send-request.ts';

const allow = { privateAddresses: 'allow', resolve: resolveName, timeoutMs: 5000 } as const;
const post = (url: string, body = '{}') => ({ method: 'POST', url, headers: { 'x-one': '1' }, body }) as const;

let server: Server | undefined;

async function listening(listener: (...exchange: Parameters<RequestListener>) => unknown): Promise<string> {
  server = createServer((request, response) => void listener(request, response));
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  server = undefined;
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

test('a request arrives as it was built, and its answer comes back', async () => {
  const seen: unknown[] = [];
  const url = await listening(async (request, response) => {
    const { method, headers } = request;
    seen.push({
      method,
      path: request.url,
      one: headers['x-one'],
      length: headers['content-length'],
      body: await bodyOf(request),
    });
    response.writeHead(201, { 'x-two': '2' }).end('taken');
  });
  const answer = await sendRequest(post(`${url}/in?a=b`, 'ü'), allow);
  expect(seen).toEqual([{ method: 'POST', path: '/in?a=b', one: '1', length: '2', body: 'ü' }]);
  expect(answer).toMatchObject({
    kind: 'response',
    response: { status: 201, body: 'taken', headers: { 'x-two': '2' } },
  });
});

test.each([500, 410, 429])('an answer of %i is an answer', async (status) => {
  const url = await listening((_request, response) => response.writeHead(status, { 'retry-after': '7' }).end());
  const answer = await sendRequest(post(url), allow);
  expect(answer).toMatchObject({ response: { status, headers: { 'retry-after': '7' } } });
});

test('a redirect is not followed', async () => {
  let requests = 0;
  const url = await listening((_request, response) => {
    requests++;
    response.writeHead(307, { location: '/elsewhere' }).end();
  });
  expect(await sendRequest(post(url), allow)).toMatchObject({ response: { status: 307 } });
  expect(requests).toBe(1);
});

test('a receiver that hangs may have received it', async () => {
  const url = await listening(() => undefined);
  expect(await sendRequest(post(url), { ...allow, timeoutMs: 300 })).toEqual({
    kind: 'no-answer',
    detail: 'no answer in time',
  });
});

test('a receiver that breaks off may have received it', async () => {
  const url = await listening((request) => request.socket.destroy());
  expect(await sendRequest(post(url), allow)).toMatchObject({ kind: 'no-answer' });
});

test('where nobody listens, nothing was received', async () => {
  const url = await listening(() => undefined);
  server!.close();
  expect(await sendRequest(post(url), allow)).toEqual({
    kind: 'not-sent',
    refused: false,
    detail: 'nobody listens at the address',
  });
});

test('who accepts the connection and speaks no TLS received nothing', async () => {
  const tcp = createTcpServer((socket) => {
    socket.on('error', () => undefined);
    socket.resume().end('hello');
  });
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  const { port } = tcp.address() as AddressInfo;
  expect(await sendRequest(post(`https://127.0.0.1:${port}/`), allow)).toMatchObject({
    kind: 'not-sent',
    refused: false,
  });
  await new Promise((resolve) => tcp.close(resolve));
});

test('of a huge answer the beginning is read, and the connection ends', async () => {
  let written = 0;
  const url = await listening((_request, response) => {
    response.on('error', () => undefined);
    const more = () => {
      while (!response.destroyed && written < 1e9) {
        written += 65_536;
        if (!response.write('x'.repeat(65_536))) {
          response.once('drain', more);
          return;
        }
      }
    };
    more();
  });
  const answer = await sendRequest(post(url), allow);
  expect(answer).toMatchObject({ kind: 'response', response: { status: 200 } });
  expect(answer.kind === 'response' && answer.response.body.length).toBe(65_536);
  expect(written).toBeLessThan(1e9);
});

test('an answer that breaks off in its body is still an answer', async () => {
  const url = await listening((_request, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('half');
    setImmediate(() => response.destroy());
  });
  expect(await sendRequest(post(url), allow)).toMatchObject({ kind: 'response', response: { status: 200 } });
});

test('a private address gets no request, however its name is written', async () => {
  let requests = 0;
  const url = await listening((_request, response) => {
    requests++;
    response.end();
  });
  const port = new URL(url).port;
  const refuse = { ...allow, privateAddresses: 'refuse' } as const;
  for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '2130706433']) {
    const answer = await sendRequest(post(`https://${host}:${port}/`), refuse);
    expect(answer).toMatchObject({ kind: 'not-sent', refused: true });
  }
  expect(requests).toBe(0);
});

test('it connects to the address that was checked, not to the name', async () => {
  const url = await listening((request, response) => response.end(request.headers.host));
  const port = new URL(url).port;
  const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
  expect(await sendRequest(post(`http://tool.invalid:${port}/`), { ...allow, resolve })).toMatchObject({
    response: { status: 200, body: `tool.invalid:${port}` },
  });
});

test('a name that leads nowhere, or not in time, gets nothing', async () => {
  const nowhere = async () => {
    throw new Error('ENOTFOUND');
  };
  expect(await sendRequest(post('https://tool.invalid/'), { ...allow, resolve: nowhere })).toMatchObject({
    kind: 'not-sent',
    refused: false,
  });
  const never = () => new Promise<never>(() => undefined);
  expect(await sendRequest(post('https://tool.invalid/'), { ...allow, resolve: never, timeoutMs: 50 })).toMatchObject({
    kind: 'not-sent',
    refused: false,
  });
});
