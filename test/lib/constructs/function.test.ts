import 'aws-cdk-lib/testhelpers/jest-autoclean';
import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { App, Duration, Stack } from 'aws-cdk-lib/core';
import { HandlerFunction } from '../../../lib/constructs/function.ts';
import { Monitoring } from '../../../lib/constructs/operations/monitoring.ts';
import { expectResource } from '../synthesize.ts';

/** A stack with one function; unlike all other tests, it bundles. */
function bundled(handler: string) {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  new HandlerFunction(stack, 'Function', {
    handler,
    errorImpact: 'Nobody gets anything.',
    environment: { GREETING: 'hello' },
    memorySize: 256,
    timeout: Duration.seconds(3),
    logRetention: RetentionDays.ONE_WEEK,
    monitoring: new Monitoring(stack, 'Monitoring', {}),
  });
  const { directory } = app.synth();
  const asset = readdirSync(directory).find((name) => name.startsWith('asset.'));
  return { template: Template.fromStack(stack), folder: path.join(directory, asset!) };
}

const numbers = bundled('numbers');

test('the house settings: Node 24 on arm64, traced, JSON logs in a group of its own', () => {
  expectResource(numbers.template, 'AWS::Lambda::Function', {
    Runtime: 'nodejs24.x',
    Architectures: ['arm64'],
    Handler: 'index.handler',
    TracingConfig: { Mode: 'Active' },
    LoggingConfig: { LogFormat: 'JSON', LogGroup: {} },
    MemorySize: 256,
    Timeout: 3,
    Environment: { Variables: { GREETING: 'hello', NODE_OPTIONS: '--enable-source-maps' } },
  });
});

test('the impact of an error is what its alarms say', () => {
  const alarms = Object.values(numbers.template.findResources('AWS::CloudWatch::Alarm'));
  expect(alarms.map(({ Properties }) => Properties.AlarmDescription)).toEqual([
    'Nobody gets anything. What to do: docs/runbook.md#numbers-function-errors',
    'Lambda turns away calls of the numbers function. Nobody gets anything. What to do: docs/runbook.md#numbers-function-throttles',
  ]);
});

test('the bundle is small, whole, and has its source map beside it', () => {
  expect(readdirSync(numbers.folder).toSorted()).toEqual(['index.js', 'index.js.map']);
  const code = readFileSync(path.join(numbers.folder, 'index.js'), 'utf8');
  expect(code.length).toBeLessThan(450_000);
  const required = [...code.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name!);
  expect(required.filter((name) => !isBuiltin(name))).toEqual([]);
});

test('the chain of credential providers stays out: credentials come from the environment', () => {
  const { sources } = JSON.parse(readFileSync(path.join(numbers.folder, 'index.js.map'), 'utf8'));
  expect(sources.filter((source: string) => /credential-provider-(node|ini|sso|process)/.test(source))).toEqual([]);
  expect(sources.filter((source: string) => source.endsWith('platform/aws/env-credentials.ts'))).toHaveLength(1);
});
