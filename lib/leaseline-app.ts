import { App, Validations } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks } from 'cdk-nag';
import { readConfig } from './config.ts';
import { LeaselineStack } from './leaseline-stack.ts';

/**
 * The CDK app with its one stack. Synthesis fails on a finding of AwsSolutions that has no written reason.
 * @param context what `cdk.json` sets; the CDK command line's context goes before it
 * @throws ConfigError when the context has errors
 */
export function leaselineApp(context: Readonly<Record<string, unknown>>): { app: App; stack: LeaselineStack } {
  const app = new App({ context });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const config = readConfig(app.node);
  const { account, region } = config;
  const stack = new LeaselineStack(app, config.stackName, config, {
    description: 'Leaseline: call tracking',
    terminationProtection: config.terminationProtection,
    env: { ...(account !== undefined && { account }), ...(region !== undefined && { region }) },
  });
  return { app, stack };
}
