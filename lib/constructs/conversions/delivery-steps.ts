import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import {
  Choice,
  Condition,
  Fail,
  type IChainable,
  JitterType,
  JsonPath,
  Succeed,
  TaskInput,
  Timeout,
  Wait,
  WaitTime,
} from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/**
 * The steps of one delivery: attempt, wait as long as the attempt said, attempt again. All that must be remembered lies in the
 * delivery's item, so an execution may be started again at any moment, and two of them do no harm. JSONPath only, and nothing but
 * what runs on one machine too.
 */
export function deliverySteps(scope: Construct, attemptFunction: IFunction): IChainable {
  const attempt = new LambdaInvoke(scope, 'Attempt delivery', {
    lambdaFunction: attemptFunction,
    // As it was started: an execution that a version before started names less.
    payload: TaskInput.fromJsonPathAt('$'),
    resultSelector: { answer: JsonPath.objectAt('$.Payload') },
    resultPath: '$.attempt',
    taskTimeout: Timeout.duration(Duration.minutes(1)),
    retryOnServiceExceptions: false,
  });
  // An attempt that failed left its claim, or nothing: trying again is always safe.
  attempt.addRetry({
    errors: ['States.ALL'],
    interval: Duration.seconds(5),
    maxAttempts: 10,
    backoffRate: 2,
    maxDelay: Duration.minutes(5),
    jitterStrategy: JitterType.FULL,
  });
  const next = (is: string) => Condition.stringEquals('$.attempt.answer.next', is);
  const wait = new Wait(scope, 'Wait', { time: WaitTime.secondsPath('$.attempt.answer.seconds') });
  const parked = new Fail(scope, 'Parked', {
    error: 'Parked',
    cause: 'Nobody tries any more until a person starts it again; the delivery says why.',
  });
  return attempt.next(
    new Choice(scope, 'What next')
      .when(next('wait'), wait.next(attempt))
      .when(next('park'), parked)
      .otherwise(new Succeed(scope, 'Done')),
  );
}
