import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { Validations } from 'aws-cdk-lib/core';
import { leaselineApp } from '../../lib/leaseline-app.ts';
import { aboutConnect, context, withConnect } from './synthesize.ts';

const app = (settings: Record<string, unknown> = {}) => leaselineApp({ ...context, ...aboutConnect(settings) });

test('no rule of AwsSolutions or of CloudFormation finds anything without a written reason', () => {
  expect(() => app().app.synth()).not.toThrow();
});

test.each([
  ['a stream of its own', {}],
  [
    'a stream that is there already',
    { contactRecordStreamArn: 'arn:aws:kinesis:eu-central-1:123456789012:stream/old' },
  ],
  ['an encrypted stream', { contactRecordKeyArn: 'arn:aws:kms:eu-central-1:123456789012:key/11111111-2222' }],
])('nor with an instance of Amazon Connect and %s', (_, settings) => {
  expect(() => app({ ...withConnect, ...settings }).app.synth()).not.toThrow();
});

const region = 'eu-central-1';
const account = '123456789012';
const domain = {
  domainName: 'calls.shop.example',
  certificateArn: `arn:aws:acm:us-east-1:${account}:certificate/11111111-2222-4333-8444-555555555555`,
  hostedZone: { id: 'Z0SHOP', name: 'shop.example' },
};

test.each<[string, Record<string, unknown>]>([
  ['example', { stage: 'example' }],
  ['without calls, in a Region that is known', { region }],
  ['with everything', { ...withConnect, ...domain, account, region, lookupReservedConcurrency: 5 }],
])('nor in a stage: %s', (_, settings) => {
  const { app: stage, stack } = app(settings);
  expect(() => stage.synth()).not.toThrow();
  expect(stack.region).toBe(region);
});

test('a finding without a reason fails synthesis', () => {
  const { app: careless, stack } = app();
  new Bucket(stack, 'Careless');
  expect(() => careless.synth()).toThrow('AwsSolutions-S10');
});

test('a value that CloudFormation would refuse fails synthesis', () => {
  const { app: impossible, stack } = app();
  new CfnQueue(stack, 'Impossible', { visibilityTimeout: 50_000 });
  expect(() => impossible.synth()).toThrow('VisibilityTimeout');
});

test('every acknowledged finding has a reason that is a sentence', () => {
  const { app: whole } = app(withConnect);
  const acknowledged = whole.node
    .findAll()
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.entries(data as Record<string, string>));
  expect(acknowledged.length).toBeGreaterThan(5);
  for (const [, reason] of acknowledged) expect(reason).toMatch(/^[A-Z].{20,}\.$/);
});

test('the stack bears the name of the context and cannot be deleted by accident', () => {
  expect(app({ stackName: 'Second' }).stack).toMatchObject({ stackName: 'Second', terminationProtection: true });
  expect(app({ terminationProtection: 'false' }).stack.terminationProtection).toBe(false);
});
