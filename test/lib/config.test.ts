import { App } from 'aws-cdk-lib/core';
import { ConfigError, readConfig } from '../../lib/config.ts';

const read = (context: Record<string, unknown>) => readConfig(new App({ context }).node);

test('everything has a default but the addresses and what belongs to Amazon Connect', () => {
  expect(read({})).toEqual({ stackName: 'Leaseline', visitDays: 90, logDays: 30, terminationProtection: true });
});

test('the command line gives texts, cdk.json gives JSON', () => {
  const config = { stackName: 'Calls-2', alarmEmail: 'ops@shop.example', visitDays: 30, logDays: 7 };
  expect(read({ ...config, visitDays: '30', logDays: '7', terminationProtection: 'false' })).toEqual({
    ...config,
    terminationProtection: false,
  });
  expect(read({ ...config, terminationProtection: false })).toEqual({ ...config, terminationProtection: false });
});

test('flags and lookups of CDK are no settings', () => {
  expect(() => read({ '@aws-cdk/core:checkSecretUsage': true, 'aws:cdk:bundling-stacks': [] })).not.toThrow();
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
    'The context has errors:',
    '  - stackName must be a letter, then letters, digits and hyphens, at most 40 in all',
    '  - alarmEmail must be an e-mail address',
    '  - visitDays must be a whole number',
    expect.stringContaining('  - logDays must be a retention that CloudWatch knows: 1, 3, 5, 7, 14, 30,'),
    '  - terminationProtection must be true or false',
    expect.stringContaining('  - alarmMail is not a setting; there are stackName, alarmEmail,'),
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

test('what belongs to Amazon Connect needs its instance', () => {
  const queue = `${instance}/queue/66666666-7777-4888-8999-000000000000`;
  expect(messageOf({ defaultQueueArn: queue })).toContain(
    '  - defaultQueueArn must be left out without connectInstanceArn',
  );
  expect(messageOf({ connectInstanceArn: instance.replace('1111', '0000'), defaultQueueArn: queue })).toContain(
    '  - defaultQueueArn must be a queue of connectInstanceArn',
  );
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
