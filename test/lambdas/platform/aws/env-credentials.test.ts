import { defaultProvider } from '../../../../lambdas/platform/aws/env-credentials.ts';

const before = process.env;
afterEach(() => {
  process.env = before;
});

test('the credentials are those of the environment, as it is when they are asked for', async () => {
  const provide = defaultProvider();
  process.env = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'token' };
  await expect(provide()).resolves.toEqual({ accessKeyId: 'id', secretAccessKey: 'secret', sessionToken: 'token' });
});

test('a local run has no session', async () => {
  process.env = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' };
  await expect(defaultProvider()()).resolves.toEqual({ accessKeyId: 'id', secretAccessKey: 'secret' });
});
