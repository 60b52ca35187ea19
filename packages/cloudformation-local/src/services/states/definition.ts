import * as z from 'zod';

/** A wait that the interpreter can hold; a longer one would be over at once, since a timer holds 24.8 days. */
const longestWaitSeconds = 24 * 86_400;

const seconds = z.number().min(0);
const path = z.string().nullable().optional();
const transition = { Next: z.string().optional(), End: z.literal(true).optional() };
const common = { Comment: z.string().optional(), QueryLanguage: z.literal('JSONPath').optional() };
const paths = { InputPath: path, OutputPath: path };
const shaped = { ...paths, Parameters: z.unknown().optional(), ResultPath: path };

const failures = {
  Retry: z
    .array(
      z.strictObject({
        ErrorEquals: z.array(z.string()).min(1),
        IntervalSeconds: z.number().optional(),
        MaxAttempts: z.number().optional(),
        BackoffRate: z.number().optional(),
        MaxDelaySeconds: z.number().optional(),
        JitterStrategy: z.enum(['NONE', 'FULL']).optional(),
        Comment: z.string().optional(),
      }),
    )
    .optional(),
  Catch: z
    .array(
      z.strictObject({
        ErrorEquals: z.array(z.string()).min(1),
        Next: z.string(),
        ResultPath: path,
        Comment: z.string().optional(),
      }),
    )
    .optional(),
};

const taskResource = z
  .string()
  .regex(
    /^arn:aws:(states:::(lambda:invoke|sqs:sendMessage|events:putEvents)|lambda:[^:]*:\d{12}:function:.+)$/,
    'the local run knows lambda:invoke, sqs:sendMessage, events:putEvents and ARNs of functions',
  );

const state = z.discriminatedUnion('Type', [
  z.strictObject({ Type: z.literal('Pass'), ...common, ...transition, ...shaped, Result: z.unknown().optional() }),
  z.strictObject({
    Type: z.literal('Task'),
    ...common,
    ...transition,
    ...shaped,
    ...failures,
    Resource: taskResource,
    ResultSelector: z.unknown().optional(),
    TimeoutSeconds: seconds.optional(),
    TimeoutSecondsPath: z.string().optional(),
  }),
  z.strictObject({
    Type: z.literal('Choice'),
    ...common,
    ...paths,
    Choices: z.array(z.record(z.string(), z.unknown())).min(1),
    Default: z.string().optional(),
  }),
  z.strictObject({
    Type: z.literal('Wait'),
    ...common,
    ...transition,
    ...paths,
    Seconds: seconds.max(longestWaitSeconds, 'the local run waits 24 days at most').optional(),
    Timestamp: z.string().optional(),
    SecondsPath: z.string().optional(),
    TimestampPath: z.string().optional(),
  }),
  z.strictObject({ Type: z.literal('Succeed'), ...common, ...paths }),
  z.strictObject({
    Type: z.literal('Fail'),
    ...common,
    Error: z.string().optional(),
    Cause: z.string().optional(),
    ErrorPath: z.string().optional(),
    CausePath: z.string().optional(),
  }),
]);

/** A state machine as far as the interpreter does what Step Functions does: JSONPath, and tasks that the local run can do. */
export const definition = z.strictObject({
  Comment: z.string().optional(),
  StartAt: z.string(),
  Version: z.string().optional(),
  TimeoutSeconds: seconds.optional(),
  QueryLanguage: z.literal('JSONPath').optional(),
  States: z.record(z.string(), state),
});

type State = z.infer<typeof state>;

/** The resource of each task by its state's name. */
export function taskResources(states: Readonly<Record<string, State>>): Map<string, string> {
  return new Map(
    Object.entries(states).flatMap(([name, each]): [string, string][] =>
      each.Type === 'Task' ? [[name, each.Resource]] : [],
    ),
  );
}

/** What the interpreter would silently get wrong, wherever it stands in the text; undefined if there is nothing of it. */
export function silentlyWrong(text: string): string | undefined {
  if (text.includes('"{%')) return 'the local run knows JSONPath only, not JSONata';
  const context = /\$\$\.(State|Task)\b/.exec(text)?.[0];
  return context && `the local run does not fill ${context} of the context object`;
}
