import * as z from 'zod';
import type { Machine } from '../../machine.ts';
import type { ResourceType } from '../../resource-type.ts';
import { StartProblem } from '../../start-problem.ts';
import { tags } from '../tags.ts';
import { definition, silentlyWrong, taskResources } from './definition.ts';
import type { Executions } from './executions.ts';
import { interpreter } from './interpreter.ts';
import { type TaskServices, task } from './tasks.ts';

const properties = z.strictObject({
  StateMachineName: z.string().optional(),
  DefinitionString: z.string().optional(),
  Definition: z.record(z.string(), z.unknown()).optional(),
  DefinitionSubstitutions: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  StateMachineType: z.enum(['STANDARD']).optional(),
  // No meaning locally:
  RoleArn: z.string(),
  LoggingConfiguration: z
    .strictObject({
      Level: z.enum(['ALL', 'ERROR', 'FATAL', 'OFF']).optional(),
      IncludeExecutionData: z.boolean().optional(),
      Destinations: z
        .array(z.strictObject({ CloudWatchLogsLogGroup: z.strictObject({ LogGroupArn: z.string() }) }))
        .optional(),
    })
    .optional(),
  TracingConfiguration: z.strictObject({ Enabled: z.boolean() }).optional(),
  EncryptionConfiguration: z
    .strictObject({
      Type: z.enum(['AWS_OWNED_KEY', 'CUSTOMER_MANAGED_KMS_KEY']),
      KmsKeyId: z.string().optional(),
      KmsDataKeyReusePeriodSeconds: z.number().optional(),
    })
    .optional(),
  Tags: tags,
});

type MachineProperties = z.infer<typeof properties>;

/** `AWS::StepFunctions::StateMachine`; a definition that would run differently here is refused at the start. */
export function stateMachineType(executions: Executions, services: TaskServices): ResourceType<MachineProperties> {
  return {
    type: 'AWS::StepFunctions::StateMachine',
    properties,
    async create({ logicalId, physicalName, properties: wanted }, machine) {
      const name = wanted.StateMachineName ?? physicalName;
      const arn = `arn:aws:states:${machine.region}:${machine.accountId}:stateMachine:${name}`;
      const text = substituted(wanted);
      const tasks = await checked(text, machine, services).catch((error: unknown) => {
        const reason =
          error instanceof z.ZodError ? issues(error) : error instanceof Error ? error.message : String(error);
        throw new StartProblem([
          `Resource ${logicalId} (AWS::StepFunctions::StateMachine): DefinitionString: ${reason}.`,
        ]);
      });
      const loaded = await interpreter({ arn, name }, JSON.parse(text), tasks).catch((error: unknown) => {
        throw new StartProblem([`Resource ${logicalId} (AWS::StepFunctions::StateMachine): ${String(error)}`]);
      });
      executions.add({ arn, name, created: Date.now(), definition: text, interpreter: loaded });
      return { ref: arn, attributes: { Arn: arn, Name: name } };
    },
  };
}

function substituted({ DefinitionString, Definition, DefinitionSubstitutions }: MachineProperties): string {
  const text = DefinitionString ?? JSON.stringify(Definition ?? {});
  return Object.entries(DefinitionSubstitutions).reduce(
    (done, [name, value]) => done.replaceAll(`\${${name}}`, String(value)),
    text,
  );
}

async function checked(text: string, machine: Machine, services: TaskServices) {
  const { States } = definition.parse(JSON.parse(text));
  const wrong = silentlyWrong(text);
  if (wrong !== undefined) throw new Error(wrong);
  const entries = [...taskResources(States)];
  return new Map(entries.map(([name, resource]) => [name, task(resource, machine, services)]));
}

function issues(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
}
