import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { template, withConnect } from '../lib/synthesize.ts';
import { root } from './markdown.ts';

interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource?: string | string[];
}

const read = (file: string) => readFileSync(path.join(root, 'docs', file), 'utf8');
const policy = (name: string): { Version: string; Statement: Statement[] } => JSON.parse(read(`policies/${name}.json`));
const actionsOf = (name: string) => policy(name).Statement.flatMap(({ Action }) => Action);

const everything = template({
  ...withConnect,
  alarmEmail: 'ops@shop.example',
  domainName: 'calls.shop.example',
  certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-4333-8444-555555555555',
  hostedZone: { id: 'Z0SHOP', name: 'shop.example' },
}).toJSON().Resources as Record<string, { Type: string; DeletionPolicy?: string }>;

/** What IAM calls the service of a resource type, where that is not the type's own word. */
const services: Readonly<Record<string, string>> = { ApiGatewayV2: 'apigateway', StepFunctions: 'states' };

test.each(readdirSync(path.join(root, 'docs/policies')))('%s is a policy, of the account of fiction', (file) => {
  const { Version, Statement } = policy(file.replace('.json', ''));
  expect(Version).toBe('2012-10-17');
  expect(Statement.length).toBeGreaterThan(0);
  for (const { Effect, Action } of Statement) {
    expect(Effect).toBe('Allow');
    for (const action of [Action].flat()) expect(action).toMatch(/^[a-z0-9-]+:(\*|[A-Z][A-Za-z]+)$/);
  }
  for (const [account] of read(`policies/${file}`).matchAll(/\d{12}/g)) expect(account).toBe('111122223333');
});

test('CloudFormation may make all that the stack has, and IAM roles of the stack only', () => {
  const allowed = new Set(actionsOf('execution').map((action) => action.split(':')[0]));
  const needed = Object.values(everything)
    .map(({ Type }) => Type.split('::'))
    .filter(([vendor, service]) => vendor === 'AWS' && service !== 'CDK')
    .map(([, service]) => services[service!] ?? service!.toLowerCase());
  expect([...new Set(needed)].filter((service) => !allowed.has(service))).toEqual([]);
  const ofRoles = policy('execution').Statement.filter(({ Action }) => JSON.stringify(Action).includes('"iam:'));
  expect(ofRoles.length).toBeGreaterThan(0);
  for (const { Resource } of ofRoles) expect(Resource).toMatch(/:role\/./);
});

test('whoever makes keys may do what the command does, and no more', () => {
  const source = ['bin/cli/settings-table.ts', 'bin/cli/create-key.ts', 'lambdas/settings/api-keys/api-key-store.ts']
    .map((file) => readFileSync(path.join(root, file), 'utf8'))
    .join();
  expect(source).toContain('DescribeStacksCommand');
  expect(actionsOf('keys')).toEqual(['cloudformation:DescribeStacks', 'dynamodb:GetItem', 'dynamodb:PutItem']);
  for (const items of ['"SITE#*"', '"KEY#*"']) expect(read('policies/keys.json')).toContain(items);
});

test('what is kept of a stack can be imported by the ids that the example names', () => {
  const kept = Object.entries(everything).filter(([, { DeletionPolicy }]) => DeletionPolicy?.startsWith('Retain'));
  const example: Record<string, Record<string, string>> = JSON.parse(read('examples/kept-resources.json'));
  expect(Object.keys(example).toSorted()).toEqual(kept.map(([id]) => id).toSorted());
  const identifiers: Record<string, string> = {
    'AWS::DynamoDB::Table': 'TableName',
    'AWS::S3::Bucket': 'BucketName',
    'AWS::SecretsManager::Secret': 'Id',
  };
  for (const [id, { Type }] of kept) expect(Object.keys(example[id]!)).toEqual([identifiers[Type]]);
});

describe('the workflow', () => {
  const workflow = parse(read('examples/github-deploy.yml'));
  const steps: { uses?: string; run?: string }[] = Object.values<{ steps: [] }>(workflow.jobs).flatMap(
    (job) => job.steps,
  );

  test('shows a diff, and deploys only after a person has approved it', () => {
    expect(Object.keys(workflow.jobs)).toEqual(['diff', 'deploy']);
    expect(workflow.jobs.deploy).toMatchObject({ needs: 'diff', environment: 'production' });
    expect(JSON.stringify(workflow.jobs.diff.steps)).toContain('npx cdk diff -c stage=prod');
    expect(workflow.jobs.deploy.steps.at(-1).run).toBe('npx cdk deploy -c stage=prod --require-approval never');
  });

  test('has no stored credentials, and no more rights than it needs', () => {
    expect(workflow.permissions).toEqual({});
    for (const job of ['diff', 'deploy']) {
      expect(workflow.jobs[job].permissions).toEqual({ contents: 'read', 'id-token': 'write' });
    }
    expect(read('examples/github-deploy.yml')).not.toMatch(/secrets\.|access-key/);
  });

  test('names each action by its commit', () => {
    const used = steps.flatMap(({ uses }) => uses ?? []);
    expect(used.length).toBeGreaterThan(3);
    for (const uses of used) expect(uses).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
  });

  test('is trusted for its branch and its environment only', () => {
    expect(read('policies/github-trust.json')).toContain(':ref:refs/heads/main"');
    expect(read('policies/github-trust.json')).toContain(`:environment:${workflow.jobs.deploy.environment}"`);
  });
});
