import 'aws-cdk-lib/testhelpers/jest-autoclean';
import { Template } from 'aws-cdk-lib/assertions';
import { App } from 'aws-cdk-lib/core';
import cdk from '../../cdk.json' with { type: 'json' };
import { readConfig } from '../../lib/config.ts';
import { LeaselineStack } from '../../lib/leaseline-stack.ts';

/** What `cdk.json` sets, without bundles: no test of the template waits for esbuild. */
export const context = { ...cdk.context, 'aws:cdk:bundling-stacks': [] };

/** The stack's template. Findings of rules are a matter of the app, and take a while: this does not ask for them. */
export function template(settings: Record<string, unknown> = {}): Template {
  const said = { ...context, ...aboutConnect(settings), '@aws-cdk/core:validateAgainstDefaultRules': false };
  const app = new App({ context: said });
  return Template.fromStack(new LeaselineStack(app, 'Leaseline', readConfig(app.node)));
}

/** The settings, which say that there is nothing of Amazon Connect unless they name an instance or a stage. */
export function aboutConnect(settings: Record<string, unknown>): Record<string, unknown> {
  return 'connectInstanceArn' in settings || 'stage' in settings ? settings : { connect: 'none', ...settings };
}

const instance = 'arn:aws:connect:eu-central-1:123456789012:instance/11111111-2222-4333-8444-555555555555';

/** Settings that bring in an instance of Amazon Connect. */
export const withConnect = {
  connectInstanceArn: instance,
  defaultQueueArn: `${instance}/queue/66666666-7777-4888-8999-000000000000`,
  connectBucket: 'amazon-connect-shop',
};

export interface Statement {
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Effect: string;
}

/** What the role of a function may do, as lines of resource and sorted actions. */
export function grants(from: Template, functionId: RegExp): Record<string, string[]> {
  const [, lambda] = one(from, 'AWS::Lambda::Function', functionId);
  const role = lambda.Properties.Role['Fn::GetAtt'][0];
  const policies = Object.values(from.findResources('AWS::IAM::Policy')).filter(({ Properties }) =>
    Properties.Roles.some((each: { Ref: string }) => each.Ref === role),
  );
  expect(from.findResources('AWS::IAM::Role')[role]).not.toHaveProperty('Properties.ManagedPolicyArns');
  const statements: Statement[] = policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
  const found = new Map<string, string[]>();
  for (const { Action, Resource, Effect } of statements) {
    expect(Effect).toBe('Allow');
    for (const resource of [Resource].flat()) {
      const name = resourceName(resource);
      found.set(name, [...(found.get(name) ?? []), ...[Action].flat()].toSorted());
    }
  }
  return Object.fromEntries(found);
}

export function expectResource(from: Template, type: string, properties: object): void {
  from.hasResourceProperties(type, properties);
}

export function expectAllResources(from: Template, type: string, properties: object): void {
  from.allResourcesProperties(type, properties);
}

/** The only resource of that type whose logical id fits. */
export function one(from: Template, type: string, id: RegExp) {
  const found = Object.entries(from.findResources(type)).filter(([logicalId]) => id.test(logicalId));
  expect(found.map(([logicalId]) => logicalId)).toHaveLength(1);
  return found[0]!;
}

function resourceName(resource: unknown): string {
  if (typeof resource === 'string') return resource;
  const intrinsic = resource as { Ref?: string; 'Fn::GetAtt'?: [string, string]; 'Fn::Join'?: [string, unknown[]] };
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = intrinsic;
  if (join) return join[1].map(resourceName).join(join[0]);
  return (Ref ?? attribute?.[0] ?? JSON.stringify(resource)).replace(/[0-9A-F]{8}$/, '');
}
