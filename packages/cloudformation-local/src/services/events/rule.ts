import * as z from 'zod';
import type { Machine } from '../../machine.ts';
import type { ResourceType } from '../../resource-type.ts';
import { StartProblem } from '../../start-problem.ts';
import { tags } from '../tags.ts';
import { timetable } from './clock-expression.ts';
import { type BusEvent, busEvent, busName, type EventBuses, eventTime } from './event-bus.ts';
import { compilePattern } from './event-pattern.ts';
import type { FindTarget, Target } from './target.ts';
import { inputFor, targetInput } from './target-input.ts';

/** A value of another schema's making, turned by `read`; what `read` throws is the property's fault. */
function readable<Input, Value>(schema: z.ZodType<Input>, read: (input: Input) => Value) {
  return schema.transform((input, context): Value => {
    try {
      return read(input);
    } catch (error) {
      context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
      return z.NEVER;
    }
  });
}

const target = z.strictObject({
  Arn: z.string(),
  Id: z.string(),
  ...targetInput,
  DeadLetterConfig: z.strictObject({ Arn: z.string().optional() }).optional(),
  // No meaning locally: three tries are made, and nobody asks for permission.
  RetryPolicy: z
    .strictObject({ MaximumRetryAttempts: z.number().optional(), MaximumEventAgeInSeconds: z.number().optional() })
    .optional(),
  RoleArn: z.string().optional(),
});

type RuleTarget = z.infer<typeof target>;

const properties = z.strictObject({
  Name: z.string().optional(),
  EventBusName: z.string().optional(),
  EventPattern: readable(z.record(z.string(), z.unknown()), compilePattern).optional(),
  ScheduleExpression: readable(z.string(), (expression) => timetable(expression)).optional(),
  State: z.enum(['ENABLED', 'DISABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS']).default('ENABLED'),
  Targets: z.array(target).default([]),
  // No meaning locally:
  Description: z.string().optional(),
  RoleArn: z.string().optional(),
  Tags: tags,
});

/** `AWS::Events::Rule`: by pattern, by schedule, or both. */
export function ruleType(buses: EventBuses, findTarget: FindTarget): ResourceType<z.infer<typeof properties>> {
  return {
    type: 'AWS::Events::Rule',
    properties,
    async create({ logicalId, physicalName, properties: rule }, machine) {
      const name = rule.Name ?? physicalName;
      const bus = busName(rule.EventBusName);
      const path = bus === 'default' ? name : `${bus}/${name}`;
      const arn = `arn:aws:events:${machine.region}:${machine.accountId}:rule/${path}`;
      const created = { ref: bus === 'default' ? name : `${bus}|${name}`, attributes: { Arn: arn } };
      if (rule.State === 'DISABLED') return created;
      machine.afterCreation(() => {
        const targets = rule.Targets.map((wanted) => ({ wanted, target: found(findTarget, logicalId, wanted) }));
        const fire = (event: BusEvent) => {
          for (const entry of targets) void send(machine, findTarget, entry, event, name);
        };
        const pattern = rule.EventPattern;
        if (pattern) {
          if (!buses.has(bus))
            throw new StartProblem([`Resource ${logicalId} (AWS::Events::Rule): there is no event bus ${bus}.`]);
          buses.listen(bus, (event) => {
            if (pattern(event)) fire(event);
          });
        }
        const stop = rule.ScheduleExpression?.(() => fire(scheduled(machine, arn)));
        if (stop) machine.onStop(stop);
      });
      return created;
    },
  };
}

function scheduled(machine: Machine, arn: string): BusEvent {
  const time = eventTime(new Date());
  return busEvent(machine, {
    source: 'aws.events',
    'detail-type': 'Scheduled Event',
    time,
    resources: [arn],
    detail: {},
  });
}

function found(findTarget: FindTarget, logicalId: string, { Arn }: RuleTarget): Target {
  const target = findTarget(Arn);
  if (target) return target;
  throw new StartProblem([`Resource ${logicalId} (AWS::Events::Rule): the local run cannot send events to ${Arn}.`]);
}

async function send(
  machine: Machine,
  findTarget: FindTarget,
  { wanted, target }: { readonly wanted: RuleTarget; readonly target: Target },
  event: BusEvent,
  ruleName: string,
): Promise<void> {
  try {
    if (await target.deliver(inputFor(wanted, event))) return;
    const deadLetters = wanted.DeadLetterConfig?.Arn;
    if (deadLetters !== undefined) await findTarget(deadLetters)?.deliver(event);
  } catch (error) {
    machine.log.warn(`${ruleName}: ${String(error)}`);
  }
}
