import { App } from 'aws-cdk-lib/core';
import { ConfigError, readConfig } from '../../lib/config.ts';

const read = (context: Record<string, unknown>) => readConfig(new App({ context }).node);

test('everything has a default but the addresses, what lies outside the stack, and whether there are calls', () => {
  expect(read({ connect: 'none' })).toEqual({
    connect: 'none',
    stackName: 'Leaseline',
    visitDays: 90,
    logDays: 30,
    recordCallMaxConcurrency: 10,
    terminationProtection: true,
  });
});

test('nothing said about Amazon Connect is an error: a forgotten setting would take all that belongs to it away', () => {
  expect(messageOf({})).toBe(
    [
      'The settings have errors:',
      '  - connectInstanceArn is missing: name the instance of Amazon Connect, or say "connect": "none" (-c connect=none) for a stack without it',
    ].join('\n'),
  );
});

test('the command line gives texts, cdk.json gives JSON', () => {
  const config = {
    connect: 'none',
    stackName: 'Calls-2',
    alarmEmail: 'ops@shop.example',
    visitDays: 30,
    logDays: 7,
    recordCallMaxConcurrency: 4,
  };
  expect(
    read({ ...config, visitDays: '30', recordCallMaxConcurrency: '4', logDays: '7', terminationProtection: 'false' }),
  ).toEqual({
    ...config,
    terminationProtection: false,
  });
  expect(read({ ...config, terminationProtection: false })).toEqual({ ...config, terminationProtection: false });
});

test('lists and zones are JSON on the command line', () => {
  const domain = {
    domainName: 'calls.shop.example',
    certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-4333-8444-555555555555',
    alternativeNames: ['shop.example'],
    hostedZone: { id: 'Z0123', name: 'shop.example' },
  };
  const texts = Object.entries(domain).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  expect(read({ connect: 'none', ...Object.fromEntries(texts) })).toMatchObject(domain);
});

test('flags and lookups of CDK are no settings', () => {
  expect(() =>
    read({
      connect: 'none',
      '@aws-cdk/core:checkSecretUsage': true,
      'cli-telemetry': false,
      'aws:cdk:bundling-stacks': [],
    }),
  ).not.toThrow();
});

test.each(['log-days', 'log_days', 'logDays2'])('%s is a setting that there is not, and never passed over', (name) => {
  expect(messageOf({ connect: 'none', [name]: '5' })).toContain(`  - ${name} is not a setting; there are stackName`);
});

test('all problems are told at once', () => {
  const message = messageOf({
    stackName: '2nd',
    alarmEmail: 'nobody',
    visitDays: '1.5',
    logDays: 31,
    terminationProtection: 'perhaps',
    alarmMail: 'ops@shop.example',
  });
  expect(message.split('\n')).toEqual([
    'The settings have errors:',
    '  - stackName must be a letter, then letters, digits and hyphens, at most 40 in all',
    '  - alarmEmail must be an e-mail address',
    '  - visitDays must be a whole number',
    expect.stringContaining('  - logDays must be a retention that CloudWatch knows: 1, 3, 5, 7, 14, 30,'),
    '  - terminationProtection must be true or false',
    expect.stringContaining('  - alarmMail is not a setting; there are stackName, account,'),
  ]);
});

const instance = 'arn:aws:connect:eu-central-1:123456789012:instance/11111111-2222-4333-8444-555555555555';

test('an instance of Amazon Connect, its stream, key and default queue', () => {
  const connect = {
    connectInstanceArn: instance,
    contactRecordStreamArn: 'arn:aws:kinesis:eu-central-1:123456789012:stream/contact-records',
    contactRecordKeyArn: 'arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-4333-8444-555555555555',
    defaultQueueArn: `${instance}/queue/66666666-7777-4888-8999-000000000000`,
    emailFrom: 'calls@shop.example',
  };
  expect(read(connect)).toMatchObject(connect);
});

test.each([
  ['connectInstanceArn', '11111111-2222-4333-8444-555555555555'],
  ['connectInstanceArn', `${instance}/queue/66666666-7777-4888-8999-000000000000`],
  ['contactRecordStreamArn', 'contact-records'],
  ['contactRecordKeyArn', 'alias/aws/kinesis'],
  ['defaultQueueArn', instance],
  ['emailFrom', 'Shop'],
  ['visitDays', 0],
  ['visitDays', ''],
  ['visitDays', 3651],
  ['visitDays', 'ninety'],
  ['logDays', 0],
  ['logDays', 9999],
  ['lookupReservedConcurrency', 0],
  ['recordCallMaxConcurrency', 1],
  ['account', '1234'],
  ['account', 123456789012],
  ['region', 'Frankfurt'],
  ['connect', 'later'],
  ['domainName', 'https://calls.shop.example'],
  ['domainName', '*.shop.example'],
  ['domainName', 'Calls.shop.example'],
  ['domainName', 'localhost'],
  ['hostedZone', 'shop.example'],
  ['stackName', ''],
  ['stackName', 'x'.repeat(41)],
])('%s cannot be %p', (name, value) => {
  expect(messageOf({ [name]: value })).toContain(`  - ${name} must be `);
});

function messageOf(context: Record<string, unknown>): string {
  try {
    read(context);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
  }
  throw new Error('no ConfigError was thrown');
}
