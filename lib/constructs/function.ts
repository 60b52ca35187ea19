import path from 'node:path';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogLevel, NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { type Duration, RemovalPolicy, Validations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { alarmPeriod, type Monitoring } from './operations/monitoring.ts';
import { reportedResource } from './operations/reported-resource.ts';

const root = path.resolve(import.meta.dirname, '../..');

export interface HandlerFunctionSettings {
  /** Name of the file in `lambdas/handlers/` that exports `handler`; its sections in the runbook begin with it. */
  readonly handler: string;
  /** What it means for people when this function fails, in a sentence that the error alarm says. */
  readonly errorImpact: string;
  readonly environment: Readonly<Record<string, string>>;
  /**
   * Whether stacks in the log name lines of the sources, as they do by default. Reading the map takes time at each cold
   * start; without it a stack can still be traced, with the map that lies beside the code.
   */
  readonly readsSourceMap?: boolean;
  readonly memorySize: number;
  readonly timeout: Duration;
  /** Containers that no other function can take; they count against the account's quota all the time. */
  readonly reservedConcurrency?: number | undefined;
  readonly logRetention: RetentionDays;
  readonly monitoring: Monitoring;
}

/** How every function of the product is built, runs, logs and is watched. Its role may only write its own log until more is granted. */
export class HandlerFunction extends NodejsFunction {
  private readonly ownRole: Role;

  constructor(scope: Construct, id: string, settings: HandlerFunctionSettings) {
    const logGroup = new LogGroup(scope, `${id}Logs`, {
      retention: settings.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // A role of its own instead of CDK's, which may write to every log group of the account.
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    super(scope, id, {
      entry: path.join(root, 'lambdas/handlers', `${settings.handler}.ts`),
      projectRoot: root,
      depsLockFilePath: path.join(root, 'package-lock.json'),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: settings.memorySize,
      timeout: settings.timeout,
      ...(settings.reservedConcurrency !== undefined && { reservedConcurrentExecutions: settings.reservedConcurrency }),
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      tracing: Tracing.ACTIVE,
      awsSdkConnectionReuse: false, // what it sets is the default of the SDK in use
      environment: {
        ...settings.environment,
        ...(settings.readsSourceMap !== false && { NODE_OPTIONS: '--enable-source-maps' }),
      },
      bundling: {
        logLevel: LogLevel.WARNING,
        format: OutputFormat.CJS, // imports faster than ESM: Node's own modules load lazily
        target: 'node24',
        minify: true,
        sourceMap: true,
        sourcesContent: false,
        mainFields: ['module', 'main'], // lets esbuild leave out what is not used of the SDK
        bundleAwsSDK: true, // pins its version, and loads faster than Lambda's copy
        esbuildArgs: {
          '--legal-comments': 'none',
          '--alias:@aws-sdk/credential-provider-node': path.join(root, 'lambdas/platform/aws/env-credentials.ts'),
        },
      },
    });
    this.ownRole = role;
    this.acknowledgeWildcard(
      '*',
      'X-Ray knows no resources: its two write actions can only be allowed on all of them.',
    );
    settings.monitoring.addAlarm(this, 'ErrorsAlarm', {
      metric: this.metricErrors({ period: alarmPeriod }),
      impact: settings.errorImpact,
      runbook: `${settings.handler}-function-errors`,
    });
    settings.monitoring.addAlarm(this, 'ThrottlesAlarm', {
      metric: this.metricThrottles({ period: alarmPeriod }),
      impact: `Lambda turns away calls of the ${settings.handler} function. ${settings.errorImpact}`,
      runbook: `${settings.handler}-function-throttles`,
    });
  }

  /** Says why the function is allowed something on all resources that fit: `*`, an ARN, or `<logical id.Arn>/...`. */
  acknowledgeWildcard(resource: string, reason: string): void {
    const reported = reportedResource(this, resource);
    Validations.of(this.ownRole).acknowledge({ id: `AwsSolutions-IAM5[Resource::${reported}]`, reason });
  }
}
