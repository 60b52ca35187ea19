import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi as Api,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import * as z from 'zod';
import { alarmPeriod, type Monitoring, vendedLogGroupName } from '../operations/monitoring.ts';

/** Says nothing about people: a route's pattern in place of the path, no query, no address. */
const accessLog = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  milliseconds: '$context.responseLatency',
  bytes: '$context.responseLength',
  error: '$context.error.message',
  integrationError: '$context.integrationErrorMessage',
};

/** The gateway in front of the functions. It only routes and limits; keys, origins and sizes are checked in the functions. */
export class HttpApi extends Construct {
  /** Host name without scheme. */
  readonly domainName: string;
  private readonly api: Api;

  constructor(
    scope: Construct,
    id: string,
    settings: { readonly monitoring: Monitoring; readonly logRetention: RetentionDays },
  ) {
    super(scope, id);
    const stack = Stack.of(this);
    this.api = new Api(this, 'Api', { apiName: stack.stackName, createDefaultStage: false });
    this.domainName = `${this.api.apiId}.execute-api.${stack.region}.${stack.urlSuffix}`;
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 500, burstLimit: 1000 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(
          new LogGroup(this, 'AccessLogs', {
            logGroupName: vendedLogGroupName(this, 'apigateway'),
            retention: settings.logRetention,
            removalPolicy: RemovalPolicy.DESTROY,
          }),
        ),
        format: AccessLogFormat.custom(JSON.stringify(accessLog)),
      },
    });
    // A handler catches what it did not expect and answers 500, so these errors are not among the function's.
    settings.monitoring.addAlarm(this, 'ServerErrorsAlarm', {
      metric: this.api.metricServerError({ period: alarmPeriod, statistic: 'Sum' }),
      impact: 'The API answers with server errors: visitors keep the number of the page, or operators cannot work.',
      runbook: 'api-server-errors',
    });
  }

  /** Sends requests to these routes, like `POST /v1/numbers`, to the function. Its policy stays at one statement: any route may invoke it. */
  addRoutes(target: IFunction, routes: readonly string[]): void {
    const integration = new HttpLambdaIntegration('Integration', target, { scopePermissionToRoute: false });
    for (const route of routes) this.addRoute(route, routeKey(route), integration);
  }

  /** Sends what no other route takes to the function. */
  addDefaultRoute(target: IFunction): void {
    // The permission for "any route" has three parts after the API's id; the ARN of this route has two, and needs its own.
    this.addRoute('$default', HttpRouteKey.DEFAULT, new HttpLambdaIntegration('DefaultIntegration', target));
  }

  private addRoute(id: string, key: HttpRouteKey, integration: HttpLambdaIntegration): void {
    const route = new HttpRoute(this, id, { httpApi: this.api, routeKey: key, integration });
    Validations.of(route).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason: 'Web pages have no key to show; the functions check site key, origin, signed token or API key.',
    });
  }
}

function routeKey(route: string): HttpRouteKey {
  const [method, path] = z.tuple([z.enum(HttpMethod), z.string()]).parse(route.split(' '));
  return HttpRouteKey.with(path, method);
}
