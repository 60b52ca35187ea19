import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { isFromWebPage, isLoopbackHost, refuseWebPages } from '../../src/aws/web-page.ts';

const browser = [
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: 'http://127.0.0.1:8788' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'same-origin' },
  { 'sec-fetch-site': 'none' },
  { 'sec-fetch-mode': 'no-cors' },
  { 'sec-fetch-mode': 'navigate' },
  { 'sec-fetch-dest': 'image' },
  { 'access-control-request-method': 'PUT' },
];

test.each(browser)('a browser sends %j', (headers) => {
  expect(isFromWebPage(headers)).toBe(true);
});

test.each([{}, { 'sec-fetch-mode': 'cors' }, { 'user-agent': 'aws-sdk-js/3' }])('a client sends %j', (headers) => {
  expect(isFromWebPage(headers)).toBe(false);
});

test.each(['localhost', 'LocalHost:8788', '127.0.0.1:8788', '127.9.8.7:1', '[::1]:8788', 'bucket.localhost:8788'])(
  'the host %s is this machine',
  (host) => expect(isLoopbackHost(host)).toBe(true),
);

test.each([
  '',
  'evil.example',
  'localhost.',
  'localhost.evil.example',
  '127.0.0.1.nip.io',
  '0.0.0.0:8788',
  'evil-localhost',
])('the host %j may be made to mean this machine', (host) => expect(isLoopbackHost(host)).toBe(false));

describe('an emulator that refuses web pages', () => {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    response.end('done');
  });
  refuseWebPages(server);
  let port = 0;
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    port = address.port;
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  beforeEach(() => void seen.splice(0));

  it('answers its clients', async () => {
    expect(await (await fetch(`http://127.0.0.1:${port}/one`)).text()).toBe('done');
    expect(seen).toEqual(['GET /one']);
  });

  it.each([
    'POST / HTTP/1.1\r\nhost: 127.0.0.1\r\norigin: https://evil.example\r\ncontent-length: 2\r\n\r\nhi',
    'OPTIONS / HTTP/1.1\r\nhost: 127.0.0.1\r\norigin: https://evil.example\r\naccess-control-request-method: PUT\r\n\r\n',
    'GET / HTTP/1.1\r\nhost: evil.example\r\n\r\n',
    'GET / HTTP/1.1\r\nhost: 127.0.0.1\r\norigin: https://evil.example\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n',
  ])('answers 403 to %j', async (text) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.write(text);
    await once(socket, 'close');
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    expect(answer).not.toMatch(/access-control-allow/i);
    expect(seen).toEqual([]);
  });
});
