import { signingSecret } from '../../../lambdas/platform/signing-secret.ts';

const of = (bytes: number) => `whsec_${Buffer.alloc(bytes, 7).toString('base64')}`;
const isTaken = (secret: string) => signingSecret.safeParse(secret).success;

test('a secret of Standard Webhooks has 24 to 64 bytes', () => {
  expect([23, 24, 32, 64, 65].map((bytes) => isTaken(of(bytes)))).toEqual([false, true, true, true, false]);
});

test.each([
  ['no prefix', of(24).slice('whsec_'.length)],
  ['another prefix', of(24).replace('whsec_', 'whpk_')],
  ['base64 that is cut', of(25).slice(0, -1)],
  ['other characters', `${of(24).slice(0, -1)}-`],
  ['a blank in front', ` ${of(24)}`],
  ['nothing', ''],
])('%s is refused, and the sentence says what is wanted', (_what, secret) => {
  const { error } = signingSecret.safeParse(secret);
  expect(error?.issues[0]?.message).toBe('must be whsec_ and base64 of 24 to 64 bytes');
});
