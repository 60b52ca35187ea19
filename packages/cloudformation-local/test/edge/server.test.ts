import { isLocalHost } from '../../src/edge/server.ts';

describe('the Host header', () => {
  it.each(['localhost', 'localhost:8787', 'LOCALHOST:1', '127.0.0.1:8787', '[::1]:8787', '[::1]'])(
    'may be %s',
    (host) => {
      expect(isLocalHost(host)).toBe(true);
    },
  );

  it.each([
    undefined,
    '',
    'evil.example',
    'localhost.evil.example',
    'evil.example:8787',
    '127.0.0.1.nip.io',
    'localhost:x',
    '10.0.0.1',
    '::1',
  ])('may not be %s', (host) => {
    expect(isLocalHost(host)).toBe(false);
  });
});
