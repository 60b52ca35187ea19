import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Machine } from '../../machine.ts';
import type { ResourceType } from '../../resource-type.ts';
import { StartProblem } from '../../start-problem.ts';
import { timetable } from './clock-expression.ts';
import { eventTime } from './event-bus.ts';
import type { FindTarget } from './target.ts';

const target = z.strictObject({
  Arn: z.string(),
  Input: z.string().optional(),
  DeadLetterConfig: z.strictObject({ Arn: z.string().optional() }).optional(),
  SqsParameters: z.strictObject({ MessageGroupId: z.string().optional() }).optional(),
  // No meaning locally: three tries are made, and nobody asks for permission.
  RoleArn: z.string(),
  RetryPolicy: z
    .strictObject({ MaximumRetryAttempts: z.number().optional(), MaximumEventAgeInSeconds: z.number().optional() })
    .optional(),
});

const properties = z
  .strictObject({
    Name: z.string().optional(),
    GroupName: z.string().optional(),
    ScheduleExpression: z.string(),
    ScheduleExpressionTimezone: z.string().optional(),
    State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
    Target: target,
    // No meaning locally: schedules are always on the minute.
    FlexibleTimeWindow: z.strictObject({
      Mode: z.enum(['OFF', 'FLEXIBLE']),
      MaximumWindowInMinutes: z.number().optional(),
    }),
    Description: z.string().optional(),
    KmsKeyArn: z.string().optional(),
  })
  .transform((schedule, context) => {
    try {
      return { ...schedule, times: timetable(schedule.ScheduleExpression, schedule.ScheduleExpressionTimezone) };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      context.addIssue({ code: 'custom', path: ['ScheduleExpression'], message });
      return z.NEVER;
    }
  });

/** `AWS::Scheduler::Schedule` with rate, cron or a single moment. */
export function scheduleType(findTarget: FindTarget): ResourceType<z.infer<typeof properties>> {
  return {
    type: 'AWS::Scheduler::Schedule',
    properties,
    async create({ logicalId, physicalName, properties: schedule }, machine) {
      const name = schedule.Name ?? physicalName;
      const group = schedule.GroupName ?? 'default';
      const arn = `arn:aws:scheduler:${machine.region}:${machine.accountId}:schedule/${group}/${name}`;
      const { Arn, Input, SqsParameters, DeadLetterConfig } = schedule.Target;
      if (schedule.State === 'ENABLED') {
        machine.afterCreation(() => {
          const target = findTarget(Arn, { messageGroup: SqsParameters?.MessageGroupId });
          if (target === undefined) {
            throw new StartProblem([
              `Resource ${logicalId} (AWS::Scheduler::Schedule): the local run cannot send to ${Arn}.`,
            ]);
          }
          const fire = async () => {
            const payload: unknown = Input === undefined ? notice(machine, arn) : JSON.parse(Input);
            if ((await target.deliver(payload)) || DeadLetterConfig?.Arn === undefined) return;
            await findTarget(DeadLetterConfig.Arn)?.deliver(payload);
          };
          machine.onStop(schedule.times(() => void fire()));
        });
      }
      return { ref: name, attributes: { Arn: arn } };
    },
  };
}

function notice({ accountId, region }: Machine, arn: string): object {
  const time = eventTime(new Date());
  const event = { version: '0', id: randomUUID(), 'detail-type': 'Scheduled Event', source: 'aws.scheduler' };
  return { ...event, account: accountId, time, region, resources: [arn], detail: '{}' };
}
