import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { visitsByVisitor } from '../../../lambdas/platform/aws/table-keys.ts';
import {
  consentRoutes,
  env,
  identityRoutes,
  metric,
  metricDimension,
  metricNamespace,
  numberRoutes,
  phoneCodeRoutes,
} from '../../../lambdas/platform/names.ts';
import { HandlerFunction } from '../function.ts';
import { alarmPeriod } from '../operations/monitoring.ts';
import { allowIndex, allowTables } from '../tables/table-grants.ts';
import type { ApiSettings } from './api-settings.ts';

export interface NumberApiSettings extends ApiSettings {
  readonly visitDays: number;
}

/** The endpoints of web pages: ask for a number, keep it, report a click; say what may be kept, and who the visitor is; show a code. */
export class NumberApi extends Construct {
  constructor(scope: Construct, id: string, settings: NumberApiSettings) {
    super(scope, id);
    const { api } = settings;
    api.addRoutes(this.numbers(settings), [...numberRoutes, ...numberRoutes.map(preflight)]);
    api.addRoutes(this.consents(settings), [...consentRoutes, ...consentRoutes.map(preflight)]);
    api.addRoutes(this.identities(settings), [...identityRoutes, ...identityRoutes.map(preflight)]);
    api.addRoutes(this.phoneCodes(settings), [...phoneCodeRoutes, ...phoneCodeRoutes.map(preflight)]);
  }

  private numbers({ storage, secrets, monitoring, logRetention, visitDays }: NumberApiSettings): HandlerFunction {
    const handler = new HandlerFunction(this, 'Numbers', {
      handler: 'numbers',
      errorImpact: 'Visitors get no number of their own: the page keeps its number, and calls cannot be told apart.',
      memorySize: 1024, // buys processor time: a visitor waits for this function, also at its cold start
      readsSourceMap: false, // for the same reason
      timeout: Duration.seconds(10),
      monitoring,
      logRetention,
      environment: {
        [env.masterSecret]: secrets.master.secretArn,
        [env.originSecret]: secrets.origin.secretArn,
        [env.visitDays]: String(visitDays),
      },
    });
    allowTables(handler, storage, {
      settings: ['GetItem', 'Query'],
      leases: ['GetItem', 'Query', 'UpdateItem'],
      visits: ['PutItem', 'UpdateItem'],
    });
    secrets.master.grantRead(handler);
    secrets.origin.grantRead(handler);
    monitoring.addAlarm(handler, 'UnknownViewersAlarm', {
      metric: shareOfUnknownViewers(handler.functionName),
      threshold: 50,
      impact:
        "Visitors' addresses are unknown: they all share one network's allowance of new leases, and most get no number.",
      runbook: 'numbers-function-unknown-viewers',
    });
    return handler;
  }

  /** Apart, so that the function that every visitor meets is small and can erase nothing. */
  private consents({ storage, secrets, monitoring, logRetention }: NumberApiSettings): HandlerFunction {
    const handler = new HandlerFunction(this, 'Consents', {
      handler: 'consents',
      errorImpact: 'What visitors withdraw is not erased: their next page tells it again.',
      memorySize: 512,
      timeout: Duration.seconds(29),
      monitoring,
      logRetention,
      environment: { [env.masterSecret]: secrets.master.secretArn },
    });
    allowTables(handler, storage, {
      settings: ['GetItem', 'Query'],
      leases: ['UpdateItem'],
      visits: ['Query', 'BatchGetItem', 'UpdateItem', 'DeleteItem'],
      calls: ['Query', 'DeleteItem'],
    });
    allowIndex(handler, storage.visits, visitsByVisitor.name);
    secrets.master.grantRead(handler);
    return handler;
  }

  /** Apart, so that the function that every visitor meets touches no calls. */
  private identities({ storage, secrets, work, monitoring, logRetention }: NumberApiSettings): HandlerFunction {
    const handler = new HandlerFunction(this, 'Identities', {
      handler: 'identities',
      errorImpact: 'Who visitors are is not noted: orders that name their address alone find no call.',
      memorySize: 512,
      timeout: Duration.seconds(20),
      monitoring,
      logRetention,
      environment: { [env.masterSecret]: secrets.master.secretArn, [env.workQueueUrl]: work.queue.queueUrl },
    });
    allowTables(handler, storage, {
      settings: ['GetItem', 'Query'],
      visits: ['GetItem', 'Query', 'UpdateItem', 'DeleteItem'],
      calls: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
    });
    secrets.master.grantRead(handler);
    work.queue.grant(handler, 'sqs:SendMessage');
    return handler;
  }

  /** Apart, as only pages that show a code need it. */
  private phoneCodes({ storage, secrets, monitoring, logRetention }: NumberApiSettings): HandlerFunction {
    const handler = new HandlerFunction(this, 'PhoneCodes', {
      handler: 'phone-codes',
      errorImpact: 'Pages show no code: callers cannot say which visit on another device is theirs.',
      memorySize: 512,
      timeout: Duration.seconds(10),
      monitoring,
      logRetention,
      environment: {
        [env.masterSecret]: secrets.master.secretArn,
        [env.originSecret]: secrets.origin.secretArn,
      },
    });
    allowTables(handler, storage, {
      settings: ['GetItem', 'Query'],
      leases: ['UpdateItem'],
      visits: ['ConditionCheckItem', 'PutItem', 'Query', 'UpdateItem'],
    });
    allowIndex(handler, storage.visits, visitsByVisitor.name);
    secrets.master.grantRead(handler);
    secrets.origin.grantRead(handler);
    return handler;
  }
}

/** In percent of all who asked; 0 where so few asked that it says nothing. */
function shareOfUnknownViewers(functionName: string): MathExpression {
  const dimensionsMap = { [metricDimension]: functionName };
  const sum = (metricName: string) =>
    new Metric({ namespace: metricNamespace, metricName, dimensionsMap, statistic: 'Sum', period: alarmPeriod });
  return new MathExpression({
    expression: 'IF(asked >= 20, 100 * unknown / asked, 0)',
    usingMetrics: { asked: sum(metric.numbersAsked), unknown: sum(metric.viewersUnknown) },
    period: alarmPeriod,
  });
}

/** The browser's question whether the page may make the request; the function answers it, as it knows the site's origins. */
function preflight(route: string): string {
  return route.replace(/^\S+/, 'OPTIONS');
}
