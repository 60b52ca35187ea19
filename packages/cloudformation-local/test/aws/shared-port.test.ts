import { once } from 'node:events';
import { connect as connectHttp2 } from 'node:http2';
import { connect } from 'node:net';
import { type HttpListener, readBody, send } from '../../src/aws/http-exchange.ts';
import { listenOnSharedPort, type SharedPort } from '../../src/aws/shared-port.ts';

const echo: HttpListener = (request, response) => {
  void readBody(request).then((body) =>
    send(response, { status: 200, body: `${request.httpVersion} ${body.toString()}` }),
  );
};

let shared: SharedPort;
beforeEach(async () => {
  shared = await listenOnSharedPort(0, echo);
});
afterEach(() => shared.close());

const big = 'x'.repeat(100_000);

// Like the preface of HTTP/2 they begin with a P.
test.each([
  { method: 'PUT', body: big },
  { method: 'POST', body: big },
  { method: 'PATCH', body: big },
])('HTTP/1.1 $method', async (init) => {
  const response = await fetch(`http://127.0.0.1:${shared.port}/`, init);
  expect(await response.text()).toBe(`1.1 ${big}`);
});

test('HTTP/2 by prior knowledge', async () => {
  const client = connectHttp2(`http://127.0.0.1:${shared.port}`);
  const stream = client.request({ ':method': 'POST', ':path': '/' });
  stream.end('hello');
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  client.close();
  expect(text).toBe('2.0 hello');
});

test.each([['HTTP/1.1', 'POST / HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: 2\r\n\r\nhi', '1.1 hi']])(
  '%s that trickles in byte by byte',
  async (_, text, expected) => {
    const socket = connect(shared.port, '127.0.0.1').setNoDelay();
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    for (const byte of text) {
      socket.write(byte);
      await new Promise(setImmediate);
    }
    await once(socket, 'close');
    expect(answer).toContain(expected);
  },
);

test('a client that says nothing does not hold up the end', async () => {
  const socket = connect(shared.port, '127.0.0.1');
  await once(socket, 'connect');
  await shared.close();
  await once(socket, 'close');
  expect(socket.destroyed).toBe(true);
  shared = await listenOnSharedPort(0, echo);
});
