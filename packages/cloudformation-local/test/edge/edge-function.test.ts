import { compileEdgeFunction } from '../../src/edge/edge-function.ts';
import type { EdgeRequest } from '../../src/edge/exchange.ts';

const request: EdgeRequest = {
  method: 'GET',
  path: '/a',
  query: 'x=1',
  headers: new Headers({ accept: 'text/html' }),
  body: Buffer.alloc(0),
  viewer: { address: '127.0.0.1', port: 1 },
};

describe('a CloudFront function', () => {
  it('gets the event of a viewer request', async () => {
    const answer = await compileEdgeFunction(
      'f',
      `function handler(event) { return { statusCode: 200, body: JSON.stringify(event) } }`,
    )(request);
    expect(JSON.parse('answer' in answer ? String(answer.answer.body) : '')).toMatchObject({
      version: '1.0',
      context: { eventType: 'viewer-request' },
      viewer: { ip: '127.0.0.1' },
      request: {
        method: 'GET',
        uri: '/a',
        querystring: { x: { value: '1' } },
        headers: { accept: { value: 'text/html' } },
      },
    });
  });

  it('may be asynchronous and change the request', async () => {
    const change = compileEdgeFunction(
      'f',
      `async function handler({ request }) { request.uri = '/b'; request.querystring = {}; request.headers.extra = { value: '1' }; return request; }`,
    );
    const changed = await change(request);
    expect(changed).toMatchObject({ path: '/b', query: '' });
    expect('headers' in changed && changed.headers.get('extra')).toBe('1');
  });

  it('sees the language and nothing of this machine', async () => {
    const look = compileEdgeFunction(
      'f',
      `function handler() { return { statusCode: 200, body: [typeof process, typeof require, typeof fetch].join() } }`,
    );
    expect(await look(request)).toMatchObject({ answer: { body: 'undefined,undefined,undefined' } });
  });

  it('fails the request, not the run, when it throws or never ends', async () => {
    await expect(compileEdgeFunction('f', `function handler() { throw new Error('no'); }`)(request)).rejects.toThrow(
      'no',
    );
    await expect(compileEdgeFunction('f', `function handler() { for (;;); }`)(request)).rejects.toThrow('timed out');
    await expect(compileEdgeFunction('f', `function handler() { return 7; }`)(request)).rejects.toThrow(
      'expected object',
    );
  });

  it('must be JavaScript', () => {
    expect(() => compileEdgeFunction('f', 'function handler( {')).toThrow('Unexpected end of input');
  });
});
